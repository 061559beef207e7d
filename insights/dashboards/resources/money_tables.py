"""Tables of money: by objective beside what was meant, by kind, by period and by product."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.ended import ENDED, ended
from insights.dashboards.links import Links
from insights.dashboards.question import NONE
from insights.dashboards.resources.money_period import code, said_period
from insights.money import Amounts, Period, basis, grouped, in_period, periods
from insights.queries.names import Named, Names, below
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import WorkKind
from products.queries.money import MoneyLine

APART, STANDS_OUT = Decimal(5), Decimal("0.15")
MOST_PERIODS = MOST_ROWS = 12
MOST_OBJECTIVES = 30


@dataclass(frozen=True)
class MoneyRow:
    """One line of a table of money. Shares and their difference are parts of one."""

    name: str
    url: str
    amounts: Amounts
    code: str = ""
    share: Decimal | None = None
    meant: Decimal | None = None
    bar: Svg | None = None
    period: Period | None = None
    is_shown: bool = False

    @property
    def code_of_period(self) -> str:
        """The period of the row as a URL names it."""
        return code(self.period) if self.period else ""

    @property
    def apart(self) -> Decimal | None:
        """How much more of the money goes here than was meant to."""
        return None if self.share is None or self.meant is None else self.share - self.meant


@dataclass(frozen=True)
class MoneyTable:
    """Rows of money under their finding."""

    title: str
    subtitle: str
    first: str
    rows: list[MoneyRow]
    total: Amounts | None = None
    has_meant: bool = False
    left_out: int = 0


def by_objective(
    lines: list[MoneyLine],
    names: Names,
    meant: Mapping[int, Decimal],
    *,
    links: Links,
) -> MoneyTable:
    """Return each objective's share with all below it, beside the share that was meant."""
    objectives = names.objectives
    of = basis(lines)
    total = _sum(lines, of)
    rows = []
    for objective in objectives.values():
        branch = below(objectives, objective.id)
        own = [line for line in lines if line.objective_id in branch]
        if (own and objective.parent_id not in objectives) or objective.id in meant:
            url = links.to("insights:funding_list", objective=objective.slug)
            row = _row(objective.name, own, of=of, total=total, url=url)
            rows.append(replace(row, code=objective.code, meant=meant.get(objective.id)))
    shown = _largest_in_order(rows)
    left_out = len(rows) - len(shown)
    for name, slug, own in _unlisted(lines, names):
        url = links.to("insights:funding_list", objective=slug)
        shown.append(_row(name, own, of=of, total=total, url=url))
    return MoneyTable(
        _apart(rows) if meant else _("Money by objective"),
        _shares_of(of, has_meant=bool(meant)),
        _("Objective"),
        _drawn(shown),
        Amounts.of(lines),
        bool(meant),
        left_out,
    )


def _largest_in_order(rows: list[MoneyRow]) -> list[MoneyRow]:
    """Return the rows with most of the money, or meant to have it, in the order of all."""
    size = {row.url: max(row.share or Decimal(), row.meant or Decimal()) for row in rows}
    largest = sorted(size, key=lambda url: -size[url])[:MOST_OBJECTIVES]
    return [row for row in rows if row.url in largest]


def _unlisted(lines: list[MoneyLine], names: Names) -> Iterable[tuple[str, str, list[MoneyLine]]]:
    """Yield what is left beside the objectives listed: by name, by how lists ask for it."""
    listed = {None, *names.objectives}
    if past := [line for line in lines if line.objective_id not in listed]:
        yield ended(names).name, ENDED, past
    if none := [line for line in lines if line.objective_id is None]:
        yield _("No objective yet"), NONE, none


def by_kind(lines: list[MoneyLine], *, links: Links) -> MoneyTable:
    """Return what the money is for, as far as anybody said."""
    of = basis(lines)
    total = _sum(lines, of)
    by = grouped(lines, lambda line: line.kind)
    rows = [
        _row(
            str(WorkKind(kind).label) if kind else _("Kind not said"),
            by[kind],
            of=of,
            total=total,
            url=links.to("insights:funding_list", kind=kind or NONE),
        )
        for kind in (*WorkKind.values, "")
        if kind in by
    ]
    largest = max(rows, key=lambda row: row.share or Decimal())
    title = _("%(share)s of the money goes to: %(kind)s") % {
        "share": formats.percent(largest.share),
        "kind": largest.name.lower(),
    }
    title = title if total and len(rows) > 1 else _("Money by kind of work")
    return MoneyTable(
        title, _shares_of(of, has_meant=False), _("Kind"), _drawn(rows), Amounts.of(lines)
    )


