"""What everything is called, and what lies below what, as known on a day: one question for all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import (
    BigIntegerField,
    CharField,
    DecimalField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from portfolio.models import Objective, Portfolio, Team, User
from products.models import Product

NO_ID = Cast(Value(None), BigIntegerField())
NO_TEXT = Cast(Value(""), CharField())
NO_SHARE = Cast(Value(None), DecimalField(max_digits=5, decimal_places=2))


@dataclass(frozen=True)
class Named:
    """A portfolio, an objective, a team or a product by name.

    `parent_id` is the thing of the same kind above it; `code` an objective's tag, and `cadence`
    a team's rhythm, are empty for the others. `intended` is the share of investment meant for an
    objective, in per cent, where one is.
    """

    id: int
    slug: str
    name: str
    order: int = 0
    parent_id: int | None = None
    portfolio_id: int | None = None
    team_id: int | None = None
    code: str = ""
    cadence: str = ""
    intended: Decimal | None = None


@dataclass(frozen=True)
class Names:
    """All that a person may see on a day, by id, in the order of display."""

    portfolios: dict[int, Named]
    objectives: dict[int, Named]
    teams: dict[int, Named]
    products: dict[int, Named]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.products or self.objectives)


def names_on(on: date, *, at: datetime, user: User) -> Names:
    """Return what this person may see of what was known at the moment, the end of the day."""
    named: dict[str, list[Named]] = {"portfolio": [], "objective": [], "team": [], "product": []}
    portfolios = Portfolio.objects.visible_to(user).versions_as_of(at)
    objectives = Objective.objects.visible_to(user).versions_as_of(at)
    rows = _columns("portfolio", portfolios, parent=F("parent_id")).union(
        _columns(
            "objective",
            objectives.filter(Q(unlisted_on__isnull=True) | Q(unlisted_on__gt=on)),
            name=F("title"),
            parent=F("parent_id"),
            portfolio=F("portfolio_id"),
            code=F("code"),
            intended=F("intended_share"),
        ),
        _columns(
            "team",
            Team.objects.visible_to(user).versions_as_of(at),
            order=Value(0),
            cadence=F("cadence"),
        ),
        _columns(
            "product",
            Product.objects.visible_to(user).versions_as_of(at),
            portfolio=F("portfolio_id"),
            team=F("team_id"),
        ),
        all=True,
    )
    for kind, *values in rows:
        named[kind].append(Named(*values))
    return Names(
        portfolios=_in_tree(named["portfolio"]),
        objectives=_in_tree(named["objective"]),
        teams=_in_order(named["team"]),
        products=_in_order(named["product"]),
    )


def below(things: dict[int, Named], top_id: int) -> set[int]:
    """Return the ids of one thing and of all below it."""
    found = {top_id}
    while more := {t.id for t in things.values() if t.parent_id in found} - found:
        found |= more
    return found


def _columns(kind: str, versions: QuerySet, **columns: Combinable) -> QuerySet:
    """Return the rows of one kind under the columns that all kinds share."""
    return versions.order_by().values_list(
        Cast(Value(kind), CharField()),
        F("id"),
        Cast(F("slug"), CharField()),
        Cast(columns.get("name", F("name")), CharField()),
        Cast(columns.get("order", F("order")), IntegerField()),
        columns.get("parent", NO_ID),
        columns.get("portfolio", NO_ID),
        columns.get("team", NO_ID),
        Cast(columns.get("code", NO_TEXT), CharField()),
        Cast(columns.get("cadence", NO_TEXT), CharField()),
        columns.get("intended", NO_SHARE),
    )


def _in_order(things: Iterable[Named]) -> dict[int, Named]:
    return {t.id: t for t in sorted(things, key=lambda t: (t.order, t.name.casefold(), t.id))}


def _in_tree(things: Iterable[Named]) -> dict[int, Named]:
    """Put each thing after the one above it; where that one cannot be seen, at the top."""
    ordered = _in_order(things)
    children: dict[int | None, list[Named]] = defaultdict(list)
    for thing in ordered.values():
        children[thing.parent_id].append(thing)
    tree: dict[int, Named] = {}

    def add(thing: Named) -> None:
        if thing.id in tree:
            return
        tree[thing.id] = thing
        for child in children[thing.id]:
            add(child)

    for thing in ordered.values():
        if thing.parent_id not in ordered:
            add(thing)
    return tree | {t.id: t for t in ordered.values() if t.id not in tree}
