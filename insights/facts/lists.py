"""The things behind a figure: the same relations that the roll-ups sum, one row per thing.

Lists are cut by what the person may see and answer for the day that the figures answer for.
Where that day is today, `now=True` reads things as they stand instead of their history.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from insights.facts import asks, initiatives, outcomes, products
from insights.facts.rows import MOVED_INITIATIVES, MOVED_OUTCOMES, listed
from insights.scope import Scope
from portfolio.models import User


@dataclass(frozen=True)
class OutcomeFact:
    """An outcome as counted on a day.

    `progress` and `expected` are shares (1 is the target), progress raw; `clamped` is what sums
    take. `reason` is a code for why the evidence does not rate it, empty when it does.
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
    return [_outcome(row) for row in rows]


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
    return [_initiative(row) for row in rows]


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
    return [ProductFact(**_as_fact(row, "", ProductFact)) for row in rows]


def asks_on(scope: Scope, *, on: date, user: User, now: bool = False) -> list[AskFact]:
    """Return the asks of the scope open on the day, the oldest first."""
    rows = listed(_open_asks, scope, days=[on], user=user, now=now, by="raised_on")
    return [AskFact(**_as_fact(row, "ask_id", AskFact)) for row in rows]


def moved_outcomes(
    scope: Scope, *, on: date, vs: date, user: User, ids: Collection[int]
) -> list[tuple[OutcomeFact | None, OutcomeFact | None]]:
    """Return those of the outcomes that differ between two days, as (earlier, later).

    They differ in health, target, date or twentieths of progress, or count on one day alone.
    """
    rows = listed(
        outcomes.relation, scope, days=[vs, on], user=user, ids=ids, by="name", only=MOVED_OUTCOMES
    )
    early, late = ({r["id"]: _outcome(r) for r in rows if r["asked"] == day} for day in (vs, on))
    return [(early.get(pk), late.get(pk)) for pk in early | late]


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
    early, late = ({r["id"]: _initiative(r) for r in rows if r["asked"] == day} for day in (vs, on))
    return [(early.get(pk), late.get(pk)) for pk in early | late]


def _open_asks(*, now: bool, among: str) -> str:
    return f"SELECT open.*, NULL AS health FROM ({asks.relation(among=among)}) open"


def _outcome(row: dict[str, Any]) -> OutcomeFact:
    return OutcomeFact(**_as_fact(row, "outcome_id", OutcomeFact))


def _initiative(row: dict[str, Any]) -> InitiativeFact:
    return InitiativeFact(**_as_fact(row, "initiative_id", InitiativeFact))


def _as_fact(row: dict[str, Any], key: str, kind: type) -> dict[str, Any]:
    """Return what the dataclass takes from a row: numbers as floats, missing words as empty."""
    row = {**row, key: row["id"]}
    wanted = {}
    for name, declared in kind.__annotations__.items():
        value = row[name]
        if "float" in str(declared) and value is not None:
            value = float(value)
        wanted[name] = "" if value is None and declared is str else value
    return wanted
