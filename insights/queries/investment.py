"""What money is for: the sums of a scope by kind."""

from collections.abc import Sequence
from datetime import date

from insights.facts import products, resources, trees, visible
from insights.facts.ledger import ASKED
from insights.queries.together import Asked
from insights.scope import Scope
from portfolio.models import User

KINDS = """
WITH RECURSIVE {asked},
{portfolios},
{objectives},
places AS ({places}),
money AS (
    SELECT f.day, f.product_id, f.objective_id, f.kind, f.planned, f.actual, f.forecast,
        f.whole_life_cost, coalesce(p.portfolio_id, f.portfolio_id) AS portfolio_id, p.team_id
    FROM ({funding}) f LEFT JOIN places p ON p.day = f.day AND p.id = f.product_id
)
SELECT m.kind, sum(m.planned) AS planned, sum(m.actual) AS actual, sum(m.forecast) AS forecast,
    sum(m.whole_life_cost) AS whole_life_cost
FROM asked a JOIN money m ON m.day = a.day
WHERE CASE WHEN m.product_id IS NULL THEN m.portfolio_id <> ALL(%(hidden)s::bigint[])
        ELSE m.product_id NOT IN {hidden} END
    AND (%(product)s::bigint IS NULL OR m.product_id = %(product)s)
    AND (%(products)s::bigint[] IS NULL OR m.product_id = ANY(%(products)s::bigint[]))
    AND (%(team)s::bigint IS NULL OR m.team_id = %(team)s)
    AND (%(portfolio)s::bigint IS NULL OR m.portfolio_id IN (
        SELECT t.id FROM portfolio_tree t WHERE t.day = m.day AND t.top = %(portfolio)s))
    AND (%(objective)s::bigint IS NULL OR m.objective_id IN (
        SELECT t.id FROM objective_tree t WHERE t.day = m.day AND t.top = %(objective)s))
GROUP BY m.kind ORDER BY m.kind"""


def asked_kinds(scope: Scope, *, days: Sequence[date], user: User, now: bool) -> Asked:
    """Return the question for money by kind on a day: kind, planned, actual, forecast ...

    With `now` things are taken as they stand.
    """
    sql = KINDS.format(
        asked=ASKED,
        portfolios=trees.portfolios(now=now),
        objectives=trees.objectives(now=now),
        places=products.places(now=now),
        funding=resources.funding(now=now),
        hidden=visible.HIDDEN_PRODUCTS,
    )
    return sql, {
        "among": None,
        "days": list(days),
        **scope.parameters(),
        **visible.parameters(user),
    }
