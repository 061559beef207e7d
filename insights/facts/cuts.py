"""Which rows of a list, in what order, and which part of it: SQL made of closed sets of words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from insights.facts.known import ZONE

CUT = """
SELECT *, count(*) OVER () AS total FROM (
    SELECT *, CASE WHEN heard_on IS NOT NULL THEN greatest(asked - heard_on, 0) END AS days
    FROM (SELECT *, {heard_on} AS heard_on FROM listed) heard
) aged
WHERE {conditions}"""

IS_QUIET = "days > 2 * coalesce((%(rhythms)s::jsonb ->> done_by::text)::int, 7)"
AGES = {
    "week": "days <= 7",
    "month": "days BETWEEN 8 AND 31",
    "quarter": "days BETWEEN 32 AND 92",
    "older": "days > 92",
    "quiet": IS_QUIET,
    "never": "heard_on IS NULL",
}

IN_HEALTHS = """(health = ANY(%(healths)s::text[])
    OR 'measured' = ANY(%(healths)s::text[]) AND {measured})"""
HOLDS_WORDS = """(
    SELECT bool_and(strpos(lower({text}), word) > 0)
    FROM unnest(%(words)s::text[]) w (word))"""

WORST_FIRST = """array_position(
    ARRAY['off_track', 'at_risk', 'not_reported', 'on_track', 'achieved'], health::text)"""
LOOKED_UP = "(%(values)s::jsonb ->> {}::text)::numeric"
COMMON = {"health": WORST_FIRST, "age": "days"}


@dataclass(frozen=True)
class Nouns:
    """What a relation calls that which lists filter and sort by, each as SQL.

    `text` is where words are looked for.
    """

    name: str
    text: str
    heard_on: str
    measured: str
    kind: str
    sorts: Mapping[str, str]


OUTCOMES = Nouns(
    name="name",
    text="name || ' ' || product_name",
    heard_on="observed_on",
    measured="progress IS NOT NULL",
    kind="measure_kind",
    sorts=COMMON
    | {
        "name": "lower(name)",
        "product": "lower(product_name)",
        "objective": LOOKED_UP.format("objective_id"),
        "progress": "progress",
    },
)
INITIATIVES = Nouns(
    name="title",
    text="title || ' ' || product_name",
    heard_on=f"(line_known_at AT TIME ZONE {ZONE})::date",
    measured="health <> 'not_reported'",
    kind="kind",
    sorts=COMMON
    | {
        "title": "lower(title)",
        "product": "lower(product_name)",
        "stage": """array_position(
            ARRAY['idea', 'discovery', 'delivery', 'measuring', 'done'], stage::text)""",
        "due": "due_on",
        "slip": "due_on - first_promised_on",
    },
)
PRODUCTS = Nouns(
    name="name",
    text="name || ' ' || purpose",
    heard_on="checked_in_on",
    measured="health <> 'not_reported'",
    kind="NULL",
    sorts=COMMON
    | {
        "name": "lower(name)",
        "portfolio": LOOKED_UP.format("lies_in"),
        "team": LOOKED_UP.format("done_by"),
        "confidence": "confidence",
        "progress": LOOKED_UP.format("id"),
    },
)


@dataclass(frozen=True)
class Cut:
    """What is kept of the rows in a scope, their order, and which part of them is read.

    `outside` keeps what is tied to an objective but these. `age` is a key of `AGES`, `sort` one
    of the noun. `rhythms` say after how many days each
    team is heard of again; `values` are what things are worth that no column of the row orders,
    by id. What has no value comes last either way.
    """

    healths: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    is_untied: bool = False
    outside: tuple[int, ...] | None = None
    age: str = ""
    rhythms: Mapping[int, int] = field(default_factory=dict)
    sort: str = "health"
    is_descending: bool = False
    values: Mapping[int, float] = field(default_factory=dict)
    limit: int | None = None
    offset: int = 0

    def kept(self, nouns: Nouns) -> str:
        """Return SQL over `listed`: the rows kept, each with the `total` of them."""
        asked = {
            IN_HEALTHS.format(measured=nouns.measured): self.healths,
            "stage = ANY(%(stages)s::text[])": self.stages,
            f"{nouns.kind} = ANY(%(kinds)s::text[])": self.kinds,
            HOLDS_WORDS.format(text=nouns.text): self.words,
            "objective_id IS NULL": self.is_untied,
            "objective_id <> ALL(%(outside)s::bigint[])": self.outside is not None,
            AGES.get(self.age, ""): self.age,
        }
        conditions = " AND ".join(sql for sql, wanted in asked.items() if wanted)
        return CUT.format(heard_on=nouns.heard_on, conditions=conditions or "true")

    def order(self, nouns: Nouns) -> str:
        """Return the order as SQL, by name where it leaves the choice."""
        way = "DESC" if self.is_descending else "ASC"
        return f"{nouns.sorts[self.sort]} {way} NULLS LAST, lower({nouns.name})"

    def parameters(self) -> dict[str, Any]:
        """Return the parameters that the SQL takes."""
        return {
            "healths": list(self.healths),
            "stages": list(self.stages),
            "kinds": list(self.kinds),
            "words": [word.lower() for word in self.words],
            "outside": list(self.outside or ()),
            "rhythms": json.dumps(self.rhythms),
            "values": json.dumps(self.values),
            "limit": self.limit,
            "offset": self.offset,
        }
