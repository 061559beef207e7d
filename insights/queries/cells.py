"""Cells standing on a day, within a scope, cut by what a person may see.

In the first roll-up of a week every cell is written, so what stands on a day was written in
its week.
"""

from functools import cache

from insights.facts import trees, visible
from insights.facts.ledger import ASKED
from insights.figures import MAPS
from insights.queries.sums import summed

IS_HIDDEN = f"""CASE WHEN c.product_id IS NULL THEN c.portfolio_id = ANY(%(hidden)s::bigint[])
    ELSE c.product_id IN {visible.HIDDEN_PRODUCTS} END"""

STANDING = """
SELECT c.*, coalesce(c.product_id, 0) AS product, coalesce(c.objective_id, 0) AS objective,
    coalesce(c.team_id, 0) AS team, c.portfolio_id AS portfolio
FROM (
    SELECT DISTINCT ON (d.day, c.product_id, c.objective_id, c.portfolio_id) d.day, c.*
    FROM days d
    JOIN insights_cell c ON c."on" BETWEEN date_trunc('week', d.day)::date AND d.day
    WHERE (%(product)s::bigint IS NULL OR c.product_id = %(product)s)
        AND (%(products)s::bigint[] IS NULL OR c.product_id = ANY(%(products)s::bigint[]))
        AND ({is_hidden}) = %(is_hidden)s
    ORDER BY d.day, c.product_id, c.objective_id, c.portfolio_id, c."on" DESC
) c
WHERE (%(team)s::bigint IS NULL OR c.team_id = %(team)s)
    AND (%(portfolio)s::bigint IS NULL OR EXISTS (
        SELECT 1 FROM portfolio_tree t
        WHERE t.day = c.day AND t.top = %(portfolio)s AND t.id = c.portfolio_id))
    AND (%(objective)s::bigint IS NULL OR EXISTS (
        SELECT 1 FROM objective_tree t
        WHERE t.day = c.day AND t.top = %(objective)s AND t.id = c.objective_id))"""

IN_TREE = """
SELECT c.*, t.top AS {kind}s
FROM cells c JOIN {kind}_tree t ON t.day = c.day AND t.id = c.{kind}_id
WHERE %({kind})s::bigint IS NULL OR t.top IN (
    SELECT below.id FROM {kind}_tree below WHERE below.day = t.day AND below.top = %({kind})s)
UNION ALL SELECT c.*, 0 FROM cells c WHERE c.{kind}_id IS NULL"""

# Portfolios of which there are too many to tell apart, put together by the parameters.
IN_GROUPS = """
SELECT c.*, g.in_group FROM cells c
JOIN unnest(%(portfolios)s::bigint[], %(groups)s::bigint[]) AS g (of, in_group)
    ON g.of = c.portfolio"""

SUMS = """
WITH RECURSIVE {asked},
{portfolios},
{objectives},
cells AS MATERIALIZED ({standing}),
placed AS MATERIALIZED ({placed}),
sums AS ({summed})
SELECT a.asked, s.* FROM asked a JOIN sums s ON s.day = a.day"""


@cache
def sums_by(*keys: str, maps: tuple[str, ...] = MAPS) -> str:
    """Return SQL that sums the cells in the scope by day and keys.

    Keys are columns of `STANDING`: product, objective, portfolio, team; 0 stands for none. Under
    the keys `objectives` and `portfolios` each counts all below it too; under `in_group` the
    parameters `portfolios` and `groups` say which portfolio goes where. Only these `maps` are
    added up.
    """
    placed = "SELECT * FROM cells"
    if keys == ("objectives",):
        placed = IN_TREE.format(kind="objective")
    elif keys == ("portfolios",):
        placed = IN_TREE.format(kind="portfolio")
    elif "in_group" in keys:
        placed = IN_GROUPS
    return SUMS.format(
        asked=ASKED,
        portfolios=trees.portfolios(now=False),
        objectives=trees.objectives(now=False),
        standing=STANDING.format(is_hidden=IS_HIDDEN),
        placed=placed,
        summed=summed("placed", ("day", *keys), maps=maps),
    )
