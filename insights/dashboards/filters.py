"""The filters at the top of the portfolio, and what lists have of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from insights.queries.chosen import HEALTH, KIND, STAGE, WORDS
from insights.queries.names import Named, Names, below
from insights.scope import Scope
from pmo_portal.lib.vocabulary import Health, ProductStage, WorkKind

MOST_OPTIONS = 150
Option = tuple[str, str]


@dataclass(frozen=True)
class Filter:
    """One choice: its parameter, what may be chosen as (value, label), and what is."""

    name: str
    label: str
    options: list[Option]
    value: str


def filters(names: Names, scope: Scope, parameters: Mapping[str, str]) -> list[Filter]:
    """Return the filters by place, and what products were chosen by, to be taken away again."""
    words = parameters.get(WORDS, "")
    named = Filter(WORDS, _("Product with the words"), [(words, f"“{words}”")], words)
    chosen = [choice for choice in (*of_products(parameters), named) if choice.value]
    return [*places(names, scope, parameters), *chosen]


def places(names: Names, scope: Scope, parameters: Mapping[str, str]) -> list[Filter]:
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


def of_products(parameters: Mapping[str, str]) -> list[Filter]:
    """Return the filters that choose products by what they are."""
    return [
        by_words(HEALTH, _("Team says"), Health, parameters),
        by_words(STAGE, _("Stage"), ProductStage, parameters),
        by_words(KIND, _("Work under way"), WorkKind, parameters),
    ]


def by_words(
    name: str, label: str, words: type[TextChoices], parameters: Mapping[str, str], *more: Option
) -> Filter:
    """Return a filter by words of the vocabulary; several chosen at once are one option more."""
    options = [*((word.value, str(word.label)) for word in words), *more]
    value, labels = parameters.get(name, ""), dict(options)
    if value and value not in labels:
        said = ", ".join(labels[code] for code in value.split(",") if code)
        options.append((value, said))
    return Filter(name, label, options, value)


def products_in(names: Names, scope: Scope) -> list[Named]:
    """Return the products that the scope counts, whichever objective they serve."""
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    return [
        product
        for product in names.products.values()
        if (branch is None or product.portfolio_id in branch)
        and scope.is_of(product_id=product.id, team_id=product.team_id)
    ]


def ids_within(names: Names, scope: Scope) -> list[int] | None:
    """Return the products among which to look for what changed; None for all of them."""
    return None if scope == Scope() else [product.id for product in products_in(names, scope)]


def _filter(name: str, label: str, things: Iterable[Named], value: str) -> Filter:
    options = [(thing.slug, f"{thing.code} {thing.name}".strip()) for thing in things]
    if len(options) > MOST_OPTIONS:
        chosen = [option for option in options if option[0] == value]
        options = chosen or options
    return Filter(name, label, options, value)
