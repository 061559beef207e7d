"""Forms of the strategy with everything one person may choose from, as a page or the API fills them."""

from typing import Any

from portfolio.forms.objective import ObjectiveForm, objective_words
from portfolio.forms.portfolio import PortfolioForm, portfolio_words
from portfolio.models import Objective, Portfolio, User
from portfolio.queries import editions, objectives, people, portfolios, teams


def objective_form(
    data: Any, *, user: User, objective: Objective | None = None, initial: Any = None
) -> ObjectiveForm:
    """Return the form of an objective, or of a new one."""
    owner = objective and objective.owner_id
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
    inside = portfolios.inside(portfolio, edition) if portfolio else None
    offered: dict[str, Any] = {
        "portfolios": portfolios.portfolios_to_lie_in(portfolio, user=user),
        "people": people.people_here(and_also=inside.people if inside else ()),
        "teams": list(teams.visible_teams(user)),
    }
    if portfolio is None or inside is None:
        return PortfolioForm(data, **offered, initial=initial)
    seen = {one.pk for one in offered["portfolios"]}
    words = portfolio_words(portfolio, inside, **offered)
    return PortfolioForm(
        data,
        **offered,
        kept=None if portfolio.parent_id in seen else portfolio.parent,
        initial={**words, "edition": edition},
    )
