"""Load by team and month, or time by product and month: numbers with a tint from room to full."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.dashboards.links import Links
from insights.dashboards.resources.people import People, summed
from insights.dashboards.resources.question import PRODUCT, Question
from insights.load import STRETCHED, percent, step
from insights.queries.names import Named, Names
from pmo_portal.lib import formats

BEYOND = 999
NOTHING = Decimal()


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
    """The table of the months."""

    title: str
    subtitle: str
    first: str
    months: list[date]
    rows: list[Row]


def load_table(asked: Question, held: People, *, links: Links) -> LoadTable:
    """Return the table by team or by product."""
    if asked.by == PRODUCT:
        return LoadTable(
            _("Time by product and month"),
            _("People in full-time equivalents. The tint is the load of the team that owns it."),
            _("Product"),
            held.months,
            list(_by_product(asked, held, links)),
        )
    return LoadTable(
        _("Load by team and month"),
        _("Time given away in per cent of what the team has. Arrows mark months above 110%."),
        _("Team"),
        held.months,
        list(_by_team(held, links)),
    )


def _by_team(held: People, links: Links) -> Iterable[Row]:
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
    for team in held.teams:
        yield Row(
            team.name,
            links.to_thing("portfolio:team_detail", team.slug),
            _fte(load.capacity.get((team.id, held.months[0]))),
            [
                _load(load.percent(team.id, month), team.name, month, _time_of(team, month, links))
                for month in held.months
            ],
        )


def _by_product(asked: Question, held: People, links: Links) -> Iterable[Row]:
    names = asked.names
    of = summed(held.times, lambda time: (time.product_id, time.month))
    shown = {product_id for product_id, _month in of}
    for portfolio, own in _placed([p for p in names.products.values() if p.id in shown], names):
        if portfolio:
            sums = {m: sum((of.get((p.id, m), NOTHING) for p in own), NOTHING) for m in held.months}
            url = links.to("insights:resources", by=PRODUCT, portfolio=portfolio.slug)
            yield _row(portfolio.name, url, held.months, sums.get, is_group=True)
        for product in own:
            given = {month: fte for (pk, month), fte in of.items() if pk == product.id}
            yield _row_of(product, given, held, links)


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


def _placed(products: list[Named], names: Names) -> Iterable[tuple[Named | None, list[Named]]]:
    """Yield the portfolios that hold any of the products, and last what lies in none in sight."""
    for portfolio in names.portfolios.values():
        if own := [product for product in products if product.portfolio_id == portfolio.id]:
            yield portfolio, own
    if rest := [product for product in products if product.portfolio_id not in names.portfolios]:
        yield None, rest


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
