"""Which part of the portfolio a URL asks for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from insights.queries.chosen import CHOOSING, choice_asked, products_chosen
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
PLACES = (*ASKABLE, *CHOOSING)


def scope_asked(parameters: Mapping[str, str], *, user: User, on: date, now: bool = False) -> Scope:
    """Return the scope that `portfolio`, `objective`, `product` and `team` name by slug.

    Where the address chooses products, as they are on the day, these alone; with `now` the day
    is today. Raises BadQuestion, with near matches, for a slug that the person cannot see.
    """
    ids: dict[str, Any] = {
        f"{kind}_id": id_of(slug, among=manager.visible_to(user), kind=kind)
        for kind, manager in ASKABLE.items()
        if (slug := parameters.get(kind, ""))
    }
    scope, choice = Scope(**ids), choice_asked(parameters)
    if choice is None:
        return scope
    return replace(scope, product_ids=products_chosen(choice, scope, on=on, user=user, now=now))
