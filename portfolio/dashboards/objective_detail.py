"""The page of one objective."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from portfolio import permissions
from portfolio.models import Objective, Portfolio, User
from portfolio.queries import objectives, portfolios, versions
from portfolio.queries.versions import Version

LABELS = {
    "title": _("Title"),
    "code": _("Short tag"),
    "why": _("Why it matters"),
    "portfolio_id": _("Portfolio"),
    "parent_id": _("Objective it serves"),
    "period_start": _("First day"),
    "period_end": _("Last day"),
    "intended_share": _("Meant share of investment"),
    "said": _("Rating in the source's words"),
    "unlisted_on": _("Ended on"),
}


@dataclass(frozen=True)
class ObjectivePage:
    """Everything the page of an objective shows, as known on one day.

    `share_beside` is the per cent meant for all objectives of its level, today.
    """

    objective: Objective
    portfolio: Portfolio | None
    above: list[Objective]
    below: list[Objective]
    has_ended: bool
    share_beside: Decimal
    versions: list[Version]
    can_direct: bool


def objective_page(
    objective: Objective, *, on: date, moment: datetime, user: User
) -> ObjectivePage | None:
    """Return the page as known at the moment, None while the objective was unknown."""
    known = objectives.objective_at(objective, moment=moment)
    if known is None:
        return None
    return ObjectivePage(
        objective=known,
        portfolio=objectives.portfolio_of(known, moment=moment, user=user),
        above=objectives.objectives_above(known, moment=moment, user=user),
        below=objectives.objectives_below(known, moment=moment, user=user),
        has_ended=known.unlisted_on is not None and known.unlisted_on <= on,
        share_beside=objectives.share_meant_beside(known),
        versions=versions.versions_of(
            objective, labels=LABELS, moment=moment, names=_names(moment, user)
        ),
        can_direct=permissions.can_set_direction(user),
    )


def _names(moment: datetime, user: User) -> dict[str, dict[int, str]]:
    seen = [one for _depth, one in portfolios.portfolios_at(moment, user=user)]
    return {
        "portfolio_id": {one.pk: one.name for one in seen},
        "parent_id": objectives.titles_at(moment, user=user),
    }
