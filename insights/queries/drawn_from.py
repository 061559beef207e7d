"""How much was said and measured in a week: what a report is drawn from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from insights.facts.rows import fetched

SAID = """
SELECT (SELECT count(*) FROM products_checkin c
        WHERE c.product_id = ANY(%(products)s::bigint[])
            AND c.known_at > %(since)s AND c.known_at <= %(until)s) AS check_ins,
    (SELECT count(*) FROM products_reading r
        WHERE r.outcome_id = ANY(%(outcomes)s::bigint[])
            AND r.known_at > %(since)s AND r.known_at <= %(until)s) AS readings,
    (SELECT count(*) FROM products_initiativeline l
        JOIN products_initiative i ON i.id = l.initiative_id
        WHERE i.product_id = ANY(%(products)s::bigint[]) AND l.health <> 'not_reported'
            AND l.known_at > %(since)s AND l.known_at <= %(until)s) AS ratings,
    (SELECT count(DISTINCT f.pgh_obj_id) FROM products_fundinglineversion f
        WHERE f.product_id = ANY(%(products)s::bigint[])
            AND f.known_at > %(since)s AND f.known_at <= %(until)s) AS money"""


@dataclass(frozen=True)
class DrawnFrom:
    """How many check-ins, readings and ratings of initiatives, and of how many lines of money."""

    check_ins: int
    readings: int
    ratings: int
    money: int


def drawn_from(
    *, products: Collection[int], outcomes: Collection[int], since: datetime, until: datetime
) -> DrawnFrom:
    """Return how much became known between two moments."""
    asked = {"products": list(products), "outcomes": list(outcomes)}
    (row,) = fetched(SAID, {**asked, "since": since, "until": until})
    return DrawnFrom(**row)
