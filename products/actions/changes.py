"""How every action changes a definition and tells the layer above."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from portfolio.actions.versions import SomebodyChangedIt
from portfolio.models import User
from portfolio.models.history import Definition
from portfolio.queries.organisations import the_organisation
from products import permissions, signals
from products.actions.refusals import NotYourProduct
from products.models import Product
from products.queries.editions import edition_of

D = TypeVar("D", bound=Definition)


def require_member(by: User, product: Product) -> None:
    """Raise NotYourProduct unless the person may write this team's facts."""
    if not permissions.can_check_in(by, product):
        raise NotYourProduct(product=product.name)


def locked(thing: D) -> D:
    """Return the thing as it stands in the database, locked until the transaction ends."""
    return (
        type(thing)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
    )


def lock_all(things: Iterable[D]) -> list[D]:
    """Return these things of one kind as they stand, locked in the order that all actions keep."""
    rows = list(things)
    if not rows:
        return []
    found = type(rows[0])._default_manager.select_for_update(of=("self",), no_key=True)
    return list(found.filter(pk__in=[one.pk for one in rows]).order_by("pk"))


def require_in_sight(thing: Definition, edition: str | None) -> None:
    """Raise SomebodyChangedIt unless the edition named is the one that stands; None does not ask.

    To be called once the thing is locked.
    """
    if edition is not None and edition != edition_of(thing):
        raise SomebodyChangedIt


def change(thing: D, *, at: datetime, **fields: Any) -> D:
    """Give a definition a new version, known from the moment on."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.known_at = at
    thing.save(update_fields=[*fields, "known_at"])
    return thing


def day_here(at: datetime) -> date:
    """Return the organisation's day on which the moment falls."""
    organisation = the_organisation()
    return organisation.day_of(at) if organisation else at.date()


def tell(product_id: int | None, *, at: datetime) -> None:
    """Tell the layer above that figures from this day on may differ.

    To be called inside the transaction of the write.
    """
    signals.changed.send(sender=Product, product_id=product_id, since=day_here(at))
