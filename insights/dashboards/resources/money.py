"""Money planned, spent and expected: by objective, by kind and by period, beside what was meant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import bars
from insights.charts.svg import Svg
from insights.dashboards.links import Links
from insights.dashboards.question import NONE
from insights.dashboards.resources.question import Question
from insights.money import Amounts, Period, basis, grouped, in_period, periods, running, whole_life
from insights.queries.names import below
from insights.queries.shares import intended_shares
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import WorkKind
from products.queries.money import MoneyLine, money_lines, money_unseen

APART = Decimal(5)
MOST_PERIODS = 12


@dataclass(frozen=True)
class MoneyRow:
    """One line of a table of money. Shares and their difference are parts of one."""

    name: str
    code: str
    url: str
    amounts: Amounts
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


@dataclass(frozen=True)
class MoneyPanels:
    """All that the page says of money. `whole_life` is never added to the amounts of a period."""

    is_known: bool
    period: str
    by_objective: MoneyTable | None
    by_kind: MoneyTable | None
    by_period: MoneyTable | None
    whole_life: Decimal | None
    whole_life_lines: int
    whole_life_url: str
    coverage: str
    unseen_lines: int
    more_periods: int


def money(asked: Question, *, links: Links) -> MoneyPanels:
    """Return the money within the scope. Raises BadQuestion for a period nobody named."""
    lines = lines_asked_for(asked)
    chosen = period_asked(asked.parameters, lines)
    shown = in_period(lines, chosen) if chosen else running(lines, on=asked.as_of.on)
    cost = whole_life(lines)
    by = grouped(shown, lambda line: (line.period_start, line.period_end))
    said = said_period(next(iter(by))) if len(by) == 1 else ""
    links = links if not chosen else Links({**links.kept, "period": code(chosen)})
    return MoneyPanels(
        is_known=bool(lines),
        period=said,
        by_objective=_by_objective(asked, shown, links) if shown else None,
        by_kind=_by_kind(shown, links) if shown else None,
        by_period=_by_period(lines, set(by), links) if periods(lines) else None,
        whole_life=sum((line.cost for line in cost), Decimal()) if cost else None,
        whole_life_lines=len(cost),
        whole_life_url=links.to("insights:funding_list", period="whole-life"),
        coverage=_coverage(asked, shown),
        unseen_lines=money_unseen(user=asked.known.user) if asked.scope == Scope() else 0,
        more_periods=max(len(periods(lines)) - MOST_PERIODS, 0),
    )


def lines_asked_for(asked: Question) -> list[MoneyLine]:
    """Return the lines within the scope; unassigned money where nothing narrows to products."""
    scope, names = asked.scope, asked.names
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None

    def is_asked_for(line: MoneyLine) -> bool:
        if asked.objectives is not None and line.objective_id not in asked.objectives:
            return False
        if line.product_id is None:
            narrowed = scope.product_id or scope.team_id
            return not narrowed and (branch is None or line.portfolio_id in branch)
        product = names.products.get(line.product_id)
        return (
            product is not None
            and product.id in asked.products
            and scope.team_id in (None, product.team_id)
        )

    return [line for line in money_lines(known=asked.known) if is_asked_for(line)]


def code(period: Period) -> str:
    """Return a period as a URL names it."""
    return f"{period[0]}..{period[1]}"


def said_period(period: Period) -> str:
    """Return a period in words: 1 Oct 2026 to 31 Dec 2026."""
    return _("%(first)s to %(last)s") % {
        "first": formats.month(period[0]),
        "last": formats.month(period[1]),
    }


def period_asked(parameters: Mapping[str, str], lines: Iterable[MoneyLine]) -> Period | None:
    """Return the period the URL names; None for those that run. Raises BadQuestion."""
    text = parameters.get("period", "")
    if not text:
        return None
    known = {code(period): period for period in periods(lines)}
    if text not in known:
        raise BadQuestion(
            _("Nobody planned money for a period “%(text)s” here.") % {"text": text[:40]},
            _("Periods known: %(known)s.") % {"known": ", ".join(list(known)[:4])}
            if known
            else _("Leave the period out."),
        )
    return known[text]


def _by_objective(asked: Question, lines: list[MoneyLine], links: Links) -> MoneyTable:
    objectives = asked.names.objectives
    meant = intended_shares(known=asked.known)
    of = basis(lines)
    total = _sum(lines, of)
    rows = []
    for objective in objectives.values():
        branch = below(objectives, objective.id)
        own = [line for line in lines if line.objective_id in branch]
        is_top = objective.parent_id not in objectives
        if (own and is_top) or objective.id in meant:
            rows.append(
                _row(
                    objective.name,
                    own,
                    of=of,
                    total=total,
                    code=objective.code,
                    meant=meant.get(objective.id),
                    url=links.to("insights:funding_list", objective=objective.slug),
                )
            )
    if none := [line for line in lines if line.objective_id not in objectives]:
        url = links.to("insights:funding_list", objective=NONE)
        rows.append(_row(_("No objective yet"), none, of=of, total=total, url=url))
    rows = _drawn(rows)
    return MoneyTable(
        _apart(rows) if meant else _("Money by objective"),
        _shares_of(of, has_meant=bool(meant)),
        _("Objective"),
        rows,
        Amounts.of(lines),
        bool(meant),
    )


def _by_kind(lines: list[MoneyLine], links: Links) -> MoneyTable:
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


def _by_period(lines: list[MoneyLine], shown: set[Period], links: Links) -> MoneyTable:
    rows = [
        MoneyRow(
            said_period(period),
            "",
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


def _row(
    name: str,
    lines: list[MoneyLine],
    *,
    of: str,
    total: Decimal,
    url: str,
    code: str = "",
    meant: Decimal | None = None,
) -> MoneyRow:
    share = _sum(lines, of) / total if total else None
    return MoneyRow(name, code, url, Amounts.of(lines), share, meant)


def _drawn(rows: list[MoneyRow]) -> list[MoneyRow]:
    """Draw the shares on one scale, with a tick where each was meant to be."""
    longest = max((value for row in rows for value in (row.share, row.meant) if value), default=1)
    return [
        MoneyRow(
            row.name,
            row.code,
            row.url,
            row.amounts,
            row.share,
            row.meant,
            bars.bar(
                None if row.share is None else float(row.share / longest),
                tick=None if row.meant is None else float(row.meant / longest),
            ),
        )
        for row in rows
    ]


def _apart(rows: list[MoneyRow]) -> str:
    """Return the objective furthest from what was meant; a plain sentence when all are close."""
    told = [row for row in rows if row.apart is not None]
    furthest = max(told, key=lambda row: abs(row.apart or 0), default=None)
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


def _coverage(asked: Question, lines: list[MoneyLine]) -> str:
    with_money = {line.product_id for line in lines if line.product_id}
    products = [
        product
        for product in asked.names.products.values()
        if product.id in asked.products and asked.scope.team_id in (None, product.team_id)
    ]
    return ngettext(
        "Money is known of %(share)s product.",
        "Money is known of %(share)s products.",
        len(products),
    ) % {"share": formats.share(len(with_money), len(products))}


def _sum(lines: Iterable[MoneyLine], of: str) -> Decimal:
    return sum((getattr(line, of) or Decimal() for line in lines), Decimal())
