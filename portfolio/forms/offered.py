"""Forms of the strategy with everything one person may choose from, as a page or the API fills them."""

from collections.abc import Collection, Iterable
from typing import Any

from portfolio.forms.objective import ObjectiveForm, objective_words
from portfolio.forms.portfolio import PortfolioForm, portfolio_words
from portfolio.models import Objective, Portfolio, User
from portfolio.queries import editions, objectives, people, portfolios, teams
from portfolio.queries.portfolios import Inside


def objective_form(
    data: Any, *, user: User, objective: Objective | None = None, initial: Any = None
) -> ObjectiveForm:
    """Return the form of an objective, or of a new one."""
    owner = objective.owner_id if objective else None
    offered: dict[str, Any] = {
        "portfolios": portfolios.portfolios_now(user=user),
        "objectives": objectives.objectives_to_serve(objective, user=user),
        "people": people.people_here(and_also=[owner]),
    }
    if objective is None:
        return ObjectiveForm(data, **offered, initial=initial)
    words = objective_words(objective, **offered)
    return ObjectiveForm(
        data,
        **offered,
        kept=objectives.parent_out_of_sight(objective, user=user),
        initial={**words, "edition": editions.newest_version(objective)},
    )


def portfolio_form(
    data: Any, *, user: User, portfolio: Portfolio | None = None, initial: Any = None
) -> PortfolioForm:
    """Return the form of a portfolio, or of a new one."""
    edition = portfolios.edition_of(portfolio) if portfolio else ""
    inside = portfolios.inside(portfolio, edition) if portfolio else Inside()
    offered: dict[str, Any] = {
        "portfolios": portfolios.portfolios_to_lie_in(portfolio, user=user),
        "people": _first(people.people_here(and_also=inside.people), inside.people or {user.pk}),
        "teams": _first(teams.visible_teams(user), inside.teams),
    }
    if portfolio is None:
        return PortfolioForm(data, **offered, initial=initial)
    seen = {one.pk for one in offered["portfolios"]}
    words = portfolio_words(portfolio, inside, **offered)
    return PortfolioForm(
        data,
        **offered,
        kept=None if portfolio.parent_id in seen else portfolio.parent,
        initial={**words, "edition": edition},
    )


def _first(things: Iterable[Any], wanted: Collection[int]) -> list[Any]:
    """Return the things in their order, those wanted before the others."""
    return sorted(things, key=lambda one: one.pk not in wanted)
