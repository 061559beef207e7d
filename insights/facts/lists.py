"""The things behind a figure: the same relations that the roll-ups sum, one row per thing.

Lists are cut by what the person may see and answer for the day that the figures answer for.
"""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from insights.facts import asks, initiatives, outcomes, products, trees, visible
from insights.facts.known import DAYS, parameters
from insights.facts.ledger import day_shown
from insights.scope import Scope
from portfolio.models import User
from portfolio.queries.organisations import the_organisation

LIST = """
WITH RECURSIVE {days},
{portfolios},
{objectives},
places AS ({places})
SELECT f.*, p.portfolio_id, p.team_id
FROM ({facts}) f JOIN places p ON p.day = f.day AND p.id = f.product_id
WHERE f.product_id NOT IN {hidden}
    AND (%(health)s::text IS NULL OR f.health = %(health)s::text)
    AND (%(product)s::bigint IS NULL OR f.product_id = %(product)s)
    AND (%(team)s::bigint IS NULL OR p.team_id = %(team)s)
    AND (%(portfolio)s::bigint IS NULL OR p.portfolio_id IN (
        SELECT t.id FROM portfolio_tree t WHERE t.top = %(portfolio)s))
    AND (%(objective)s::bigint IS NULL OR f.objective_id IN (
        SELECT t.id FROM objective_tree t WHERE t.top = %(objective)s))
ORDER BY {order}"""


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
) -> list[OutcomeFact]:
    """Return the outcomes that the figures of the scope count on the day, by name."""
    rows = _listed(outcomes.relation, scope, on=on, user=user, health=health, ids=ids, by="name")
    return [OutcomeFact(**_as_fact(row, "outcome_id", OutcomeFact)) for row in rows]


def initiatives_on(
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
) -> list[InitiativeFact]:
    """Return the initiatives that the figures of the scope count on the day, by title."""
    rows = _listed(
        initiatives.relation, scope, on=on, user=user, health=health, ids=ids, by="title"
    )
    return [InitiativeFact(**_as_fact(row, "initiative_id", InitiativeFact)) for row in rows]


def products_on(
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
) -> list[ProductFact]:
    """Return the products that the figures of the scope count on the day, by name.

    None in the scope of an objective: products as such lie in no objective.
    """
    by_id = replace(scope, product_id=None)
    ids = ids if scope.product_id is None else {scope.product_id} & set(ids or {scope.product_id})
    rows = _listed(products.relation, by_id, on=on, user=user, health=health, ids=ids, by="name")
    return [ProductFact(**_as_fact(row, "", ProductFact)) for row in rows]


def asks_on(scope: Scope, *, on: date, user: User) -> list[AskFact]:
    """Return the asks of the scope open on the day, the oldest first."""
    rows = _listed(_open_asks, scope, on=on, user=user, by="raised_on")
    return [AskFact(**_as_fact(row, "ask_id", AskFact)) for row in rows]


def _open_asks(*, now: bool, among: str) -> str:
    return f"SELECT open.*, NULL AS health FROM ({asks.relation(among=among)}) open"


def _listed(
    relation: Callable[..., str],
    scope: Scope,
    *,
    on: date,
    user: User,
    health: str | None = None,
    ids: Collection[int] | None = None,
    by: str,
) -> list[dict[str, Any]]:
    """Return the rows of the relation in the scope, as dictionaries."""
    organisation, day = the_organisation(), day_shown(on)
    if organisation is None or day is None:
        return []
    among, kept = "", None
    if ids is not None:
        among, kept = "id", list(ids)
    elif scope.product_id is not None:
        among, kept = "product_id", [scope.product_id]
    sql = LIST.format(
        days=DAYS,
        portfolios=trees.portfolios(now=False),
        objectives=trees.objectives(now=False),
        places=products.places(now=False),
        facts=relation(now=False, among=among),
        hidden=visible.HIDDEN_PRODUCTS,
        order=f"f.{by}, f.id",
    )
    asked = parameters(organisation, [day]) | scope.parameters() | visible.parameters(user)
    with connection.cursor() as cursor:
        cursor.execute(sql, asked | {"health": health, "among": kept})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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
