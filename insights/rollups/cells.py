"""The grain of all sums, as SQL: what each product adds to each objective on each of some days."""

from collections.abc import Mapping
from functools import cache

from insights.facts import asks, initiatives, outcomes, products, resources
from insights.facts.known import DAYS
from insights.figures import ADDED, HEALTHS, MAPS

KEYS = ("product_id", "objective_id", "portfolio_id")

CLAMPED = "least(greatest(progress, 0), 1)"
IS_MEASURED = "FILTER (WHERE progress IS NOT NULL)"
IS_FORECAST = "FILTER (WHERE basis = 'forecast')"


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
    "outcomes_forecast": f"count(*) {IS_FORECAST}",
    "chance": f"sum(chance) {IS_FORECAST}",
    "weighted_chance": f"sum(round(weight * chance, 6)) {IS_FORECAST}",
}
# The chance in steps of five per cent, so that a sum holds few of them; never none, never all.
DUE_CHANCE = """CASE WHEN basis = 'forecast' THEN to_char(target_on, 'YYYY-MM:')
    || least(greatest(round(chance * 20) * 5, 1), 99)::int END"""
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

# Each thing is counted once by the key of a map, none where the key is null.
OUTCOME_MAPS = {
    "reading_days": "CASE WHEN progress IS NOT NULL THEN observed_on::text END",
    "due_chances": DUE_CHANCE,
}
PRODUCT_MAPS = {"check_in_days": "checked_in_on::text"}
ASK_MAPS = {"ask_days": "raised_on::text"}

FACTS = """{name}_facts AS MATERIALIZED (
    SELECT facts.*, coalesce(product_id, 0) AS product, coalesce(objective_id, 0) AS objective,
        {home} AS home
    FROM ({facts}) facts
)"""
PART = """{name} AS MATERIALIZED (
    SELECT day, product, objective, home, {sums}
    FROM {name}_facts GROUP BY day, product, objective, home
)"""
MAP = """{name} AS MATERIALIZED (
    SELECT day, product, objective, home, jsonb_object_agg(at, things) AS {name} FROM (
        SELECT day, product, objective, home, {at} AS at, count(*) AS things
        FROM {facts}_facts GROUP BY day, product, objective, home, at
    ) counted WHERE at IS NOT NULL GROUP BY day, product, objective, home
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

PARTS = ("of_outcomes", "of_initiatives", "of_products", "of_asks", "of_money", "of_time")
NO_MAPS: Mapping[str, str] = {}
HOME = "CASE WHEN product_id IS NULL THEN portfolio_id ELSE 0 END"


@cache
def dense(*, now: bool, of_products: bool) -> str:
    """Return SQL that puts every cell that holds anything on each of the days in `new_cells`."""
    among = "product_id" if of_products else ""
    parts = [
        *_part("of_outcomes", outcomes.relation(now=now, among=among), OUTCOMES, OUTCOME_MAPS),
        *_part("of_initiatives", initiatives.relation(now=now, among=among), INITIATIVES),
        *_part("of_products", "SELECT * FROM places", PRODUCTS, PRODUCT_MAPS),
        *_part("of_asks", asks.relation(among=among), ASKS, ASK_MAPS),
        *_part("of_money", resources.funding(now=now, among=among), MONEY, home=HOME),
        *_part("of_time", resources.time(now=now, among=among), TIME),
    ]
    return DENSE.format(
        asked=DAYS,
        places=products.relation(now=now, among="id" if of_products else ""),
        parts=",\n".join(parts),
        keys=" UNION ".join(f"SELECT day, product, objective, home FROM {p}" for p in PARTS),
        columns=", ".join(ADDED + MAPS),
        values=", ".join(
            [f"coalesce({name}, 0)" for name in ADDED] + [f"coalesce({m}, '{{}}')" for m in MAPS]
        ),
        joins="\n".join(
            f"LEFT JOIN {part} USING (day, product, objective, home)" for part in PARTS + MAPS
        ),
        is_anything=" OR ".join(f"{name} <> 0" for name in ADDED),
    )


def _part(
    name: str,
    facts: str,
    sums: Mapping[str, str],
    maps: Mapping[str, str] = NO_MAPS,
    home: str = "0::bigint",
) -> list[str]:
    added = ", ".join(f"{total} AS {column}" for column, total in sums.items())
    return [
        FACTS.format(name=name, facts=facts, home=home),
        PART.format(name=name, sums=added),
        *(MAP.format(name=column, at=at, facts=name) for column, at in maps.items()),
    ]
