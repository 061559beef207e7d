"""What one finds by a few words: things by kind, then views, pages and actions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from insights.dashboards.links import Links, address
from insights.dashboards.places import places
from insights.dashboards.saved_views import address_of
from insights.queries.saved_views import views_of
from insights.queries.search import Hit, Kind, found
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.folding import words_of
from pmo_portal.lib.identifiers import readable
from products.queries.known import AsKnown
from products.queries.products import own_products, products_by_id

WHILE_TYPING, ON_A_PAGE = 5, 25
PLACES, LONGEST = 6, 120
ICONS = {
    Kind.PRODUCT: "package",
    Kind.OBJECTIVE: "goal",
    Kind.OUTCOME: "target",
    Kind.INITIATIVE: "flag",
    Kind.PORTFOLIO: "layout-grid",
    Kind.TEAM: "users-round",
    Kind.PERSON: "user",
    Kind.ASK: "life-buoy",
    Kind.DECISION: "gavel",
    Kind.REPORT: "file-text",
}
LISTS = {
    Kind.PRODUCT: "insights:product_list",
    Kind.OBJECTIVE: "insights:objective_list",
    Kind.OUTCOME: "insights:outcome_list",
    Kind.INITIATIVE: "insights:initiative_list",
}


@dataclass(frozen=True)
class Result:
    """One thing to jump to."""

    label: str
    note: str
    url: str
    icon: str


@dataclass(frozen=True)
class Group:
    """The results of one kind: how many there are, and a list that holds them all, if any."""

    name: str
    results: list[Result]
    total: int
    list_url: str = ""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.results)


@dataclass(frozen=True)
class SearchPage:
    """Everything the search shows."""

    query: str
    is_asked: bool
    groups: list[Group]
    as_of: AsOf

    @property
    def total(self) -> int:
        """How many results there are, shown or not."""
        return sum(group.total for group in self.groups)


def search_page(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, is_typing: bool
) -> SearchPage:
    """Return what the words in `q` find; without any, what one would most likely do next.

    The number of queries does not grow.
    """
    query = parameters.get("q", "").replace("\x00", "").strip()[:LONGEST]
    words, links = words_of(query), Links.of(parameters)
    most = WHILE_TYPING if is_typing else ON_A_PAGE
    hits = found(words, known=known, now=not as_of.is_past, most=most)
    groups = [*_things(hits, query, links, known), *_views(words, known)]
    groups += _places(words, as_of, known, links)
    return SearchPage(query, bool(words), groups, as_of)


def _things(hits: Sequence[Hit], query: str, links: Links, known: AsKnown) -> Iterable[Group]:
    products = products_by_id((hit.product_id for hit in hits), known=known)
    names, days = _names(), {k: v for k, v in links.kept.items() if k in {"on", "vs"}}
    for kind, held in groupby(hits, key=lambda hit: hit.kind):
        of = list(held)
        listed = LISTS.get(kind)
        yield Group(
            name=names[kind],
            results=[
                Result(
                    Truncator(hit.name).chars(LONGEST),
                    _note(hit, products.get(hit.product_id or 0)),
                    _url(hit, links, products),
                    ICONS[kind],
                )
                for hit in of
            ],
            total=of[0].total,
            list_url=f"{address(listed)}?{urlencode({'q': query, **days})}" if listed else "",
        )


def _names() -> dict[Kind, str]:
    return {
        Kind.PRODUCT: _("Products"),
        Kind.OBJECTIVE: _("Objectives"),
        Kind.OUTCOME: _("Outcomes"),
        Kind.INITIATIVE: _("Initiatives"),
        Kind.PORTFOLIO: _("Portfolios"),
        Kind.TEAM: _("Teams"),
        Kind.PERSON: _("People and their teams"),
        Kind.ASK: _("Help wanted"),
        Kind.DECISION: _("Decisions"),
        Kind.REPORT: _("Weekly reports"),
    }


def _note(hit: Hit, product: Any) -> str:
    if hit.kind is Kind.PERSON:
        return hit.about
    if hit.kind is Kind.PRODUCT:
        return ""
    if hit.kind is Kind.REPORT:
        return hit.key
    return hit.code or (str(product) if product else "")


def _url(hit: Hit, links: Links, products: Mapping[int, Any]) -> str:
    if hit.kind is Kind.PORTFOLIO:
        return links.to("insights:dashboard", portfolio=hit.key)
    if hit.kind is Kind.DECISION:
        return _of_decision(hit, links, products)
    if hit.kind is Kind.REPORT:
        kind, _slash, slug = hit.about.partition("/")
        return (
            address("insights:report_of", args=(kind, slug, hit.key))
            if slug
            else address("insights:report", args=(hit.key,))
        )
    view, part = {
        Kind.PRODUCT: ("products:product_detail", hit.key),
        Kind.OBJECTIVE: ("portfolio:objective_detail", hit.key),
        Kind.OUTCOME: ("products:outcome_detail", readable(hit.key, hit.name)),
        Kind.INITIATIVE: ("products:initiative_detail", readable(hit.key, hit.name)),
        Kind.TEAM: ("portfolio:team_detail", hit.key),
        Kind.PERSON: ("portfolio:team_detail", hit.key),
        Kind.ASK: ("products:ask_detail", hit.key),
    }[hit.kind]
    return links.to_thing(view, part)


def _of_decision(hit: Hit, links: Links, products: Mapping[int, Any]) -> str:
    """Return where a decision stands: with the ask it answers, its objective or its product."""
    what, _slash, key = hit.about.partition("/")
    if what == "ask":
        return links.to_thing("products:ask_detail", key)
    if what == "objective":
        return links.to_thing("portfolio:objective_detail", key)
    product = products.get(hit.product_id or 0)
    if product is None:
        return links.to("insights:dashboard")
    return links.to_thing("products:product_detail", product.slug)


def _views(words: Sequence[str], known: AsKnown) -> Iterable[Group]:
    held = [
        Result(view.name, str(view.get_page_display()), address_of(view), "bookmark")
        for view in views_of(known.user)
        if words and all(word in " ".join(words_of(view.name)) for word in words)
    ]
    if held:
        yield Group(_("Saved views"), held[:PLACES], len(held))


def _places(words: Sequence[str], as_of: AsOf, known: AsKnown, links: Links) -> list[Group]:
    own, days = own_products(known.user), links.days if as_of.is_past else ""
    held = [
        Result(place.label, "", place.url + days, place.icon)
        for place in places(known.user, own, is_past=as_of.is_past)
        if place.holds(words)
    ]
    shown = held[:PLACES] if words else held
    return [Group(_("Pages and actions"), shown, len(held))] if shown else []
