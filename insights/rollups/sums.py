"""Ready-made sums per scope, as SQL: of all cells, or by what changed in some of them."""

from insights.facts import trees
from insights.facts.known import DAYS
from insights.figures import ADDED, MAPS
from insights.queries.sums import summed

MEASURES = ", ".join(ADDED + MAPS)

SCOPES = """
SELECT c.place, 'organisation' AS kind, 0::bigint AS scope_id, c.sign, {measures} FROM moved c
UNION ALL
SELECT c.place, 'portfolio', t.top, c.sign, {measures}
FROM moved c JOIN portfolio_tree t ON t.day = c.day AND t.id = c.portfolio_id
UNION ALL
SELECT c.place, 'objective', t.top, c.sign, {measures}
FROM moved c JOIN objective_tree t ON t.day = c.day AND t.id = c.objective_id
UNION ALL
SELECT c.place, 'team', c.team_id, c.sign, {measures} FROM moved c WHERE c.team_id <> 0
UNION ALL
SELECT c.place, 'product', c.product_id, c.sign, {measures} FROM moved c WHERE c.product_id <> 0"""

ALL_CELLS = "SELECT *, 1 AS sign FROM new_cells WHERE place > 0"
CHANGED_CELLS = """
SELECT *, 1 AS sign FROM new_cells WHERE place > 0
UNION ALL SELECT *, -1 FROM old_cells"""

BASE = """
SELECT d.place, t.kind, t.scope_id, 1 AS sign, {measures}
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
moved AS ({moved}),
changes AS MATERIALIZED ({scopes}),
source AS MATERIALIZED ({source})
INSERT INTO new_sums (place, day, kind, scope_id, {measures})
SELECT d.place, d.day, s.kind, s.scope_id, {measures}
FROM ({summed}) s JOIN days d USING (place)"""


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
        scopes=SCOPES.format(measures=MEASURES),
        source=source,
        measures=MEASURES,
        summed=summed("source", ("place", "kind", "scope_id"), sign="sign"),
    )
