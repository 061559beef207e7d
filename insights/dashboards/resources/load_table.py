"""Load by team and month, or time by product and month: numbers with a tint from room to full."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.core.paginator import Page
from django.utils.translation import gettext as _

from insights.dashboards.links import Links
from insights.dashboards.question import holds_words
from insights.dashboards.resources.people import People, summed
from insights.dashboards.resources.question import PRODUCT, Question
from insights.load import STRETCHED, percent, step
from insights.queries.chosen import words_asked
from insights.queries.names import Named, Names
from pmo_portal.lib import formats
from pmo_portal.lib.paging import page_of

BEYOND, FEW = 999, 15
Given = Mapping[tuple[int, date], Decimal]


@dataclass(frozen=True)
class Cell:
    """One month of one row. `step` is its tint, from `u2` (room) to `v3` (stretched)."""

    text: str
    said: str
    step: str = ""
    url: str = ""
    is_stretched: bool = False


@dataclass(frozen=True)
class Row:
    """A team or a product; `people` is what it has to give, or is given, in the first month."""

    name: str
    url: str
    people: str
    cells: list[Cell]
    is_group: bool = False


@dataclass(frozen=True)
class LoadTable:
    """The table of the months: a page of the teams or products that have these words.

    Sums are of all, whatever is shown. `words` are None where there is little to search; then
    and while none are searched for, `found` is empty.
    """

    title: str
    subtitle: str
    first: str
    months: list[date]
    rows: list[Row]
    words: str | None
    found: str
    page: Page


@dataclass(frozen=True)
class _Kind:
    """What stands in the rows, and how some of it is drawn."""

    title: str
    subtitle: str
    first: str
    things: list[Named]
    rows: Callable[[list[Named]], Iterable[Row]]


def load_table(asked: Question, held: People, *, links: Links) -> LoadTable:
    """Return the table by team or by product. Raises BadQuestion for a page it has not got."""
    kind = _of_products(asked, held, links) if asked.by == PRODUCT else _of_teams(held, links)
    words = words_asked(asked.parameters, "q")
    found = [thing for thing in kind.things if holds_words(words, thing.name)]
    page = page_of(found, asked.parameters)
    return LoadTable(
        title=kind.title,
        subtitle=kind.subtitle,
        first=kind.first,
        months=held.months,
        rows=list(kind.rows(list(page.object_list))),
        words=words if words or len(kind.things) > FEW else None,
        found=formats.share(len(found), len(kind.things)) if words else "",
        page=page,
    )


def _of_teams(held: People, links: Links) -> _Kind:
    return _Kind(
        _("Load by team and month"),
        _("Time given away in per cent of what the team has. Arrows mark months above 110%."),
        _("Team"),
        held.teams,
        lambda teams: _by_team(teams, held, links),
    )


def _of_products(asked: Question, held: People, links: Links) -> _Kind:
    names = asked.names
    given = summed(held.times, lambda time: (time.product_id, time.month))
    shown = {product_id for product_id, _month in given}
    products = [product for product in names.products.values() if product.id in shown]
    return _Kind(
        _("Time by product and month"),
        _("People in full-time equivalents. The tint is the load of the team that owns it."),
        _("Product"),
        _by_portfolio(products, names),
        lambda some: _by_product(some, names, given, held, links),
    )


def _by_team(teams: list[Named], held: People, links: Links) -> Iterable[Row]:
    load = held.load
    if len(held.teams) > 1:
        totals = {month: load.total([month], held.team_ids) for month in held.months}
        yield Row(
            _("All with known capacity"),
            "",
            _fte(totals[held.months[0]][1] or None),
            [_load(percent(*totals[m]), _("All teams"), m, "") for m in held.months],
            is_group=True,
        )
    for team in teams:
        yield Row(
            team.name,
            links.to_thing("portfolio:team_detail", team.slug),
            _fte(load.capacity.get((team.id, held.months[0]))),
            [
                _load(load.percent(team.id, month), team.name, month, _time_of(team, month, links))
                for month in held.months
            ],
        )


def _by_portfolio(products: list[Named], names: Names) -> list[Named]:
    """Return products in the order of their portfolios, last what lies in none in sight."""
    places = {portfolio_id: place for place, portfolio_id in enumerate(names.portfolios)}
    return sorted(products, key=lambda one: places.get(one.portfolio_id or 0, len(places)))


def _by_product(
    products: list[Named], names: Names, given: Given, held: People, links: Links
) -> Iterable[Row]:
    """Yield the products, before those of each portfolio what all of it is given."""
    sums: dict[tuple[int | None, date], Decimal] = defaultdict(Decimal)
    for (product_id, month), people in given.items():
        sums[names.products[product_id].portfolio_id, month] += people
    for portfolio_id, own in groupby(products, key=lambda product: product.portfolio_id):
        if portfolio := names.portfolios.get(portfolio_id or 0):
            url = links.to("insights:resources", by=PRODUCT, portfolio=portfolio.slug)
            all_of_it = {month: sums[portfolio_id, month] for month in held.months}
            yield _row(portfolio.name, url, held.months, all_of_it.get, is_group=True)
        for product in own:
            months = {m: fte for m in held.months if (fte := given.get((product.id, m)))}
            yield _row_of(product, months, held, links)


def _row_of(product: Named, given: dict[date, Decimal], held: People, links: Links) -> Row:
    """Return a product's row; each month leads to its lines, in the tint of the team's load."""
    team_id = product.team_id or 0
    url = links.to_thing("products:product_detail", product.slug)
    row = _row(product.name, url, held.months, given.get)
    cells = [
        replace(
            cell,
            step=step(held.load.percent(team_id, month)),
            url=links.to("insights:time_list", product=product.slug, month=f"{month:%Y-%m}")
            if month in given
            else "",
        )
        for month, cell in zip(held.months, row.cells, strict=True)
    ]
    return replace(row, cells=cells)


def _row(
    name: str,
    url: str,
    months: list[date],
    fte: Callable[[date], Decimal | None],
    *,
    is_group: bool = False,
) -> Row:
    cells = [
        Cell(_fte(fte(month)), f"{name}, {formats.month(month)}: {_fte(fte(month))}")
        for month in months
    ]
    return Row(name, url, _fte(fte(months[0])), cells, is_group)


def _load(load: int | None, name: str, month: date, url: str) -> Cell:
    if load is None:
        return Cell("–", _("no figures"))
    text = _("over") if load >= BEYOND else formats.number(load)
    said = _("%(name)s, %(month)s: %(load)s%% of capacity") % {
        "name": name,
        "month": formats.month(month),
        "load": text,
    }
    return Cell(text, said, step(load), url, is_stretched=load > STRETCHED)


def _time_of(team: Named, month: date, links: Links) -> str:
    days = Links({name: links.kept[name] for name in ("on", "vs") if name in links.kept})
    return days.to("insights:time_list", team=team.slug, month=f"{month:%Y-%m}")


def _fte(value: Decimal | None) -> str:
    return "–" if value is None else formats.number(value.quantize(Decimal("0.1")))
