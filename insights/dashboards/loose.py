"""Loose threads by side, what each looks like, and what may be done about it: always an offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from insights.dashboards.headline import compare_day
from insights.dashboards.links import Links, address
from insights.queries.loose_threads import Loose, Side
from insights.queries.names import Named, Names
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.identifiers import readable
from products.permissions import can_offer

if TYPE_CHECKING:
    from portfolio.models import User

SHOWN = 3
LONG_ENOUGH = 5
VIEWS = {
    Side.OUTCOMES: "products:outcome_detail",
    Side.UNSERVED: "products:outcome_detail",
    Side.INITIATIVES: "products:initiative_detail",
}


@dataclass(frozen=True)
class Offer:
    """What may be done about a loose thread: a verb, and where it leads."""

    label: str
    url: str


@dataclass(frozen=True)
class LooseItem:
    """One loose thread: what, whose, which objective it looks like, and what is offered."""

    name: str
    url: str
    place: str
    looks_like: str
    offer: Offer | None


@dataclass(frozen=True)
class LooseSide:
    """One side: its title in words, how many, and the first of them."""

    side: Side
    title: str
    total: int
    items: list[LooseItem]
    url: str


def titles() -> dict[Side, str]:
    """Return what each side is called, in the order of display."""
    return {
        Side.INITIATIVES: _("Initiatives without an outcome"),
        Side.UNSERVED: _("Outcomes without an initiative"),
        Side.OUTCOMES: _("Outcomes without an objective"),
        Side.OBJECTIVES: _("Objectives without an outcome"),
        Side.PRODUCTS: _("Products without an objective"),
    }


def sides(found: Sequence[Loose], *, links: Links, offers: "Offers") -> list[LooseSide]:
    """Return the sides that have any loose thread, each with the first of them."""
    made = []
    for side, title in titles().items():
        items = [one for one in found if one.side is side]
        if items:
            url = links.to("insights:thread", view="loose", side=side.value)
            made.append(LooseSide(side, title, items[0].total, offers.items(items), url))
    return made


class Offers:
    """What one person is offered about loose threads. Nothing is, on a past day."""

    def __init__(self, names: Names, links: Links, *, user: "User", is_past: bool) -> None:
        self.names, self.links, self.is_past = names, links, is_past
        self.own = {p.id for p in names.products.values() if p.team_id in user.team_ids}
        self.can_offer = can_offer(user)

    def items(self, found: Sequence[Loose]) -> list[LooseItem]:
        """Return the loose threads in words."""
        return [
            LooseItem(
                name=one.name,
                url=self._url(one),
                place=self._place(one),
                looks_like=self.looks_like(one),
                offer=self.about(one),
            )
            for one in found
        ]

    def about(self, one: Loose) -> Offer | None:
        """Return the offer: to those whose it is their own form, to others a word to the team."""
        if self.is_past:
            return None
        product = self.names.products.get(one.product_id or 0)
        if product is None:
            return self._for_objective(one)
        if product.id not in self.own:
            about = "" if one.side is Side.PRODUCTS else one.public_id
            return self.suggestion(product, about)
        return {
            Side.OUTCOMES: lambda: Offer(_("Tie it to an objective"), self._edit(one)),
            Side.INITIATIVES: lambda: Offer(_("Tie it to an outcome"), self._edit(one)),
            Side.UNSERVED: lambda: self.new_work(product),
            Side.PRODUCTS: lambda: self._new_outcome(product),
        }[one.side]()

    def about_unserved(self, product: Named | None, public_id: str) -> Offer | None:
        """Return the offer about an outcome of the product that no initiative serves."""
        if self.is_past or product is None:
            return None
        is_own = product.id in self.own
        return self.new_work(product) if is_own else self.suggestion(product, public_id)

    def new_work(self, product: Named) -> Offer:
        """Return the offer to start an initiative of one's own product."""
        url = address("products:initiative_start", args=(product.slug,))
        return Offer(_("Start an initiative"), url)

    def suggestion(self, product: Named, about: str) -> Offer:
        """Return the offer to suggest a tie to the team of the product."""
        url = address("products:tie_suggest", args=(product.slug,))
        return Offer(_("Suggest a tie"), f"{url}?about={about}" if about else url)

    def _for_objective(self, one: Loose) -> Offer | None:
        """Return the offer to whoever has a product to name an outcome, to the office to ask one."""
        own = next((p for p in self.names.products.values() if p.id in self.own), None)
        if own:
            return self._new_outcome(own)
        if not self.can_offer:
            return None
        about = urlencode({"about": self._url(one)})
        return Offer(_("Offer it to a team"), f"{address('products:offer_start')}?{about}")

    def _new_outcome(self, product: Named) -> Offer:
        return Offer(_("Name an outcome"), address("products:outcome_define", args=(product.slug,)))

    def _edit(self, one: Loose) -> str:
        is_work = one.side is Side.INITIATIVES
        view = "products:initiative_edit" if is_work else "products:outcome_edit"
        return address(view, args=(readable(one.public_id, one.name),))

    def _url(self, one: Loose) -> str:
        if one.side is Side.OBJECTIVES:
            slug = self.names.objectives[one.id].slug
            return self.links.to_thing("portfolio:objective_detail", slug)
        if one.side is Side.PRODUCTS:
            return self.links.to_thing("products:product_detail", one.public_id)
        return self.links.to_thing(VIEWS[one.side], readable(one.public_id, one.name))

    def _place(self, one: Loose) -> str:
        product = self.names.products.get(one.product_id or 0)
        objective = self.names.objectives.get(one.objective_id or 0)
        team = self.names.teams.get(product.team_id or 0) if product else None
        parts = [
            product.name if product and one.side is not Side.PRODUCTS else "",
            team.name if team and one.side is Side.PRODUCTS else "",
            objective.code if objective else "",
        ]
        return ", ".join(part for part in parts if part)

    def looks_like(self, one: Loose) -> str:
        """Return the objective that shares the most words with it; nothing if none does."""
        if one.side not in {Side.OUTCOMES, Side.PRODUCTS}:
            return ""
        words = _words(one.name)
        shared = [(len(words & _words(o.name)), o) for o in self.names.objectives.values()]
        most, likest = max(shared, key=lambda pair: pair[0], default=(0, None))
        return f"{likest.code} {likest.name}".strip() if most and likest else ""


def _words(text: str) -> set[str]:
    """Return the words long enough to tell something, each cut to how it begins."""
    return {word[:6] for word in text.casefold().split() if len(word) >= LONG_ENOUGH}


def total_in_words(total: int, before: int, as_of: AsOf) -> str:
    """Return how many there are in all, and how many there were on the compare day."""
    count = {
        "count": formats.number(total),
        "before": formats.number(before),
        "day": compare_day(as_of),
    }
    if total < before:
        return _("%(count)s in all, down from %(before)s on %(day)s") % count
    if total > before:
        return _("%(count)s in all, up from %(before)s on %(day)s") % count
    return _("%(count)s in all, as many as on %(day)s") % count
