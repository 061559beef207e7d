"""The things behind a figure: the same relations that the roll-ups sum, one row per thing.

Lists are cut by what the person may see and answer for the day that the figures answer for.
Where that day is today, `now=True` reads things as they stand instead of their history.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from insights.facts import asks, initiatives, outcomes, products
from insights.facts.rows import MOVED_INITIATIVES, MOVED_OUTCOMES, listed
from insights.scope import Scope
from portfolio.models import User

LEAST_ELAPSED = 0.1  # the share of its time before which no pace is told


F = TypeVar("F")


@dataclass(frozen=True)
class OutcomeFact:
    """An outcome as counted on a day.

    `progress` and `expected` are shares (1 is the target), progress raw; `clamped` is what sums
    take. `reason` is a code for why the evidence does not rate it, empty when it does. `basis`
    says which evidence spoke of what is still open: "forecast", "pace" or, for the rest, "".
    Where it is the forecast, `chance` is that of meeting the target, 0 to 1, and `low`, `mid` and
    `high` are what to expect on the due day, in the outcome's unit.
    """

    outcome_id: int
    product_id: int
    objective_id: int | None
    name: str
    value: float | None
    observed_on: date | None
    progress: float | None
    expected: float | None
    elapsed: float | None
    health: str
    reason: str
    target: float | None
    target_on: date | None
    basis: str
    chance: float | None
    low: float | None
    mid: float | None
    high: float | None

    @property
    def measured(self) -> bool:
        """Whether it has a progress that counts in the mean."""
        return self.progress is not None

    @property
    def clamped(self) -> float | None:
        """Progress within 0 and 1, as roll-ups take it."""
        return None if self.progress is None else min(max(self.progress, 0.0), 1.0)

    @property
    def pace(self) -> float | None:
        """How many times faster it must go from here; infinite when no pace is enough."""
        if self.progress is None or self.expected is None or self.reason:
            return None
        if self.elapsed is None or self.elapsed < LEAST_ELAPSED:
            return None
        if self.progress >= 1:
            return 0.0
        if self.progress <= 0 or self.expected >= 1:
            return math.inf
        ahead = (1 - self.progress) / (1 - self.expected)
        return ahead * self.expected / self.progress


@dataclass(frozen=True)
class InitiativeFact:
    """An initiative as counted on a day; `said` is the rating in its source's own words."""

    initiative_id: int
    product_id: int
    objective_id: int | None
    title: str
    stage: str
    kind: str
    health: str
    said: str
    said_by: str
    line_known_at: datetime | None
    due_on: date | None
    first_promised_on: date | None
    is_under_way: bool


@dataclass(frozen=True)
class ProductFact:
    """A product as counted on a day, with its latest check-in."""

    product_id: int
    portfolio_id: int
    team_id: int
    name: str
    stage: str
    health: str
    check_in_id: int | None
    checked_in_on: date | None
    confidence: int | None
    said: str


@dataclass(frozen=True)
class AskFact:
    """An ask open on a day."""

    ask_id: int
    product_id: int
    public_id: str
    kind: str
    wording: str
    needed_by: date | None
    raised_on: date


def outcomes_on(
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
    now: bool = False,
) -> list[OutcomeFact]:
    """Return the outcomes that the figures of the scope count on the day, by name."""
    rows = listed(
        outcomes.relation, scope, days=[on], user=user, health=health, ids=ids, now=now, by="name"
    )
    return [as_fact(row, OutcomeFact) for row in rows]


def initiatives_on(
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
    now: bool = False,
) -> list[InitiativeFact]:
    """Return the initiatives that the figures of the scope count on the day, by title."""
    rows = listed(
        initiatives.relation,
        scope,
        days=[on],
        user=user,
        health=health,
        ids=ids,
        now=now,
        by="title",
    )
    return [as_fact(row, InitiativeFact) for row in rows]


def products_on(
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
    now: bool = False,
) -> list[ProductFact]:
    """Return the products that the figures of the scope count on the day, by name.

    None in the scope of an objective: products as such lie in no objective.
    """
    by_id = replace(scope, product_id=None)
    ids = ids if scope.product_id is None else {scope.product_id} & set(ids or {scope.product_id})
    rows = listed(
        products.relation, by_id, days=[on], user=user, health=health, ids=ids, now=now, by="name"
    )
    return [as_fact(row, ProductFact) for row in rows]


def asks_on(scope: Scope, *, on: date, user: User, now: bool = False) -> list[AskFact]:
    """Return the asks of the scope open on the day, the oldest first."""
    rows = listed(open_asks, scope, days=[on], user=user, now=now, by="raised_on")
    return [as_fact(row, AskFact) for row in rows]


def moved_outcomes(
    scope: Scope, *, on: date, vs: date, user: User, ids: Collection[int]
) -> list[tuple[OutcomeFact | None, OutcomeFact | None]]:
    """Return those of the outcomes that differ between two days, as (earlier, later).

    They differ in health, target, date or twentieths of progress, or count on one day alone.
    """
    rows = listed(
        outcomes.relation, scope, days=[vs, on], user=user, ids=ids, by="name", only=MOVED_OUTCOMES
    )
    return pairs(rows, OutcomeFact, on=on, vs=vs)


def moved_initiatives(
    scope: Scope, *, on: date, vs: date, user: User, ids: Collection[int]
) -> list[tuple[InitiativeFact | None, InitiativeFact | None]]:
    """Return those of the initiatives that differ between two days in health or date."""
    rows = listed(
        initiatives.relation,
        scope,
        days=[vs, on],
        user=user,
        ids=ids,
        by="title",
        only=MOVED_INITIATIVES,
    )
    return pairs(rows, InitiativeFact, on=on, vs=vs)


def pairs(
    rows: list[dict[str, Any]], kind: type[F], *, on: date, vs: date
) -> list[tuple[F | None, F | None]]:
    """Return the rows of two days as (earlier, later) of each thing."""
    early, late = (
        {r["id"]: as_fact(r, kind) for r in rows if r["asked"] == day} for day in (vs, on)
    )
    return [(early.get(pk), late.get(pk)) for pk in early | late]


def open_asks(*, now: bool, among: str) -> str:
    """Return SQL: the asks open on each of the days, in the shape that lists are made of."""
    return f"SELECT open.*, NULL AS health FROM ({asks.relation(among=among)}) open"


def as_fact(row: dict[str, Any], kind: type[F]) -> F:
    """Return a row as a fact: numbers as floats, missing words as empty."""
    wanted: dict[str, Any] = {}
    for name, column, declared in _fields(kind):  # type: ignore[arg-type]  # a class is hashable
        value = row[column]
        if value is None:
            wanted[name] = "" if declared is str else None
        else:
            wanted[name] = float(value) if declared is float else value
    return kind(**wanted)


@cache
def _fields(kind: type) -> list[tuple[str, str, type]]:
    """Return the fields of a fact, each with its column; the first is the id of the thing."""
    fields = []
    for place, (name, declared) in enumerate(kind.__annotations__.items()):
        wanted = float if "float" in str(declared) else declared
        fields.append((name, name if place else "id", wanted))
    return fields
