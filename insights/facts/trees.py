"""What lies below what, as known on each of some days."""

from insights.facts.known import as_of

TREE = """
{name}_nodes AS MATERIALIZED (SELECT v.day, v.id, v.parent_id FROM ({rows}) v),
{name} (day, top, id) AS (
    SELECT day, id, id FROM {name}_nodes
    UNION
    SELECT below.day, {name}.top, below.id
    FROM {name} JOIN {name}_nodes below
        ON below.day = {name}.day AND below.parent_id = {name}.id
)"""


def portfolios(*, now: bool) -> str:
    """Return a recursive CTE `portfolio_tree` (day, top, id): each portfolio with all below."""
    return TREE.format(name="portfolio_tree", rows=as_of("portfolio_portfolio", now=now))


def objectives(*, now: bool) -> str:
    """Return a recursive CTE `objective_tree` (day, top, id): each objective with all below."""
    return TREE.format(name="objective_tree", rows=as_of("portfolio_objective", now=now))
