"""All loose threads: the first of every side, or one side page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _

from insights.dashboards import loose
from insights.dashboards.filters import Filter, filters
from insights.dashboards.loose import LooseItem, LooseSide
from insights.dashboards.thread_question import Asked
from insights.queries.figures import hidden_count
from insights.queries.loose_threads import Loose, Side, loose_counts, loose_threads
from pmo_portal.lib.asked import AsOf, known_word
from pmo_portal.lib.export import Sheet
from pmo_portal.lib.paging import PAGE, page_of

MOST_ROWS = 100_000
HEADERS = ["side", "id", "name", "product", "team", "objective", "looks_like"]


@dataclass(frozen=True)
class LooseOverview:
    """The sides that have loose threads, and how many there are beside an earlier day."""

    sides: list[LooseSide]
    total: int
    words: str


@dataclass(frozen=True)
class LoosePage:
    """Everything the page of loose threads shows; `items` are those of one side, if one is asked."""

    as_of: AsOf
    filters: list[Filter]
    overview: LooseOverview
    side: Side | None
    title: str
    items: list[LooseItem]
    page: Page | None
    thread_url: str
    not_visible: int


def overview(asked: Asked) -> LooseOverview:
    """Return the first loose threads of every side, in two queries."""
    ids, known = asked.might_be_empty, asked.known
    found = loose_threads(
        asked.place, known=known, objective_ids=ids, now=asked.now, most=loose.SHOWN
    )
    before = loose_counts(asked.place, known=asked.earlier, objective_ids=ids, now=False)
    sides = loose.sides(found, links=asked.links, offers=asked.offers)
    total = sum(side.total for side in sides)
    words = loose.total_in_words(total, sum(before.values()), asked.as_of)
    return LooseOverview(sides, total, words)


def loose_rows(asked: Asked) -> Sheet:
    """Return all loose threads, of every side or of the one asked for, as rows of a file."""
    rows = loose_threads(
        asked.place,
        known=asked.known,
        objective_ids=asked.might_be_empty,
        now=asked.now,
        side=_side(asked),
        most=MOST_ROWS,
    )
    names, offers = asked.names, asked.offers

    def line(one: Loose) -> Sequence[Any]:
        product = names.products.get(one.product_id or 0)
        team = names.teams.get(product.team_id or 0) if product else None
        objective = names.objectives.get(one.objective_id or 0)
        named = (thing.name if thing else "" for thing in (product, team, objective))
        return (one.side.value, one.public_id, one.name, *named, offers.looks_like(one))

    return Sheet(_("Loose threads"), HEADERS, map(line, rows))


def loose_page(asked: Asked) -> LoosePage:
    """Return the page of loose threads; `side` in the URL shows all of one side.

    Raises BadQuestion for a side or a page that is not there.
    """
    side, found = _side(asked), overview(asked)
    items: list[LooseItem] = []
    page = None
    if side:
        total = next((one.total for one in found.sides if one.side is side), 0)
        page = page_of(range(total), asked.parameters)
        rows = loose_threads(
            asked.place,
            known=asked.known,
            objective_ids=asked.might_be_empty,
            now=asked.now,
            side=side,
            most=PAGE,
            after=(page.number - 1) * PAGE,
        )
        items = asked.offers.items(rows)
    offered = filters(asked.names, asked.place, asked.parameters)
    return LoosePage(
        as_of=asked.as_of,
        filters=[choice for choice in offered if choice.name in {"portfolio", "team"}],
        overview=found,
        side=side,
        title=loose.titles()[side] if side else _("Loose threads"),
        items=items,
        page=page,
        thread_url=asked.links.to("insights:thread"),
        not_visible=hidden_count(asked.place, on=asked.as_of.on, user=asked.known.user),
    )


def _side(asked: Asked) -> Side | None:
    text = asked.parameters.get("side", "")
    return Side(known_word(text, Side, name="side")) if text else None
