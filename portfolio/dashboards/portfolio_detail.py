"""The page of one portfolio: an index of what lies in it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from portfolio import permissions
from portfolio.models import Objective, Portfolio, Team, User
from portfolio.queries import objectives, portfolios, versions
from portfolio.queries.portfolios import Letting
from portfolio.queries.versions import Version

LABELS = {
    "name": _("Name"),
    "parent_id": _("It lies in"),
    "restricted": _("Only named people and teams see it"),
}


@dataclass(frozen=True)
class PortfolioPage:
    """Everything the page of a portfolio shows, as known on one day.

    Who a restricted one is open to, and who let them in, is of today and for the office alone.
    """

    portfolio: Portfolio
    above: list[Portfolio]
    below: list[Portfolio]
    objectives: list[Objective]
    people: list[User]
    teams: list[Team]
    lettings: list[Letting]
    versions: list[Version]
    can_direct: bool


def portfolio_page(
    portfolio: Portfolio, *, on: date, moment: datetime, user: User
) -> PortfolioPage | None:
    """Return the page as known at the moment, None while the portfolio was unknown."""
    tree = {one.pk: one for _depth, one in portfolios.portfolios_at(moment, user=user)}
    known = tree.get(portfolio.pk)
    if known is None:
        return None
    people, teams = portfolios.people_and_teams_inside(portfolio)
    names = {pk: one.name for pk, one in tree.items()}
    return PortfolioPage(
        portfolio=known,
        above=portfolios.branch_above(known, tree),
        below=[one for one in tree.values() if one.parent_id == known.pk],
        objectives=objectives.objectives_of(known, on=on, moment=moment, user=user),
        people=people,
        teams=teams,
        lettings=portfolios.lettings(portfolio),
        versions=versions.versions_of(
            portfolio, labels=LABELS, moment=moment, names={"parent_id": names}
        ),
        can_direct=permissions.can_set_direction(user),
    )
