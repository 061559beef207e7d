"""Positions: what a dataset listed on which day, and what has therefore left it."""

from products.imports import definitions, kinds
from products.imports.bringing import Bringing
from products.imports.listing import Listing
from products.models import Position

ENOUGH = 0.5
Keys = dict[str, set[str]]


def later_listings(bringing: Bringing, listing: Listing) -> None:
    """Note for all that is told on which later position's day it is listed next."""
    for position in _positions(bringing).filter(on__gt=listing.on).order_by("-on"):
        for kind, idents in position.keys.items():
            for ident in idents:
                bringing.later[kind, ident] = position.on


def record(bringing: Bringing, listing: Listing, *, is_whole: bool | None) -> None:
    """Keep the position, and take off the list what it, or the next one, no longer names."""
    earlier = list(_positions(bringing).filter(on__lte=listing.on).order_by("on"))
    following = _positions(bringing).filter(on__gt=listing.on).order_by("on").first()
    whole = is_whole if is_whole is not None else _looks_whole(listing.listed, earlier, following)
    for kind, idents in listing.listed.items():
        known = {ident for position in earlier for ident in position.keys.get(kind, ())}
        if whole:
            definitions.unlist(bringing, kinds.BY_NAME[kind], known - idents, on=listing.on)
        if following is not None and following.is_whole and kind in following.keys:
            gone = idents - set(following.keys[kind])
            definitions.unlist(bringing, kinds.BY_NAME[kind], gone, on=following.on)
    _keep(bringing, listing, whole=whole)


def _positions(bringing: Bringing):  # type: ignore[no-untyped-def]
    return Position.objects.filter(dataset=bringing.dataset)


def _looks_whole(listed: Keys, earlier: list[Position], following: Position | None) -> bool:
    """Whether at least half of what the neighbouring position listed is listed here too."""
    for neighbour in [*reversed(earlier), *([following] if following else [])]:
        shared = [
            (set(neighbour.keys[kind]), idents)
            for kind, idents in listed.items()
            if kind in neighbour.keys
        ]
        total = sum(len(theirs) for theirs, _ours in shared)
        if total:
            return sum(len(theirs & ours) for theirs, ours in shared) >= ENOUGH * total
    return True


def _keep(bringing: Bringing, listing: Listing, *, whole: bool) -> None:
    position = _positions(bringing).filter(on=listing.on).first()
    if position is None:
        position = Position(dataset=bringing.dataset, on=listing.on, is_whole=whole)
    keys = dict(position.keys)
    for kind, idents in listing.listed.items():
        keys[kind] = sorted(idents if whole else idents | set(keys.get(kind, ())))
    if position.pk is None or keys != position.keys:
        position.keys = keys
        position.save()
