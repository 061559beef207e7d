"""Looking for words in everything that a person may see, as known on a day: one question for all.

Each kind is cut by what the person may see before it is counted, so nothing hidden shows in a
count. Written as one statement that stays the same, because it runs as somebody types.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from insights.facts import visible
from insights.facts.known import DAYS, as_of
from insights.facts.rows import fetched
from pmo_portal.lib.folding import pattern
from products.queries.known import AsKnown

SHOWN = 300  # letters of a long wording
BEGINS = "(^|[^[:alnum:]])"


class Kind(StrEnum):
    """What can be found, in the order of display where all fit equally well."""

    PRODUCT = "product"
    OBJECTIVE = "objective"
    OUTCOME = "outcome"
    INITIATIVE = "initiative"
    PORTFOLIO = "portfolio"
    TEAM = "team"
    PERSON = "person"
    ASK = "ask"
    DECISION = "decision"
    REPORT = "report"


@dataclass(frozen=True)
class Hit:
    """One thing found. `key` names it in a URL, `rank` is 0 exact, 1 prefix, 2 word, 3 inside.

    `total` is how many of its kind were found. `about` is the name of a person's team, or what a
    decision is on (`ask/` and its public id, `objective/` and its slug), or of whom a report is
    (its kind, `/` and the slug, if any).
    """

    kind: Kind
    id: int
    name: str
    key: str
    code: str
    about: str
    product_id: int | None
    rank: int
    total: int


LISTED = "(v.unlisted_on IS NULL OR v.unlisted_on > v.day)"
OPEN = f"v.product_id NOT IN {visible.HIDDEN_PRODUCTS}"
HIDDEN = "%(hidden)s::bigint[]"
STANDING = "FROM days d JOIN {table} v ON v.known_at <= d.moment"
ON_WHAT = """CASE WHEN ask.id IS NOT NULL THEN 'ask/' || ask.public_id
    WHEN aim.id IS NOT NULL THEN 'objective/' || aim.slug END"""
# Of each kind: where it is found, its name, its key, its code, what it is about, its product, and
# the condition under which this person may see it.
SOURCES = {
    Kind.PRODUCT: (
        "FROM ({products_product}) v",
        ("v.name", "v.slug", "''", "''", "v.id"),
        f"v.id NOT IN {visible.HIDDEN_PRODUCTS}",
    ),
    Kind.OBJECTIVE: (
        "FROM ({portfolio_objective}) v",
        ("v.title", "v.slug", "v.code", "''", "NULL::bigint"),
        f"{LISTED} AND (v.portfolio_id IS NULL OR v.portfolio_id <> ALL({HIDDEN}))",
    ),
    Kind.OUTCOME: (
        "FROM ({products_outcome}) v",
        ("v.name", "v.public_id", "''", "''", "v.product_id"),
        f"{LISTED} AND {OPEN}",
    ),
    Kind.INITIATIVE: (
        "FROM ({products_initiative}) v",
        ("v.title", "v.public_id", "''", "''", "v.product_id"),
        f"{LISTED} AND {OPEN}",
    ),
    Kind.PORTFOLIO: (
        "FROM ({portfolio_portfolio}) v",
        ("v.name", "v.slug", "''", "''", "NULL::bigint"),
        f"v.id <> ALL({HIDDEN})",
    ),
    Kind.TEAM: (
        "FROM ({portfolio_team}) v",
        ("v.name", "v.slug", "''", "''", "NULL::bigint"),
        "true",
    ),
    Kind.PERSON: (
        """FROM portfolio_membership v JOIN portfolio_user person ON person.id = v.user_id
        JOIN portfolio_team team ON team.id = v.team_id""",
        ("person.name", "team.slug", "''", "team.name", "NULL::bigint"),
        "person.is_active AND %(now)s",  # who was on a team is not kept
    ),
    Kind.ASK: (
        STANDING.format(table="products_ask"),
        ("v.wording", "v.public_id", "''", "''", "v.product_id"),
        OPEN,
    ),
    Kind.DECISION: (
        STANDING.format(table="products_decision")
        + """ LEFT JOIN products_ask ask ON ask.id = v.ask_id
        LEFT JOIN portfolio_objective aim ON aim.id = v.objective_id""",
        ("v.what", "v.public_id", "''", ON_WHAT, "v.product_id"),
        f"""(v.product_id IS NULL OR {OPEN})
        AND (ask.id IS NULL OR ask.product_id NOT IN {visible.HIDDEN_PRODUCTS})
        AND (aim.portfolio_id IS NULL OR aim.portfolio_id <> ALL({HIDDEN}))""",
    ),
    Kind.REPORT: (
        "FROM days d JOIN insights_report v ON v.published_at <= d.moment",
        (
            "(v.content ->> 'headline')",
            "v.label",
            "''",
            "v.kind || '/' || coalesce(v.content -> 'heading' ->> 'slug', '')",
            "NULL::bigint",
        ),
        f"""NOT (v.kind = 'portfolio' AND v.scope_id = ANY({HIDDEN}))
        AND NOT (v.kind = 'objective' AND v.scope_id IN (
            SELECT o.id FROM portfolio_objective o WHERE o.portfolio_id = ANY({HIDDEN})))""",
    ),
}
FOUND = """
SELECT '{kind}' AS kind, v.id, left({name}, {shown}) AS name, {key} AS key, {code} AS code,
    {about} AS about, {product} AS product_id
{rows}
WHERE ({name} ~ ALL(%(holds)s::text[]) OR lower({key}) = %(phrase)s OR lower({code}) = %(phrase)s)
    AND {seen}"""
SEARCH = f"""
WITH {DAYS},
found AS ({{found}}),
ranked AS (
    SELECT found.*, CASE
        WHEN lower(key) = %(phrase)s OR lower(code) = %(phrase)s OR name ~ %(whole)s THEN 0
        WHEN name ~ %(start)s THEN 1
        WHEN name ~ ALL(%(begins)s::text[]) THEN 2
        ELSE 3 END AS rank
    FROM found
),
placed AS (
    SELECT ranked.*, count(*) OVER (PARTITION BY kind) AS total,
        min(rank) OVER (PARTITION BY kind) AS best,
        row_number() OVER (
            PARTITION BY kind ORDER BY rank, char_length(name), lower(name), id) AS place
    FROM ranked
)
SELECT kind, id, name, key, code, coalesce(about, '') AS about, product_id, rank, total
FROM placed WHERE place <= %(most)s
ORDER BY best, array_position(%(kinds)s::text[], kind), place"""


def found(words: Sequence[str], *, known: AsKnown, now: bool, most: int) -> list[Hit]:
    """Return up to `most` things of each kind that hold every word, the best first; one query.

    `words` are folded. With `now` things are read as they stand, without their history.
    """
    if not words:
        return []
    patterns = [pattern(word) for word in words]
    phrase = r"\s+".join(patterns)
    asked = {
        "days": [known.on],
        "moments": [known.moment],
        "holds": patterns,
        "begins": [BEGINS + one for one in patterns],
        "whole": f"^{phrase}$",
        "start": f"^{phrase}",
        "phrase": " ".join(words),
        "kinds": [kind.value for kind in Kind],
        "most": most,
        "now": now,
    }
    rows = fetched(_sql(now=now), asked | visible.parameters(known.user))
    return [Hit(**{**row, "kind": Kind(row["kind"])}) for row in rows]


@cache
def _sql(*, now: bool) -> str:
    tables = {
        table: as_of(table, now=now)
        for rows, _columns, _seen in SOURCES.values()
        if (table := rows.partition("{")[2].partition("}")[0])
    }
    found = " UNION ALL ".join(
        FOUND.format(
            kind=kind,
            shown=SHOWN,
            rows=rows.format(**tables),
            seen=seen,
            **dict(zip(("name", "key", "code", "about", "product"), columns, strict=True)),
        )
        for kind, (rows, columns, seen) in SOURCES.items()
    )
    return SEARCH.format(found=found)
