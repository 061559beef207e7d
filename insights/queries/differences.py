"""What definitions say otherwise than on an earlier day: every column of every version.

A thing's version as known on the one day is laid beside that of the other. `CHAPTERS` says what
each column is about, so that one question finds, orders and pages all of them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from insights.facts.known import end_of
from insights.facts.rows import fetched
from products.models import Initiative, Outcome
from products.queries.known import AsKnown

LIFE, TARGETS, MONEY, WORDING, TIES = "life", "targets", "money", "wording", "ties"
NEW = ""  # the column of a thing that was not known before


@dataclass(frozen=True)
class Noun:
    """A kind of thing: its table, where its rows lie, and what each of its columns is about.

    `of_product`, `of_portfolio` and `of_objective` are SQL over its row `n`; `is_seen` adds what
    else decides whether it is in view.
    """

    table: str
    is_seen: str
    chapters: Mapping[str, Sequence[str]]
    new_in: str = LIFE


IN_PRODUCT = "n.product_id = ANY(%(products)s::bigint[])"
NOT_BY_OBJECTIVE = "NOT %(by_objective)s"
IN_OBJECTIVE = "(NOT %(by_objective)s OR n.objective_id = ANY(%(objectives)s::bigint[]))"
OF_INITIATIVE = """EXISTS (SELECT 1 FROM products_initiative i WHERE i.id = n.initiative_id
    AND i.product_id = ANY(%(products)s::bigint[])
    AND (NOT %(by_objective)s OR i.id = ANY(%(initiatives)s::bigint[])))"""

NOUNS = {
    "objective": Noun(
        "portfolio_objective",
        "n.id = ANY(%(objectives)s::bigint[])",
        {
            LIFE: ("unlisted_on",),
            TARGETS: ("period_start", "period_end"),
            MONEY: ("intended_share",),
            WORDING: ("title", "code", "why", "said"),
            TIES: ("parent_id", "portfolio_id", "owner_id"),
        },
    ),
    "portfolio": Noun(
        "portfolio_portfolio",
        f"n.id = ANY(%(portfolios)s::bigint[]) AND {NOT_BY_OBJECTIVE}",
        {WORDING: ("name",), TIES: ("parent_id", "restricted")},
    ),
    "product": Noun(
        "products_product",
        f"n.id = ANY(%(products)s::bigint[]) AND {NOT_BY_OBJECTIVE}",
        {LIFE: ("stage",), WORDING: ("name", "purpose"), TIES: ("portfolio_id", "team_id")},
    ),
    "outcome": Noun(
        "products_outcome",
        f"{IN_PRODUCT} AND {IN_OBJECTIVE}",
        {
            LIFE: ("closed_as", "closed_on", "learned", "unlisted_on"),
            TARGETS: (
                *("measure_kind", "baseline", "baseline_on", "target", "target_upper"),
                *("target_on", "target_steps", "weight", "ambition", "cadence"),
            ),
            WORDING: ("name", "unit", "source"),
            TIES: ("product_id", "objective_id", "owner_id"),
        },
    ),
    "initiative": Noun(
        "products_initiative",
        f"{IN_PRODUCT} AND (NOT %(by_objective)s OR n.id = ANY(%(initiatives)s::bigint[]))",
        {
            LIFE: ("stage", "finished_on", "stop_reason", "unlisted_on"),
            TARGETS: ("started_on", "due_on", "effort"),
            WORDING: ("title", "hypothesis", "category", "external_link"),
            TIES: ("product_id", "kind"),
        },
    ),
    "contribution": Noun(
        "products_contribution",
        OF_INITIATIVE,
        {TIES: ("ended_on", "expected_share")},
        new_in=TIES,
    ),
    "dependency": Noun(
        "products_dependency",
        OF_INITIATIVE,
        {
            LIFE: ("ended_on",),
            TARGETS: ("needed_by", "promised_on", "confirmed"),
            WORDING: ("wording",),
        },
    ),
    "funding": Noun(
        "products_fundingline",
        f"""(n.product_id = ANY(%(products)s::bigint[]) OR n.product_id IS NULL
            AND n.portfolio_id = ANY(%(portfolios)s::bigint[])) AND {IN_OBJECTIVE}""",
        {
            MONEY: ("planned", "actual", "forecast", "unlisted_on"),
            TIES: ("objective_id", "kind", "period_start", "period_end"),
        },
        new_in=MONEY,
    ),
    "allocation": Noun(
        "products_allocation",
        f"{IN_PRODUCT} AND {IN_OBJECTIVE}",
        {MONEY: ("fte",), TIES: ("objective_id",)},
        new_in=MONEY,
    ),
}

SINCE, UNTIL = end_of("%(vs)s::date"), end_of("%(on)s::date")
DIFFERENT = """
SELECT '{noun}' AS noun, n.id, k.chapter, k.name AS column, k.place,
    to_jsonb(b) AS was, to_jsonb(n) AS now, {size} AS size
