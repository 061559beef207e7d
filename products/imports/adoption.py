"""Teams and portfolios that exist already under the same name are used, not made again."""

from products.imports import kinds
from products.imports.bringing import Bringing
from products.imports.kinds import Kind
from products.imports.listing import Listing, Ref, identity

NAMED = ("portfolios", "teams", "products")
ADOPTED = ("portfolios", "teams")


def adopt(bringing: Bringing, listing: Listing, *, keeps_portfolio: bool) -> None:
    """Find the teams and portfolios the listing names among those of the organisation.

    What the dataset has named before keeps its spelling, and its portfolio keeps its name
    unless a person has just chosen one.
    """
    for name in NAMED:
        kind = kinds.BY_NAME[name]
        own = _own(bringing, kind, listing)
        known = {identity(found.name): found.pk for found in _others(kind, own)}
        for ident, days in list(listing.things.get(name, {}).items()):
            key = kind.key(bringing.dataset, ident)
            said = identity(next(iter(days.values()))["name"])
            if key in own and (name != "portfolios" or keeps_portfolio):
                for values in days.values():
                    values["name"] = own[key]
            elif name in ADOPTED and key not in own and said in known:
                bringing.refs[Ref(name, ident)] = known[said]
                del listing.things[name][ident]


def _own(bringing: Bringing, kind: Kind, listing: Listing) -> dict[str, str]:
    keys = [kind.key(bringing.dataset, ident) for ident in listing.things.get(kind.name, {})]
    found = kind.model.objects.filter(source_key__in=keys)
    return dict(found.values_list("source_key", "name"))


def _others(kind: Kind, own: dict[str, str]):  # type: ignore[no-untyped-def]
    return kind.model.objects.exclude(source_key__in=list(own)).order_by("-pk")
