"""Which initiatives are meant to move which outcomes, as known on a day.

A tie to work that the person may not see still counts as one: an outcome served in secret is no
loose end. Such a tie says that it is there and nothing more.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from insights.facts import visible
from insights.facts.known import DAYS, as_of
from insights.facts.rows import fetched
from products.queries.known import AsKnown

NEWEST = """CROSS JOIN LATERAL (
    SELECT k.* FROM {table}version k
    WHERE k.pgh_obj_id = {key} AND k.known_at <= %(moment)s
    ORDER BY k.known_at DESC, k.pgh_id DESC LIMIT 1
) {name}"""
TIES = f"""
SELECT c.outcome_id, c.initiative_id, work.product_id IN {visible.HIDDEN_PRODUCTS} AS is_hidden
FROM products_contribution c
{NEWEST.format(table="products_contribution", key="c.id", name="tie")}
{NEWEST.format(table="products_initiative", key="c.initiative_id", name="work")}
WHERE c.outcome_id = ANY(%(outcomes)s::bigint[])
    AND (tie.ended_on IS NULL OR tie.ended_on > %(on)s)
    AND work.stage <> 'stopped' AND (work.unlisted_on IS NULL OR work.unlisted_on > %(on)s)
ORDER BY c.outcome_id, tie.expected_share DESC NULLS LAST, c.initiative_id"""

AIMED = f"WITH {DAYS} SELECT v.id FROM ({{outcomes}}) v"


@dataclass
class Served:
    """By what one outcome is served: initiatives in sight, and how many out of it."""

    initiative_ids: list[int] = field(default_factory=list)
    hidden: int = 0


def served_by(outcome_ids: Collection[int], *, known: AsKnown) -> dict[int, Served]:
    """Return what serves each of the outcomes, the largest expected share first; one query."""
    asked = {"outcomes": list(outcome_ids), "on": known.on, "moment": known.moment}
    served: dict[int, Served] = defaultdict(Served)
    for row in fetched(TIES, asked | visible.parameters(known.user)):
        of = served[row["outcome_id"]]
        if row["is_hidden"]:
            of.hidden += 1
        else:
            of.initiative_ids.append(row["initiative_id"])
    return served


def aimed_at(objective_ids: Collection[int], *, known: AsKnown, now: bool) -> list[int]:
    """Return the outcomes that serve any of these objectives directly, seen or not; one query.

    With `now` things are read as they stand, without their history.
    """
    asked = {"days": [known.on], "moments": [known.moment], "among": list(objective_ids)}
    return [row["id"] for row in fetched(_aimed(now=now), asked)]


@cache
def _aimed(*, now: bool) -> str:
    return AIMED.format(outcomes=as_of("products_outcome", now=now, among="objective_id"))
