"""Positions: what a dataset listed on which day, and what has therefore left it."""

from collections.abc import Container, Iterable, Mapping

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
    whole = is_whole if is_whole is not None else _looks_whole(listing, earlier, following)
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


def _looks_whole(listing: Listing, earlier: list[Position], following: Position | None) -> bool:
    """Whether at least half of what the nearest other day listed is listed here too.

    What lists a part of what is known of the same day already is a part.
    """
    same = next((position for position in earlier if position.on == listing.on), None)
    others = [position for position in reversed(earlier) if position.on < listing.on]
    nearest = [*others, *([following] if following else [])]
    shares = [share for other in nearest if (share := _share(listing.listed, other)) is not None]
    if shares and shares[0] < ENOUGH:
        return False
    if same is None or (share := _share(listing.listed, same)) is None:
        return True
    ours, theirs = _flat(listing.listed, same.keys), _flat(same.keys, listing.listed)
    return ours == theirs or (not ours < theirs and share >= ENOUGH)


def _share(listed: Keys, neighbour: Position) -> float | None:
    """How much of what the neighbour listed is listed too; None without a kind in common."""
    ours, theirs = _flat(listed, neighbour.keys), _flat(neighbour.keys, listed)
    return len(ours & theirs) / len(theirs) if theirs else None


def _flat(keys: Mapping[str, Iterable[str]], kinds: Container[str]) -> set[tuple[str, str]]:
    return {(kind, ident) for kind, idents in keys.items() if kind in kinds for ident in idents}


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
