"""The tree of portfolios, as a person may see it and as it was known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Max

from portfolio.models import (
    Objective,
    Portfolio,
    PortfolioAccess,
    Team,
    User,
    hidden_portfolio_ids,
)
from portfolio.queries.editions import newest_version

NONE = 0
T = TypeVar("T", Portfolio, Objective)


@dataclass(frozen=True)
class Letting:
    """Somebody let into a restricted portfolio, or taken off its list."""

    who: str
    is_in: bool
    at: datetime
    by: User | None


@dataclass(frozen=True)
class Inside:
    """The ids of the people and teams to whom a restricted portfolio is open."""

    people: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()


def portfolios_now(*, user: User) -> list[Portfolio]:
    """Return the portfolios the person may see, each after the one it lies in."""
    return [row for _depth, row in tree_now(user=user)]


def tree_now(*, user: User) -> list[tuple[int, Portfolio]]:
    """Return the portfolios the person may see with their depth, each after its parent."""
    return in_tree(Portfolio.objects.visible_to(user))


def portfolio_now(slug: str, *, user: User) -> Portfolio | None:
    """Return the portfolio as it stands, None when the person sees none by that name."""
    return Portfolio.objects.visible_to(user).filter(slug=slug).first()


def portfolios_at(moment: datetime, *, user: User) -> list[tuple[int, Portfolio]]:
    """Return the portfolios known at the moment with their depth, each after its parent."""
    return in_tree(Portfolio.objects.visible_to(user).as_of(moment))


def hidden_count(moment: datetime, *, user: User) -> int:
    """Return how many portfolios known at the moment the person may not see."""
    hidden = Portfolio.objects.filter(pk__in=hidden_portfolio_ids(user))
    return hidden.versions_as_of(moment).count()


def in_tree(things: Iterable[T]) -> list[tuple[int, T]]:
    """Return the things with their depth, each after its parent, siblings in their order.

    What lies below something that is not among them stands at the top.
    """
    found = sorted(things, key=_place)
    known = {thing.pk for thing in found}
    below: dict[int | None, list[T]] = {}
    for thing in found:
        below.setdefault(thing.parent_id if thing.parent_id in known else None, []).append(thing)
    return list(_walk(below, None, 0))


def paths(portfolios: Iterable[Portfolio]) -> dict[int, str]:
    """Return each portfolio's name behind the names of those above it, by id."""
    named = {portfolio.pk: portfolio for portfolio in portfolios}
    return {pk: " / ".join(_names_down_to(one, named)) for pk, one in named.items()}


def edition_of(portfolio: Portfolio) -> str:
    """Return the name of what stands: the newest version, and the last change of who may see it."""
    changes = _access_changes(portfolio).order_by("pgh_id").values_list("pgh_id", flat=True)
    return f"{newest_version(portfolio)}-{changes.last() or NONE}"


def inside(portfolio: Portfolio, edition: str) -> Inside:
    """Return to whom the portfolio was open in the edition: today's list, later changes undone."""
    number = edition.partition("-")[2]
    last = int(number) if number.isdecimal() else NONE
    access = PortfolioAccess.objects.filter(portfolio=portfolio)
    who = set(access.values_list("user_id", "team_id"))
    for change in _access_changes(portfolio).filter(pgh_id__gt=last).order_by("-pgh_id"):
        undo = who.discard if change.pgh_label == "insert" else who.add
        undo((change.user_id, change.team_id))
    people = frozenset(user for user, _team in who if user)
    return Inside(people, frozenset(team for _user, team in who if team))


def people_and_teams_inside(portfolio: Portfolio) -> tuple[list[User], list[Team]]:
    """Return to whom a restricted portfolio is open, by name."""
    people = User.objects.filter(portfolioaccess__portfolio=portfolio)
    teams = Team.objects.filter(portfolioaccess__portfolio=portfolio)
    return list(people.order_by("name", "email")), list(teams.order_by("name", "pk"))


def branch_above(portfolio: Portfolio, tree: Mapping[int, Portfolio]) -> list[Portfolio]:
    """Return the portfolios of the tree in which this one lies, the top first."""
    above: list[Portfolio] = []
    step = tree.get(portfolio.parent_id or NONE)
    while step is not None and step not in above:
        above.insert(0, step)
        step = tree.get(step.parent_id or NONE)
    return above


def lettings(portfolio: Portfolio) -> list[Letting]:
    """Return who was let into the portfolio or taken off its list, the newest first."""
    changes = list(_access_changes(portfolio).select_related("user", "team").order_by("-pgh_id"))
    authors = User.objects.in_bulk({pk for one in changes if (pk := _author(one))})
    return [
        Letting(
            who=str(one.user or one.team),
            is_in=one.pgh_label == "insert",
            at=one.pgh_created_at,
            by=authors.get(_author(one) or NONE),
        )
        for one in changes
    ]


def portfolios_to_lie_in(portfolio: Portfolio | None, *, user: User) -> list[Portfolio]:
    """Return the portfolios in which this one, or a new one, can lie: none of those below it."""
    offered = portfolios_now(user=user)
    below = more = {portfolio.pk} if portfolio else set()
    while more:
        more = {one.pk for one in offered if one.parent_id in more} - below
        below = below | more
    return [one for one in offered if one.pk not in below]


def last_place(*, parent: Portfolio | None) -> int:
    """Return the place of the last portfolio of a level, 0 when there is none."""
    return Portfolio.objects.filter(parent=parent).aggregate(last=Max("order"))["last"] or 0


def _author(change: Any) -> int | None:
    return (change.pgh_context or {}).get("user")


def _access_changes(portfolio: Portfolio) -> Any:
    changes: Any = PortfolioAccess
    return changes.pgh_event_model.objects.filter(portfolio_id=portfolio.pk)


def _place(thing: Any) -> tuple[int, str, int]:
    return thing.order, str(thing), thing.pk


def _walk(below: dict[int | None, list[T]], top: int | None, depth: int) -> Any:
    for thing in below.pop(top, ()):
        yield depth, thing
        yield from _walk(below, thing.pk, depth + 1)


def _names_down_to(portfolio: Portfolio, named: dict[int, Portfolio]) -> list[str]:
    names: list[str] = []
    step: Portfolio | None = portfolio
    while step is not None and len(names) <= len(named):
        names.insert(0, step.name)
        step = named.get(step.parent_id or NONE)
    return names
