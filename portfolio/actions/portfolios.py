"""The branches of the portfolio, and to whom the restricted ones are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.provenance import authored
from portfolio.actions.refusals import Refusal
from portfolio.actions.reshaping import tell_reshaped
from portfolio.actions.versions import SomebodyChangedIt, write_version
from portfolio.models import Portfolio, PortfolioAccess, Team, User
from portfolio.queries.portfolios import edition_of
from portfolio.queries.slugs import free_slug


class BelowItself(Refusal):
    """A portfolio cannot lie below itself."""

    sentence = _("A portfolio cannot lie below itself, nor below one of its own.")


class LocksYouOut(Refusal):
    """Who closes a portfolio stays inside."""

    sentence = _("Name yourself or one of your teams too, or you would no longer see it.")


@dataclass(frozen=True)
class OpenTo:
    """The people and teams to whom a restricted portfolio is open."""

    people: tuple[User, ...] = ()
    teams: tuple[Team, ...] = ()

    def require_inside(self, by: User) -> None:
        """Raise LocksYouOut unless the person is among them."""
        teams = {team.pk for team in self.teams}
        if by not in self.people and not teams & by.team_ids:
            raise LocksYouOut


def define_portfolio(
    *,
    name: str,
    parent: Portfolio | None = None,
    order: int = 0,
    source_key: str | None = None,
    by: User | None,
    at: datetime,
) -> Portfolio:
    """Return a new portfolio, open to everyone."""
    with transaction.atomic(), authored(by):
        return Portfolio.objects.create(
            slug=free_slug(Portfolio, name),
            name=name,
            parent=parent,
            order=order,
            source_key=source_key,
            known_at=at,
        )


def define_restricted(
    *,
    name: str,
    parent: Portfolio | None,
    open_to: OpenTo | None,
    order: int,
    by: User,
    at: datetime,
) -> Portfolio:
    """Return a new portfolio, open to these people and teams alone; None opens it to everyone.

    Raises LocksYouOut.
    """
    with transaction.atomic(), authored(by):
        portfolio = define_portfolio(name=name, parent=parent, order=order, by=by, at=at)
        if open_to is None:
            return portfolio
        open_to.require_inside(by)
        return restrict_portfolio(
            portfolio=portfolio, people=open_to.people, teams=open_to.teams, by=by, at=at
        )


def rename_portfolio(
    *, portfolio: Portfolio, name: str, by: User | None, at: datetime
) -> Portfolio:
    """Give the portfolio another name; its address stays."""
    with transaction.atomic(), authored(by):
        write_version(portfolio, at=at, name=name)
        return portfolio


def move_portfolio(
    *, portfolio: Portfolio, parent: Portfolio | None, by: User | None, at: datetime
) -> Portfolio:
    """Put the portfolio below another one, or at the top.

    Raises BelowItself. The tree is locked, so that two moves cannot tie a knot.
    """
    with transaction.atomic(), authored(by):
        _require_no_circle(portfolio, parent)
        write_version(portfolio, at=at, parent=parent)
        tell_reshaped(at=at)
        return portfolio


def reshape_portfolio(
    *,
    portfolio: Portfolio,
    name: str,
    parent: Portfolio | None,
    open_to: OpenTo | None,
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Portfolio:
    """Rename and move a portfolio, and open it to these alone; None opens it to everyone.

    `in_sight` is the edition the person saw. Raises SomebodyChangedIt, BelowItself, LocksYouOut.
    """
    with transaction.atomic(), authored(by):
        standing = Portfolio.objects.select_for_update(no_key=True).get(pk=portfolio.pk)
        if in_sight is not None and in_sight != edition_of(standing):
            raise SomebodyChangedIt
        rename_portfolio(portfolio=portfolio, name=name, by=by, at=at)
        if standing.parent_id != (parent and parent.pk):
            move_portfolio(portfolio=portfolio, parent=parent, by=by, at=at)
        if open_to is None:
            return open_portfolio(portfolio=portfolio, by=by, at=at)
        open_to.require_inside(by)
        return restrict_portfolio(
            portfolio=portfolio, people=open_to.people, teams=open_to.teams, by=by, at=at
        )


def restrict_portfolio(
    *,
    portfolio: Portfolio,
    people: Iterable[User] = (),
    teams: Iterable[Team] = (),
    by: User | None,
    at: datetime,
) -> Portfolio:
    """Open the portfolio and all below it to these people and teams alone."""
    with transaction.atomic(), authored(by):
        write_version(portfolio, at=at, restricted=True)
        _let_in(portfolio, people, teams)
        return portfolio


def open_portfolio(*, portfolio: Portfolio, by: User | None, at: datetime) -> Portfolio:
    """Open the portfolio to everyone."""
    with transaction.atomic(), authored(by):
        write_version(portfolio, at=at, restricted=False)
        PortfolioAccess.objects.filter(portfolio=portfolio).delete()
        return portfolio


def _let_in(portfolio: Portfolio, people: Iterable[User], teams: Iterable[Team]) -> None:
    """Write who came in and who went alone, so that their names stand by what changed."""
    wanted = {(person.pk, None) for person in people} | {(None, team.pk) for team in teams}
    standing = PortfolioAccess.objects.filter(portfolio=portfolio)
    inside = {(access.user_id, access.team_id): access for access in standing}
    gone = [access.pk for who, access in inside.items() if who not in wanted]
    PortfolioAccess.objects.filter(pk__in=gone).delete()
    PortfolioAccess.objects.bulk_create(
        PortfolioAccess(portfolio=portfolio, user_id=user, team_id=team)
        for user, team in sorted(wanted - inside.keys(), key=str)
    )


def _require_no_circle(portfolio: Portfolio, parent: Portfolio | None) -> None:
    above = dict(Portfolio.objects.select_for_update().values_list("pk", "parent_id"))
    step = parent.pk if parent else None
    while step is not None:
        if step == portfolio.pk:
            raise BelowItself
        step = above[step]
