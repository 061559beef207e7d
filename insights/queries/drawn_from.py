"""How much was said and measured in a week: what a report is drawn from."""

from collections.abc import Collection
from datetime import datetime

from insights.facts.rows import fetched

SAID = """
SELECT (SELECT count(*) FROM products_checkin c
        WHERE c.product_id = ANY(%(products)s::bigint[])
            AND c.known_at > %(since)s AND c.known_at <= %(until)s) AS check_ins,
    (SELECT count(*) FROM products_reading r
        WHERE r.outcome_id = ANY(%(outcomes)s::bigint[])
            AND r.known_at > %(since)s AND r.known_at <= %(until)s) AS readings"""


def drawn_from(
    *, products: Collection[int], outcomes: Collection[int], since: datetime, until: datetime
) -> tuple[int, int]:
    """Return how many check-ins and readings became known between two moments."""
    asked = {"products": list(products), "outcomes": list(outcomes)}
    (row,) = fetched(SAID, {**asked, "since": since, "until": until})
    return row["check_ins"], row["readings"]
