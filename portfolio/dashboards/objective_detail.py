"""The page of one objective."""

from dataclasses import dataclass
from datetime import datetime

from portfolio.models import Objective, Portfolio, User
from portfolio.queries import objectives


@dataclass(frozen=True)
class ObjectivePage:
    """Everything the page of an objective shows, as known on one day."""

    objective: Objective
    portfolio: Portfolio | None
    above: list[Objective]
    below: list[Objective]


def objective_page(objective: Objective, *, moment: datetime, user: User) -> ObjectivePage | None:
    """Return the page as known at the moment, None while the objective was unknown."""
    known = objectives.objective_at(objective, moment=moment)
    if known is None:
        return None
    return ObjectivePage(
        objective=known,
        portfolio=objectives.portfolio_of(known, moment=moment, user=user),
        above=objectives.objectives_above(known, moment=moment, user=user),
        below=objectives.objectives_below(known, moment=moment, user=user),
    )
