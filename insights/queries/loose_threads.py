"""Work and measures that are tied to nothing, on both sides of the thread, as known on a day.

What the person may not see ties as well as what they see; only what they see is named or counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from insights.facts import trees, visible
from insights.facts.known import DAYS, as_of
from insights.facts.rows import fetched
from insights.scope import Scope
from products.queries.known import AsKnown


class Side(StrEnum):
    """Where on the thread the tie is missing."""

    OBJECTIVES = "objectives"
    OUTCOMES = "outcomes"
    UNSERVED = "unserved"
    INITIATIVES = "initiatives"
    PRODUCTS = "products"


@dataclass(frozen=True)
class Loose:
    """One loose thread. `total` is how many there are on its side."""

    side: Side
    id: int
    name: str
    public_id: str
    product_id: int | None
    objective_id: int | None
    total: int


LISTED = "(v.unlisted_on IS NULL OR v.unlisted_on > v.day)"
LOOSE = f"""
WITH RECURSIVE {DAYS},
{{portfolios}},
{{objectives}},
seen AS MATERIALIZED (
    SELECT p.* FROM ({{products}}) p
    WHERE p.id NOT IN {visible.HIDDEN_PRODUCTS}
        AND (%(team)s::bigint IS NULL OR p.team_id = %(team)s)
        AND (%(products)s::bigint[] IS NULL OR p.id = ANY(%(products)s::bigint[]))
        AND (%(portfolio)s::bigint IS NULL OR p.portfolio_id IN (
            SELECT t.id FROM portfolio_tree t WHERE t.top = %(portfolio)s))
),
aims AS MATERIALIZED (
    SELECT v.id, v.product_id, v.objective_id, v.name, v.public_id,
        v.closed_on IS NULL OR v.closed_on > v.day AS is_open
    FROM ({{outcomes}}) v WHERE {LISTED} AND v.closed_as <> 'stopped'
),
works AS MATERIALIZED (
    SELECT v.id, v.product_id, v.title, v.public_id, v.stage <> 'done' AS is_open
    FROM ({{initiatives}}) v WHERE {LISTED} AND v.stage <> 'stopped'
),
ties AS MATERIALIZED (
    SELECT v.initiative_id, v.outcome_id FROM ({{ties}}) v
    WHERE v.ended_on IS NULL OR v.ended_on > v.day
),
served AS MATERIALIZED (
    SELECT DISTINCT ties.outcome_id AS id FROM ties JOIN works ON works.id = ties.initiative_id
),
aimed AS MATERIALIZED (
    SELECT product_id AS id FROM aims WHERE objective_id IS NOT NULL
    UNION
    SELECT works.product_id FROM works
    JOIN ties ON ties.initiative_id = works.id JOIN aims ON aims.id = ties.outcome_id
    WHERE aims.objective_id IS NOT NULL
),
loose AS (
    SELECT 'objectives' AS side, v.id, v.title AS name, '' AS public_id,
        NULL::bigint AS product_id, v.id AS objective_id, v."order" AS first
    FROM ({{aimed_at}}) v
    WHERE v.id = ANY(%(objectives)s::bigint[]) AND NOT EXISTS (
        SELECT 1 FROM aims JOIN objective_tree t ON t.id = aims.objective_id WHERE t.top = v.id)
    UNION ALL
    SELECT 'outcomes', a.id, a.name, a.public_id, a.product_id, NULL, 0
    FROM aims a JOIN seen ON seen.id = a.product_id WHERE a.is_open AND a.objective_id IS NULL
    UNION ALL
    SELECT 'unserved', a.id, a.name, a.public_id, a.product_id, a.objective_id, 0
    FROM aims a JOIN seen ON seen.id = a.product_id
    WHERE a.is_open AND NOT EXISTS (SELECT 1 FROM served WHERE served.id = a.id)
    UNION ALL
    SELECT 'initiatives', w.id, w.title, w.public_id, w.product_id, NULL, 0
    FROM works w JOIN seen ON seen.id = w.product_id
    WHERE w.is_open AND NOT EXISTS (SELECT 1 FROM ties WHERE ties.initiative_id = w.id)
    UNION ALL
    SELECT 'products', seen.id, seen.name, seen.slug, seen.id, NULL, 0 FROM seen
    WHERE seen.stage <> 'retire' AND seen.id <> ALL(ARRAY(SELECT aimed.id FROM aimed))
)"""
ROWS = """
SELECT side, id, name, public_id, product_id, objective_id, total FROM (
    SELECT loose.*, count(*) OVER (PARTITION BY side) AS total,
        row_number() OVER (PARTITION BY side ORDER BY first, lower(name), id) AS place
    FROM loose WHERE %(side)s::text IS NULL OR side = %(side)s
) placed
WHERE place > %(after)s AND place <= %(after)s + %(most)s ORDER BY side, place"""
COUNTS = "SELECT side, count(*) AS total FROM loose GROUP BY side"


def loose_threads(
    scope: Scope,
    *,
    known: AsKnown,
    objective_ids: Collection[int],
    now: bool,
    most: int,
    side: Side | None = None,
    after: int = 0,
) -> list[Loose]:
    """Return up to `most` loose threads of each side, or of one, those after a place; one query.

    `objective_ids` are the objectives that might have no outcome. With `now` things are read as
    they stand, without their history.
    """
    more = {"most": most, "after": after, "side": side}
    rows = _asked(ROWS, scope, known, objective_ids, now=now, **more)
    return [Loose(**{**row, "side": Side(row["side"])}) for row in rows]


def loose_counts(
    scope: Scope, *, known: AsKnown, objective_ids: Collection[int], now: bool
) -> dict[Side, int]:
    """Return how many loose threads there are on each side."""
    rows = _asked(COUNTS, scope, known, objective_ids, now=now)
    return {Side(row["side"]): row["total"] for row in rows}


def _asked(
    tail: str,
    scope: Scope,
    known: AsKnown,
    objective_ids: Collection[int],
    *,
    now: bool,
    **more: Any,
) -> list[dict[str, Any]]:
    asked = {"days": [known.on], "moments": [known.moment], "objectives": list(objective_ids)}
    asked |= scope.parameters() | visible.parameters(known.user)
    return fetched(_sql(now=now) + tail, asked | more)


@cache
def _sql(*, now: bool) -> str:
    return LOOSE.format(
        portfolios=trees.portfolios(now=now),
        objectives=trees.objectives(now=now),
        products=as_of("products_product", now=now),
        outcomes=as_of("products_outcome", now=now),
        initiatives=as_of("products_initiative", now=now),
        ties=as_of("products_contribution", now=now),
        aimed_at=as_of("portfolio_objective", now=now),
    )
