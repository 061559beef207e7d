"""Which dataset a listing belongs to: the word of its number column, and the numbers known."""

from django.db.models import Q

from products.imports import kinds
from products.imports.listing import Listing
from products.models import Position

NAME_LENGTH = 180


def dataset_of(listing: Listing) -> str:
    """Return the dataset that shares most things with the listing.

    Without one that shares any, a new name is made from the word of the number column.
    """
    stem = listing.stem.replace(":", " ")[:NAME_LENGTH]
    names = _names(stem)
    shared = {name: _shared(name, listing) for name in names}
    best = max(shared, key=lambda name: shared[name], default="")
    if best and shared[best]:
        return best
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in names:
        number += 1
    return name


def _names(stem: str) -> list[str]:
    known = Position.objects.filter(Q(dataset=stem) | Q(dataset__startswith=f"{stem}-"))
    return list(known.order_by("dataset").values_list("dataset", flat=True).distinct())


def _shared(dataset: str, listing: Listing) -> int:
    count = 0
    for kind in kinds.KINDS:
        if kind.is_listed and (idents := listing.things.get(kind.name)):
            keys = [kind.key(dataset, ident) for ident in idents]
            count += kind.model.objects.filter(source_key__in=keys).count()
    return count
