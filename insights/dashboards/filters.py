"""The filters at the top of the dashboard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from insights.queries.names import Named, Names, below
from insights.scope import Scope

MOST_OPTIONS = 150


@dataclass(frozen=True)
class Filter:
    """One choice: its parameter, what may be chosen as (value, label), and what is."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


def filters(names: Names, scope: Scope, parameters: Mapping[str, str]) -> list[Filter]:
    """Return the filters that have anything to choose, the chosen one always among its options.

    Products are offered within the chosen portfolio and team. A list too long to choose from
    is left out until another filter shortens it.
    """
    choices = (
        ("portfolio", _("Portfolio"), names.portfolios.values()),
        ("objective", _("Objective"), names.objectives.values()),
        ("product", _("Product"), products_in(names, scope)),
        ("team", _("Team"), names.teams.values()),
    )
    made = [
        _filter(name, label, things, parameters.get(name, "")) for name, label, things in choices
    ]
    return [choice for choice in made if choice.value or 1 < len(choice.options) <= MOST_OPTIONS]


def products_in(names: Names, scope: Scope) -> list[Named]:
    """Return the products that the portfolio and team of the scope hold."""
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    return [
        product
        for product in names.products.values()
        if (branch is None or product.portfolio_id in branch)
        and scope.team_id in (None, product.team_id)
        and scope.product_id in (None, product.id)
    ]


def _filter(name: str, label: str, things: Iterable[Named], value: str) -> Filter:
    options = [(thing.slug, f"{thing.code} {thing.name}".strip()) for thing in things]
    if len(options) > MOST_OPTIONS:
        chosen = [option for option in options if option[0] == value]
        options = chosen or options
    return Filter(name, label, options, value)
