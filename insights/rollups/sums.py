"""Ready-made sums per scope, as SQL: of all cells, or by what changed in some of them.

Numbers and maps go side by side: a map is taken apart once, into rows of (map, at, things), and
put together again at the end.
"""

from functools import cache

from insights.facts import trees
from insights.facts.known import DAYS
from insights.figures import ADDED, COUNTS, MAPS

MEASURES = ", ".join(ADDED + MAPS)
NUMBERS = ", ".join(ADDED)
IS_ANYTHING = " OR ".join(f"{name} <> 0" for name in ADDED)

OF_PRODUCT = "place, day, portfolio_id, team_id, product_id"
OF_OBJECTIVE = "place, day, objective_id"
OF_SCOPE = "place, kind, scope_id"

# Cells are summed once to products and once to objectives; the trees take it from there.
SCOPES = """
SELECT place, 'organisation' AS kind, 0::bigint AS scope_id, {columns} FROM {by_product}
UNION ALL
SELECT p.place, 'portfolio', t.top, {columns}
FROM {by_product} p JOIN portfolio_tree t ON t.day = p.day AND t.id = p.portfolio_id
UNION ALL
SELECT place, 'team', team_id, {columns} FROM {by_product} WHERE team_id <> 0
UNION ALL
SELECT place, 'product', product_id, {columns} FROM {by_product} WHERE product_id <> 0
UNION ALL
SELECT o.place, 'objective', t.top, {columns}
FROM {by_objective} o JOIN objective_tree t ON t.day = o.day AND t.id = o.objective_id"""

ALL_CELLS = "SELECT *, 1 AS sign FROM new_cells WHERE place > 0"
CHANGED_CELLS = """
SELECT *, 1 AS sign FROM new_cells WHERE place > 0
UNION ALL SELECT *, -1 FROM old_cells"""

BASE = """base AS MATERIALIZED (
    SELECT d.place, t.kind, t.scope_id, {measures}
    FROM (SELECT kind, scope_id FROM changes UNION SELECT kind, scope_id FROM count_changes) t
    CROSS JOIN days d CROSS JOIN LATERAL (
        SELECT * FROM insights_snapshot s
        WHERE s.kind = t.kind AND s.scope_id = t.scope_id
            AND s."on" BETWEEN date_trunc('week', d.day)::date AND d.day
        ORDER BY s."on" DESC LIMIT 1
    ) s
),
"""
APART = """
SELECT {keys}, m.map, entry.key AS at, {sign}entry.value::int AS things
FROM {source} s CROSS JOIN LATERAL (VALUES {maps}) m (map, held)
CROSS JOIN LATERAL jsonb_each_text(m.held) entry
WHERE m.held <> '{{}}'"""
TOGETHER = "jsonb_object_agg(at, things) FILTER (WHERE map = '{0}') AS {0}"

DENSE = """
WITH RECURSIVE {days},
{portfolios},
{objectives},
moved AS MATERIALIZED ({moved}),
by_product AS MATERIALIZED ({by_product}),
by_objective AS MATERIALIZED ({by_objective}),
counts AS MATERIALIZED ({counts}),
counts_by_product AS MATERIALIZED ({counts_by_product}),
counts_by_objective AS MATERIALIZED ({counts_by_objective}),
changes AS MATERIALIZED ({changes}),
count_changes AS MATERIALIZED ({count_changes}),
{base}totals AS MATERIALIZED (
    SELECT {of_scope}, {summed} FROM ({source}) s GROUP BY {of_scope}
),
counted AS MATERIALIZED (
    SELECT {of_scope}, {together} FROM (
        SELECT {of_scope}, map, at, sum(things) AS things FROM ({count_source}) s
        GROUP BY {of_scope}, map, at HAVING sum(things) <> 0
    ) counted GROUP BY {of_scope}
)
INSERT INTO new_sums (place, day, kind, scope_id, {measures})
SELECT t.place, (%(days)s::date[])[t.place], t.kind, t.scope_id, {numbers}, {filled}
FROM totals t LEFT JOIN counted USING ({of_scope})"""


@cache
def dense(*, now: bool, only_changes: bool) -> str:
    """Return SQL that puts the sum of every scope on each of the days in `new_sums`.

    With `only_changes` it takes what stands, and adds what `new_cells` have more than
    `old_cells`: the cost follows the change, not the size of the portfolio.
    """
    sources = {"source": "SELECT * FROM changes", "count_source": "SELECT * FROM count_changes"}
    if only_changes:
        sources["source"] += f" UNION ALL SELECT {OF_SCOPE}, {NUMBERS} FROM base"
        sources["count_source"] += f" UNION ALL {_apart('base', OF_SCOPE)}"
    return DENSE.format(
        days=DAYS,
        portfolios=trees.portfolios(now=now),
        objectives=trees.objectives(now=now),
        moved=CHANGED_CELLS if only_changes else ALL_CELLS,
        by_product=_numbers_by(OF_PRODUCT),
        by_objective=_numbers_by(OF_OBJECTIVE),
        counts=_apart("moved", f"{OF_PRODUCT}, objective_id", sign="sign * "),
        counts_by_product=_counts_by(OF_PRODUCT),
        counts_by_objective=_counts_by(OF_OBJECTIVE),
        changes=SCOPES.format(
            by_product="by_product", by_objective="by_objective", columns=NUMBERS
        ),
        count_changes=SCOPES.format(
            by_product="counts_by_product",
            by_objective="counts_by_objective",
            columns="map, at, things",
        ),
        base=BASE.format(measures=MEASURES) if only_changes else "",
        of_scope=OF_SCOPE,
        summed=", ".join(f"sum({name}) AS {name}" for name in ADDED),
        together=", ".join(TOGETHER.format(name) for name in MAPS),
        measures=MEASURES,
        numbers=NUMBERS,
        filled=", ".join(f"coalesce({name}, '{{}}')" for name in MAPS),
        **sources,
    )


def _numbers_by(keys: str) -> str:
    sums = ", ".join(
        f"sum(sign * {name}){'::int' if name in COUNTS else ''} AS {name}" for name in ADDED
    )
    return f"SELECT * FROM (SELECT {keys}, {sums} FROM moved GROUP BY {keys}) s WHERE {IS_ANYTHING}"


def _counts_by(keys: str) -> str:
    return f"""
    SELECT {keys}, map, at, sum(things)::int AS things FROM counts
    GROUP BY {keys}, map, at HAVING sum(things) <> 0"""


def _apart(source: str, keys: str, *, sign: str = "") -> str:
    maps = ", ".join(f"('{name}', s.{name})" for name in MAPS)
    return APART.format(keys=keys, source=source, maps=maps, sign=sign)