def by_period(lines: list[MoneyLine], shown: set[Period], *, links: Links) -> MoneyTable:
    """Return each period by itself; `shown` are those the other tables are of."""
    rows = [
        MoneyRow(
            said_period(period),
            links.to("insights:funding_list", period=code(period)),
            Amounts.of(in_period(lines, period)),
            period=period,
            is_shown=period in shown,
        )
        for period in periods(lines)[:MOST_PERIODS]
    ]
    return MoneyTable(
        _("Money by period"), _("Each period by itself; they are not added up."), _("Period"), rows
    )


def by_product(
    lines: list[MoneyLine], products: Mapping[int, Named], *, links: Links
) -> MoneyTable:
    """Return the products with most of the money."""
    of = basis(lines)
    total = _sum(lines, of)
    by = grouped((li for li in lines if li.product_id), lambda line: line.product_id or 0)
    largest = sorted(by, key=lambda pk: -_sum(by[pk], of))
    rows = [
        _row(
            products[pk].name,
            by[pk],
            of=of,
            total=total,
            url=links.to("insights:funding_list", product=products[pk].slug),
        )
        for pk in largest[:MOST_ROWS]
    ]
    return MoneyTable(
        _largest(rows[0]),
        _shares_of(of, has_meant=False),
        _("Product"),
        _drawn(rows),
        left_out=len(by) - len(rows),
    )


def _largest(row: MoneyRow) -> str:
    """Return the product with a good part of the money; a plain label when none stands out."""
    if row.share is None or row.share < STANDS_OUT:
        return _("Money by product")
    return _("%(product)s gets %(share)s of it") % {
        "product": row.name,
        "share": formats.percent(row.share),
    }


def _row(name: str, lines: list[MoneyLine], *, of: str, total: Decimal, url: str) -> MoneyRow:
    share = _sum(lines, of) / total if total else None
    return MoneyRow(name, url, Amounts.of(lines), share=share)


def _drawn(rows: list[MoneyRow]) -> list[MoneyRow]:
    """Draw the shares on one scale, with a tick where each was meant to be."""
    longest = max((value for row in rows for value in (row.share, row.meant) if value), default=1)

    def scaled(value: Decimal | None) -> float | None:
        return None if value is None else float(value / longest)

    return [replace(row, bar=bars.bar(scaled(row.share), tick=scaled(row.meant))) for row in rows]


def _apart(rows: list[MoneyRow]) -> str:
    """Return the objective furthest from what was meant; a plain sentence when all are close."""
    told = [row for row in rows if row.apart is not None]
    furthest = max(told, key=lambda row: abs(row.apart or Decimal()), default=None)
    if furthest is None or furthest.apart is None or abs(furthest.apart) * 100 < APART:
        return _("Money goes where it was meant to, within 5 points")
    words = (
        _("“%(name)s” gets %(points)s points more of the money than was meant")
        if furthest.apart > 0
        else _("“%(name)s” gets %(points)s points less of the money than was meant")
    )
    return words % {
        "name": furthest.name,
        "points": formats.number(abs(furthest.apart * 100), 0),
    }


def _shares_of(of: str, *, has_meant: bool) -> str:
    said = {
        "planned": _("Shares of the money planned."),
        "forecast": _("Shares of the money expected; nothing is planned."),
        "actual": _("Shares of the money spent; nothing is planned or expected."),
    }[of]
    return (
        f"{said} {_('The tick is what was meant; a difference is news, not a fault.')}"
        if has_meant
        else said
    )


def _sum(lines: Iterable[MoneyLine], of: str) -> Decimal:
    return sum((getattr(line, of) or Decimal() for line in lines), Decimal())
