"""Teams and portfolios that exist already under the same name are used, not made again."""

from products.imports import kinds
from products.imports.bringing import Bringing
from products.imports.kinds import Kind
from products.imports.listing import Listing, Ref, identity

ADOPTED = ("portfolios", "teams")


def adopt(bringing: Bringing, listing: Listing, *, keeps_name: bool) -> None:
    """Find the teams and portfolios the listing names among those of the organisation.

    A dataset's own portfolio keeps the name it has, unless a person has just named it.
    """
    for name in ADOPTED:
        kind = kinds.BY_NAME[name]
        own = _own(bringing, kind, listing)
        known = {identity(found.name): found.pk for found in _others(kind, own)}
        for ident, days in list(listing.things.get(name, {}).items()):
            key = kind.key(bringing.dataset, ident)
            said = next(iter(days.values()))["name"]
            if key in own and name == "portfolios" and keeps_name:
                for values in days.values():
                    values["name"] = own[key]
            elif key not in own and identity(said) in known:
                bringing.refs[Ref(name, ident)] = known[identity(said)]
                del listing.things[name][ident]


def _own(bringing: Bringing, kind: Kind, listing: Listing) -> dict[str, str]:
    keys = [kind.key(bringing.dataset, ident) for ident in listing.things.get(kind.name, {})]
    found = kind.model.objects.filter(source_key__in=keys)
    return dict(found.values_list("source_key", "name"))


def _others(kind: Kind, own: dict[str, str]):  # type: ignore[no-untyped-def]
    own_or_none = kind.model.objects.filter(source_key__in=list(own)).values("pk")
    return kind.model.objects.exclude(pk__in=own_or_none).order_by("-pk")
