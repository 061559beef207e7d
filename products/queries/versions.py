"""How a definition came to be what it is, as one person could see it on a day."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portfolio.models import Objective, Portfolio, Team, User
from portfolio.models.history import Definition
from portfolio.queries import versions
from portfolio.queries.versions import Change, Names, Version
from products.models import Initiative, Product
from products.queries.known import AsKnown

__all__ = ["Change", "Version", "versions_of"]
POINTING: Mapping[str, Any] = {
    "portfolio_id": Portfolio,
    "team_id": Team,
    "objective_id": Objective,
    "product_id": Product,
    "initiative_id": Initiative,
    "owner_id": User,
}


def versions_of(
    definition: Definition, *, labels: Mapping[str, Any], known: AsKnown
) -> list[Version]:
    """Return the versions known by then, newest first, with the labelled columns that changed."""
    names = _names(definition, [name for name in POINTING if name in labels], known)
    return versions.versions_of(definition, labels=labels, moment=known.moment, names=names)


def _names(definition: Any, columns: list[str], known: AsKnown) -> dict[str, Names]:
    """Return by column what its ids stand for; where none ever changed, one query in all."""
    stood = type(definition).versions_model()._default_manager.filter(pgh_obj_id=definition.pk)
    rows = list(stood.order_by().values_list(*columns).distinct())
    ids = {column: {row[n] for row in rows} for n, column in enumerate(columns)}
    return {
        column: _named(POINTING[column], found, definition, known)
        for column, found in ids.items()
        if len(found) > 1
    }


def _named(model: Any, ids: set[int | None], definition: Any, known: AsKnown) -> Names:
    """Return the names of the things; a person is named to the team alone."""
    if model is not User:
        return {pk: str(thing) for pk, thing in known.by_id(model, ids).items()}
    people = User.objects.in_bulk(ids - {None})
    is_theirs = definition.product.team_id in known.user.team_ids
    return {pk: str(one) if is_theirs else _("somebody of the team") for pk, one in people.items()}
