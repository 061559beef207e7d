"""The grain of all sums, as SQL: what each product adds to each objective on each of some days."""

from functools import cache

from insights.facts import asks, initiatives, outcomes, products, resources
from insights.facts.known import DAYS
from insights.figures import ADDED, HEALTHS, MAPS

KEYS = ("product_id", "objective_id", "portfolio_id")

CLAMPED = "least(greatest(progress, 0), 1)"
IS_MEASURED = "FILTER (WHERE progress IS NOT NULL)"


def _by_health(noun: str) -> dict[str, str]:
    return {f"{noun}_{h}": f"count(*) FILTER (WHERE health = '{h}')" for h in HEALTHS}


OUTCOMES = {
    "outcomes": "count(*)",
    "outcomes_measured": f"count(*) {IS_MEASURED}",
    **_by_health("outcomes"),
    "weight": "sum(weight)",
    "weight_measured": f"sum(weight) {IS_MEASURED}",
    "weighted_progress": f"sum(round(weight * {CLAMPED}, 6)) {IS_MEASURED}",
    "plain_progress": f"sum({CLAMPED}) {IS_MEASURED}",
}
INITIATIVES = {
    "initiatives": "count(*)",
    "initiatives_measured": "count(*) FILTER (WHERE health <> 'not_reported')",
    **_by_health("initiatives"),
    "initiatives_under_way": "count(*) FILTER (WHERE is_under_way)",
}
PRODUCTS = {"products": "count(*)", **_by_health("products")}
ASKS = {"asks_open": "count(*)"}
MONEY = {name: f"sum({name})" for name in ("whole_life_cost", "planned", "actual", "forecast")}
TIME = {"fte": "sum(fte)"}

PART = """{name} AS MATERIALIZED (
    SELECT day, coalesce(product_id, 0) AS product, coalesce(objective_id, 0) AS objective,
        {home} AS home, {sums}
    FROM ({facts}) facts GROUP BY day, product_id, objective_id, home
)"""
DATED_PART = """{name} AS MATERIALIZED (
    SELECT day, product, objective, home, {totals},
        coalesce(jsonb_object_agg(at, dated) FILTER (WHERE at IS NOT NULL), '{{}}') AS {days}
    FROM (
        SELECT day, coalesce(product_id, 0) AS product, coalesce(objective_id, 0) AS objective,
            0::bigint AS home, {at} AS at, count(*) AS dated, {sums}
        FROM ({facts}) facts GROUP BY day, product_id, objective_id, {at}
    ) dated GROUP BY day, product, objective, home
)"""

DENSE = """
WITH {asked},
places AS MATERIALIZED ({places}),
{parts},
keys AS ({keys})
INSERT INTO new_cells (place, day, product_id, objective_id, portfolio_id, team_id, {columns})
SELECT d.place, k.day, k.product, k.objective,
    coalesce(p.portfolio_id, k.home), coalesce(p.team_id, 0), {values}
FROM keys k
{joins}
JOIN days d ON d.day = k.day
LEFT JOIN places p ON p.day = k.day AND p.id = k.product
WHERE (p.id IS NOT NULL OR k.product = 0) AND ({is_anything})"""

HOME = "CASE WHEN product_id IS NULL THEN portfolio_id ELSE 0 END"


@cache
def dense(*, now: bool, of_products: bool) -> str:
    """Return SQL that puts every cell that holds anything on each of the days in `new_cells`."""
    among = "product_id" if of_products else ""
    parts = {
        "of_outcomes": _dated(
            "of_outcomes",
            outcomes.relation(now=now, among=among),
            OUTCOMES,
            "reading_days",
            "CASE WHEN progress IS NOT NULL THEN observed_on END",
        ),
        "of_initiatives": _plain(
            "of_initiatives", initiatives.relation(now=now, among=among), INITIATIVES
        ),
        "of_products": _dated(
            "of_products", "SELECT * FROM places", PRODUCTS, "check_in_days", "checked_in_on"
        ),
        "of_asks": _dated("of_asks", asks.relation(among=among), ASKS, "ask_days", "raised_on"),
        "of_money": _plain("of_money", resources.funding(now=now, among=among), MONEY, HOME),
        "of_time": _plain("of_time", resources.time(now=now, among=among), TIME),
    }
    return DENSE.format(
        asked=DAYS,
        places=products.relation(now=now, among="id" if of_products else ""),
        parts=",\n".join(parts.values()),
        keys=" UNION ".join(f"SELECT day, product, objective, home FROM {p}" for p in parts),
        columns=", ".join(ADDED + MAPS),
        values=", ".join(
            [f"coalesce({name}, 0)" for name in ADDED] + [f"coalesce({m}, '{{}}')" for m in MAPS]
        ),
        joins="\n".join(f"LEFT JOIN {p} USING (day, product, objective, home)" for p in parts),
        is_anything=" OR ".join(f"{name} <> 0" for name in ADDED),
    )


def _plain(name: str, facts: str, sums: dict[str, str], home: str = "0::bigint") -> str:
    added = ", ".join(f"{total} AS {column}" for column, total in sums.items())
    return PART.format(name=name, facts=facts, sums=added, home=home)


def _dated(name: str, facts: str, sums: dict[str, str], days: str, at: str) -> str:
    return DATED_PART.format(
        name=name,
        facts=facts,
        days=days,
        at=at,
        sums=", ".join(f"{total} AS {column}" for column, total in sums.items()),
        totals=", ".join(f"sum({column}) AS {column}" for column in sums),
    )
