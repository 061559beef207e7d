"""The grain of all sums, as SQL: what each product adds to each objective on each of some days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from insights.facts import asks, initiatives, outcomes, products, resources
from insights.facts.known import DAYS
from insights.figures import ADDED, COUNTS, HEALTHS, MAPS

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

# The chance in steps of five per cent, so that a sum holds few of them; never none, never all.
DUE_CHANCE = """left(target_on::text, 7) || ':'
    || least(greatest((chance * 20)::int * 5, 1), 99)"""


@dataclass(frozen=True)
class Part:
    """What one kind of fact adds to cells: the columns it needs, sums, and counts by a key.

    Each map names its key and the facts that have one.
    """

    name: str
    columns: str
    sums: Mapping[str, str]
    maps: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    home: str = "0::bigint"

    def ctes(self, facts: str) -> Iterator[str]:
        """Yield CTEs: the facts, read once, and their sums."""
        yield FACTS.format(name=self.name, facts=facts, home=self.home, columns=self.columns)
        sums = ", ".join(f"{total} AS {column}" for column, total in self.sums.items())
        yield SUMS.format(name=self.name, sums=sums)

    def padded(self) -> str:
        """Return its sums beside zeros for what other parts sum."""
        columns = ", ".join(
            (f"{name}::int" if name in COUNTS else name) if name in self.sums else "0"
            for name in ADDED
        )
        return f"SELECT {KEY}, {columns} FROM {self.name}"

    def counted(self) -> Iterator[str]:
        """Yield how many of its facts carry each key of each map."""
        for name, (at, where) in self.maps.items():
            yield COUNTED.format(name=name, at=at, where=where, facts=self.name)


KEY = "day, product, objective, home"
FACTS = """{name}_facts AS MATERIALIZED (
    SELECT day, coalesce(product_id, 0) AS product, coalesce(objective_id, 0) AS objective,
        {home} AS home, {columns}
    FROM ({facts}) facts
)"""
SUMS = f"{{name}} AS (SELECT {KEY}, {{sums}} FROM {{name}}_facts GROUP BY {KEY})"
COUNTED = f"""
SELECT {KEY}, '{{name}}' AS map, {{at}} AS at, count(*) AS things
FROM {{facts}}_facts WHERE {{where}} GROUP BY {KEY}, {{at}}"""

PARTS = {
    "outcomes": Part(
        "of_outcomes",
        "progress, weight, health, observed_on, basis, chance, target_on",
        OUTCOMES,
        {
            "reading_days": ("observed_on::text", "progress IS NOT NULL"),
            "due_chances": (DUE_CHANCE, "basis = 'forecast'"),
        },
    ),
    "initiatives": Part("of_initiatives", "health, is_under_way", INITIATIVES),
    "products": Part(
        "of_products",
        "health, checked_in_on",
        PRODUCTS,
        {"check_in_days": ("checked_in_on::text", "checked_in_on IS NOT NULL")},
    ),
    "asks": Part("of_asks", "raised_on", ASKS, {"ask_days": ("raised_on::text", "true")}),
    "money": Part(
        "of_money",
        ", ".join(MONEY),
        MONEY,
        home="CASE WHEN product_id IS NULL THEN portfolio_id ELSE 0 END",
    ),
    "time": Part("of_time", "fte", TIME),
}

DENSE = f"""
WITH {{asked}},
places AS MATERIALIZED ({{places}}),
{{parts}},
sums AS MATERIALIZED (
    SELECT {KEY}, {{adds}} FROM ({{padded}}) padded ({KEY}, {{added}}) GROUP BY {KEY}
),
counted AS MATERIALIZED (
    SELECT {KEY}, {{objects}} FROM ({{counts}}) counts GROUP BY {KEY}
)
INSERT INTO new_cells (place, day, product_id, objective_id, portfolio_id, team_id,
    {{added}}, {{maps}})
SELECT array_position(%(days)s::date[], s.day), s.day, s.product, s.objective,
    coalesce(p.portfolio_id, s.home), coalesce(p.team_id, 0), {{added}}, {{filled}}
FROM sums s
LEFT JOIN counted USING ({KEY})
LEFT JOIN places p ON p.day = s.day AND p.id = s.product
WHERE (p.id IS NOT NULL OR s.product = 0) AND ({{is_anything}})"""
OBJECT = "jsonb_object_agg(at, things) FILTER (WHERE map = '{0}') AS {0}"


@cache
def dense(*, now: bool, of_products: bool) -> str:
    """Return SQL that puts every cell that holds anything on each of the days in `new_cells`."""
    among = "product_id" if of_products else ""
    facts = {
        "outcomes": outcomes.relation(now=now, among=among),
        "initiatives": initiatives.relation(now=now, among=among),
        "products": "SELECT * FROM places",
        "asks": asks.relation(among=among),
        "money": resources.funding(now=now, among=among),
        "time": resources.time(now=now, among=among),
    }
    return DENSE.format(
        asked=DAYS,
        places=products.relation(now=now, among="id" if of_products else ""),
        parts=",\n".join(cte for name, part in PARTS.items() for cte in part.ctes(facts[name])),
        padded=" UNION ALL ".join(part.padded() for part in PARTS.values()),
        adds=", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in ADDED),
        added=", ".join(ADDED),
        maps=", ".join(MAPS),
        filled=", ".join(f"coalesce({name}, '{{}}')" for name in MAPS),
        counts=" UNION ALL ".join(sql for part in PARTS.values() for sql in part.counted()),
        objects=", ".join(OBJECT.format(name) for name in MAPS),
        is_anything=" OR ".join(f"{name} <> 0" for name in ADDED),
    )
