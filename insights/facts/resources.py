"""Money and people's time as known on each of some days.

Money without a period is whole-life cost. Of money with periods the latest begun by the day
counts, unless it ended a year ago or more; so a yearly and a quarterly line never add up.
"""

from insights.facts.known import as_of

FUNDING = """
SELECT day, product_id, portfolio_id, objective_id, kind,
    CASE WHEN period_start IS NULL THEN coalesce(planned, forecast, actual, 0) ELSE 0 END
        AS whole_life_cost,
    CASE WHEN period_start IS NULL THEN 0 ELSE coalesce(planned, 0) END AS planned,
    CASE WHEN period_start IS NULL THEN 0 ELSE coalesce(actual, 0) END AS actual,
    CASE WHEN period_start IS NULL THEN 0 ELSE coalesce(forecast, 0) END AS forecast
FROM (
    SELECT v.*, rank() OVER (
        PARTITION BY v.day, v.product_id, v.portfolio_id, v.objective_id, v.initiative_id, v.kind,
            v.period_start IS NULL
        ORDER BY v.period_start DESC NULLS LAST) AS age
    FROM ({rows}) v
    WHERE (v.unlisted_on IS NULL OR v.unlisted_on > v.day)
        AND (v.period_start IS NULL OR (v.period_start <= v.day AND v.period_end > v.day - 365))
) lines
WHERE age = 1"""

TIME = """
SELECT v.day, v.product_id, v.objective_id, v.fte FROM ({rows}) v
WHERE v.month = date_trunc('month', v.day)::date"""


def funding(*, now: bool, among: str = "") -> str:
    """Return SQL: day, product_id or portfolio_id, objective_id, kind, whole_life_cost ...

    `among` names the column that the parameter of that name narrows.
    """
    return FUNDING.format(rows=as_of("products_fundingline", now=now, among=among))


def time(*, now: bool, among: str = "") -> str:
    """Return SQL: day, product_id, objective_id, fte of the day's month; `among` as above."""
    return TIME.format(rows=as_of("products_allocation", now=now, among=among))
