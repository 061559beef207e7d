"""Which part of the portfolio a URL asks for."""

from collections.abc import Mapping
from typing import Any

from insights.scope import Scope
from portfolio.models import Objective, Portfolio, Team, User
from portfolio.queries.slugs import id_of
from products.models import Product

ASKABLE: dict[str, Any] = {
    "portfolio": Portfolio.objects,
    "objective": Objective.objects,
    "product": Product.objects,
    "team": Team.objects,
}


def scope_asked(parameters: Mapping[str, str], *, user: User) -> Scope:
    """Return the scope that `portfolio`, `objective`, `product` and `team` name by slug.

    Raises BadQuestion, with near matches, for a slug that the person cannot see.
    """
    ids = {
        f"{kind}_id": id_of(slug, among=manager.visible_to(user), kind=kind)
        for kind, manager in ASKABLE.items()
        if (slug := parameters.get(kind, ""))
    }
    return Scope(**ids)
