"""The branches of the portfolio, and to whom the restricted ones are open."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from pmo_portal.lib.provenance import authored
from portfolio.actions.reshaping import tell_reshaped
from portfolio.actions.versions import write_version
from portfolio.models import Portfolio, PortfolioAccess, Team, User
from portfolio.queries.slugs import free_slug


class BelowItself(Exception):
    """A portfolio cannot lie below itself."""


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
        above = dict(Portfolio.objects.select_for_update().values_list("pk", "parent_id"))
        step = parent.pk if parent else None
        while step is not None:
            if step == portfolio.pk:
                raise BelowItself
            step = above[step]
        write_version(portfolio, at=at, parent=parent)
        tell_reshaped(at=at)
        return portfolio


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
        PortfolioAccess.objects.filter(portfolio=portfolio).delete()
        PortfolioAccess.objects.bulk_create(
            [PortfolioAccess(portfolio=portfolio, user=person) for person in people]
            + [PortfolioAccess(portfolio=portfolio, team=team) for team in teams]
        )
        return portfolio


def open_portfolio(*, portfolio: Portfolio, by: User | None, at: datetime) -> Portfolio:
    """Open the portfolio to everyone."""
    with transaction.atomic(), authored(by):
        write_version(portfolio, at=at, restricted=False)
        PortfolioAccess.objects.filter(portfolio=portfolio).delete()
        return portfolio
