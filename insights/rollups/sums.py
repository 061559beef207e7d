"""Ready-made sums per scope, as SQL: of all cells, or by what changed in some of them."""

from functools import cache

from insights.facts import trees
from insights.facts.known import DAYS
from insights.figures import ADDED, MAPS
from insights.queries.sums import summed

MEASURES = ", ".join(ADDED + MAPS)

# Cells are summed once to products and once to objectives; the trees take it from there.
SCOPES = """
SELECT place, 'organisation' AS kind, 0::bigint AS scope_id, {measures} FROM by_product
UNION ALL
SELECT p.place, 'portfolio', t.top, {measures}
FROM by_product p JOIN portfolio_tree t ON t.day = p.day AND t.id = p.portfolio_id
UNION ALL
SELECT place, 'team', team_id, {measures} FROM by_product WHERE team_id <> 0
UNION ALL
SELECT place, 'product', product_id, {measures} FROM by_product WHERE product_id <> 0
UNION ALL
SELECT o.place, 'objective', t.top, {measures}
FROM by_objective o JOIN objective_tree t ON t.day = o.day AND t.id = o.objective_id"""

ALL_CELLS = "SELECT *, 1 AS sign FROM new_cells WHERE place > 0"
CHANGED_CELLS = """
SELECT *, 1 AS sign FROM new_cells WHERE place > 0
UNION ALL SELECT *, -1 FROM old_cells"""

BASE = """
SELECT d.place, t.kind, t.scope_id, {measures}
FROM (SELECT DISTINCT kind, scope_id FROM changes) t CROSS JOIN days d CROSS JOIN LATERAL (
    SELECT * FROM insights_snapshot s
    WHERE s.kind = t.kind AND s.scope_id = t.scope_id
        AND s."on" BETWEEN date_trunc('week', d.day)::date AND d.day
    ORDER BY s."on" DESC LIMIT 1
) s"""

DENSE = """
WITH RECURSIVE {days},
{portfolios},
{objectives},
moved AS MATERIALIZED ({moved}),
by_product AS MATERIALIZED (SELECT * FROM ({by_product}) s WHERE {is_anything}),
by_objective AS MATERIALIZED (SELECT * FROM ({by_objective}) s WHERE {is_anything}),
changes AS MATERIALIZED ({scopes}),
source AS MATERIALIZED ({source})
INSERT INTO new_sums (place, day, kind, scope_id, {measures})
SELECT d.place, d.day, s.kind, s.scope_id, {measures}
FROM ({summed}) s JOIN days d USING (place)"""

OF_PRODUCT = ("place", "day", "portfolio_id", "team_id", "product_id")
OF_OBJECTIVE = ("place", "day", "objective_id")


@cache
def dense(*, now: bool, only_changes: bool) -> str:
    """Return SQL that puts the sum of every scope on each of the days in `new_sums`.

    With `only_changes` it takes what stands, and adds what `new_cells` have more than
    `old_cells`: the cost follows the change, not the size of the portfolio.
    """
    source = "SELECT * FROM changes"
    if only_changes:
        source += " UNION ALL " + BASE.format(measures=MEASURES)
    return DENSE.format(
        days=DAYS,
        portfolios=trees.portfolios(now=now),
        objectives=trees.objectives(now=now),
        moved=CHANGED_CELLS if only_changes else ALL_CELLS,
        by_product=summed("moved", OF_PRODUCT, sign="sign"),
        by_objective=summed("moved", OF_OBJECTIVE, sign="sign"),
        is_anything=" OR ".join(
            [*(f"{name} <> 0" for name in ADDED), *(f"{name} <> '{{}}'" for name in MAPS)]
        ),
        scopes=SCOPES.format(measures=MEASURES),
        source=source,
        measures=MEASURES,
        summed=summed("source", ("place", "kind", "scope_id")),
    )