FROM (
    SELECT DISTINCT pgh_obj_id AS id FROM {table}version
    WHERE known_at > {since} AND known_at <= {until}
) touched
CROSS JOIN LATERAL (
    SELECT * FROM {table}version v WHERE v.pgh_obj_id = touched.id AND v.known_at <= {until}
    ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1
) n
LEFT JOIN LATERAL (
    SELECT * FROM {table}version v WHERE v.pgh_obj_id = touched.id AND v.known_at <= {since}
    ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1
) b ON true
JOIN (VALUES {columns}) AS k (chapter, name, place)
    ON (b.pgh_id IS NULL) = (k.name = '')
    AND (k.name = '' OR to_jsonb(b) -> k.name IS DISTINCT FROM to_jsonb(n) -> k.name)
WHERE {is_seen}"""
SIZES = {
    "funding": "abs(coalesce(n.planned, 0) - coalesce(b.planned, 0))"
    " + abs(coalesce(n.actual, 0) - coalesce(b.actual, 0))"
    " + abs(coalesce(n.forecast, 0) - coalesce(b.forecast, 0))",
    "outcome": "n.weight",
}
PAGED = """
WITH different AS MATERIALIZED ({different}),
ranked AS (
    SELECT *, dense_rank() OVER (PARTITION BY chapter ORDER BY size DESC, noun, id) AS rank
    FROM different
),
counted AS (SELECT *, max(rank) OVER (PARTITION BY chapter) AS total FROM ranked)
SELECT noun, id, chapter, "column", was, now, total FROM counted
WHERE rank > %(skip)s AND rank <= %(skip)s + %(limit)s
    AND (%(chapter)s = '' OR chapter = %(chapter)s)
ORDER BY chapter, rank, place"""


@dataclass(frozen=True)
class InView:
    """What a page looks at: ids that the person may see and its filters keep.

    `initiatives` matter under an objective alone.
    """

    products: Sequence[int]
    portfolios: Sequence[int]
    objectives: Sequence[int]
    initiatives: Sequence[int]
    is_by_objective: bool


@dataclass(frozen=True)
class Difference:
    """One column of one thing, then and now; `column` is empty for a thing that is new.

    `row` and `before` are its versions as JSON has them, `before` nothing for what is new.
    """

    noun: str
    thing_id: int
    chapter: str
    column: str
    row: Mapping[str, Any]
    before: Mapping[str, Any] | None

    @property
    def was(self) -> Any:
        """The value on the earlier day."""
        return self.before.get(self.column) if self.before else None

    @property
    def now(self) -> Any:
        """The value on the later day."""
        return self.row.get(self.column)


def differences(
    view: InView, *, on: date, vs: date, chapter: str = "", skip: int = 0, limit: int = 20
) -> tuple[list[Difference], dict[str, int]]:
    """Return what differs between two days, things together, and how many things by chapter.

    Of each chapter at most `limit` things after the first `skip`, the weightiest first. The
    counts name only chapters that have something to show there.
    """
    if vs >= on:
        return [], {}
    asked: dict[str, Any] = {"on": on, "vs": vs, "chapter": chapter, "skip": skip, "limit": limit}
    asked |= {
        "products": list(view.products),
        "portfolios": list(view.portfolios),
        "objectives": list(view.objectives),
        "initiatives": list(view.initiatives),
        "by_objective": view.is_by_objective,
    }
    rows = fetched(_sql(), asked)
    found = [
        Difference(
            row["noun"],
            row["id"],
            row["chapter"],
            row["column"],
            _read(row["now"]) or {},
            _read(row["was"]),
        )
        for row in rows
    ]
    return found, {row["chapter"]: row["total"] for row in rows}


def titles_in(found: Sequence[Difference], *, known: AsKnown) -> dict[tuple[str, int], str]:
    """Return what the two ends of ties are called, as known then; "part" is for the address."""
    ties = [one.row for one in found if one.noun in ("contribution", "dependency")]
    titles: dict[tuple[str, int], str] = {}
    for pk, initiative in known.by_id(Initiative, (tie["initiative_id"] for tie in ties)).items():
        titles["initiative", pk] = initiative.title
        titles["part", pk] = initiative.path_part
    for pk, outcome in known.by_id(Outcome, (tie.get("outcome_id") for tie in ties)).items():
        titles["outcome", pk] = outcome.name
    return titles


def _read(version: str | dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a version of the database's JSON, which some cursors hand over as text."""
    return json.loads(version) if isinstance(version, str) else version


@cache
def _sql() -> str:
    return PAGED.format(different=" UNION ALL ".join(_of(noun) for noun in NOUNS))


def _of(name: str) -> str:
    noun = NOUNS[name]
    columns = [(noun.new_in, NEW)]
    columns += [(chapter, column) for chapter, names in noun.chapters.items() for column in names]
    values = ", ".join(
        f"('{chapter}', '{column}', {place})" for place, (chapter, column) in enumerate(columns)
    )
    return DIFFERENT.format(
        noun=name,
        table=noun.table,
        columns=values,
        size=f"({SIZES.get(name, '0')})::numeric",
        is_seen=noun.is_seen,
        since=SINCE,
        until=UNTIL,
    )
