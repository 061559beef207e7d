"""The list of money: every line of a product, an initiative or a portfolio, as known on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from insights.dashboards.filters import Filter
from insights.dashboards.listing import (
    Column,
    Found,
    Lister,
    Listing,
    Span,
    listing,
    name_of,
    ordered,
)
from insights.dashboards.question import NONE, Askable, Question
from insights.dashboards.resources.money import WHOLE_LIFE
from insights.dashboards.resources.money_period import code, period_asked, said_period
from insights.dashboards.sentence import sentence
from insights.money import in_period, periods, running, whole_life
from insights.queries.names import Named, below
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.vocabulary import WorkKind
from portfolio.queries.organisations import the_organisation
from products.permissions import can_place_products
from products.queries.known import AsKnown
from products.queries.money import MoneyLine, money_lines, money_unseen

SORTS = ("name", "objective", "kind", "period", "planned", "actual", "forecast")
ALL = "all"


class MoneyKind(TextChoices):
    """What money is for, those that say nothing of it among them."""

    RUN = WorkKind.RUN.value, WorkKind.RUN.label
    GROW = WorkKind.GROW.value, WorkKind.GROW.label
    TRANSFORM = WorkKind.TRANSFORM.value, WorkKind.TRANSFORM.label
    NOT_SAID = NONE, lazy("Kind not said")


@dataclass(frozen=True)
class FundingRow:
    """A line of money; without a product it is a portfolio's unassigned money."""

    line: MoneyLine
    product: Named | None
    portfolio: Named | None
    objective: Named | None
    can_change: bool

    @property
    def name(self) -> str:
        """Whose money it is."""
        if self.product:
            return self.product.name
        portfolio = self.portfolio.name if self.portfolio else ""
        return _("%(portfolio)s, not yet given to a product") % {"portfolio": portfolio}

    @property
    def kind(self) -> str:
        """What the money is for, in words."""
        return str(WorkKind(self.line.kind).label) if self.line.kind else ""

    @property
    def period(self) -> str:
        """The period in words."""
        if self.line.period_start is None or self.line.period_end is None:
            return _("whole life")
        return said_period((self.line.period_start, self.line.period_end))


def funding_listing(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of money asked for, or the whole list. Raises BadQuestion.

    Without `period` it holds the periods that run; `whole-life` asks for costs without one.
    """
    reader = _Reader()
    shown = listing(
        replace(FUNDING, read=reader), parameters, as_of=as_of, known=known, whole=whole
    )
    things = f"{_counted(shown.total)}{_total(reader.rows)}"
    return replace(
        shown,
        sentence=sentence(things, shown.question),
        filters=[*shown.filters, _period_filter(shown.question, reader.lines)],
    )


class _Reader:
    """Reads the rows, and remembers all lines and what all rows come to."""

    lines: list[MoneyLine]
    rows: list[FundingRow]

    def __call__(self, asked: Question, part: Span) -> Found:
        self.lines = money_lines(known=asked.known)
        rows = _rows(asked, _of_period(asked, self.lines))
        rows = [row for row in rows if _is_asked_for(row, asked)]
        self.rows = ordered(rows, asked, KEYS, "name")
        last = None if part.limit is None else part.offset + part.limit
        return Found(self.rows[part.offset : last], len(rows))


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s line of money", "%(count)s lines of money", total or 0) % count


def _of_period(asked: Question, lines: list[MoneyLine]) -> list[MoneyLine]:
    text = asked.parameters.get("period", "")
    if text == WHOLE_LIFE:
        return whole_life(lines)
    if text == ALL:
        return lines
    chosen = period_asked(asked.parameters, lines)
    return in_period(lines, chosen) if chosen else running(lines, on=asked.as_of.on)


def _rows(asked: Question, lines: list[MoneyLine]) -> list[FundingRow]:
    names, user = asked.names, asked.known.user
    rows = []
    for line in lines:
        product = names.products.get(line.product_id or 0)
        if line.product_id and product is None:
            continue
        lies_in = product.portfolio_id if product else line.portfolio_id
        portfolio = names.portfolios.get(lies_in or 0)
        is_own = product is not None and product.team_id in user.team_ids
        objective = names.objectives.get(line.objective_id or 0)
        can_change = not asked.as_of.is_past and (is_own or can_place_products(user))
        rows.append(FundingRow(line, product, portfolio, objective, can_change))
    return rows


def _is_asked_for(row: FundingRow, asked: Question) -> bool:
    scope, names = asked.scope, asked.names
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    team_id = row.product.team_id if row.product else None
    product_id = row.product.id if row.product else None
    return (
        scope.is_of(product_id=product_id, team_id=team_id)
        and (branch is None or (row.portfolio is not None and row.portfolio.id in branch))
        and asked.wants_objective(row.line.objective_id)
        and (not asked.kinds or (row.line.kind or NONE) in asked.kinds)
        and asked.holds_words(row.name, row.objective.name if row.objective else "")
    )


def _total(rows: list[FundingRow]) -> str:
    """Return what the lines come to, when they are all of one period or all of a whole life."""
    if len({(row.line.period_start, row.line.period_end) for row in rows}) != 1:
        return ""
    organisation = the_organisation()
    currency = organisation.currency if organisation else "GBP"
    amounts = {
        _("planned"): sum((row.line.planned or Decimal() for row in rows), Decimal()),
        _("spent"): sum((row.line.actual or Decimal() for row in rows), Decimal()),
        _("expected"): sum((row.line.forecast or Decimal() for row in rows), Decimal()),
    }
    said = [f"{formats.money(of, currency)} {word}" for word, of in amounts.items() if of]
    return f" ({', '.join(said)})" if said else ""


def _period_filter(asked: Question, lines: list[MoneyLine]) -> Filter:
    known = [(code(period), said_period(period)) for period in periods(lines)]
    if whole_life(lines):
        known.append((WHOLE_LIFE, _("whole life")))
    known.append((ALL, _("all periods and whole life")))
    return Filter("period", _("Period"), known, asked.parameters.get("period", ""))


KEYS: dict[str, Callable[[FundingRow], Any]] = {
    "name": lambda row: (row.name.casefold(), row.line.id),
    "objective": lambda row: row.objective and (row.objective.code, row.objective.name),
    "kind": lambda row: row.kind or None,
    "period": lambda row: row.line.period_start,
    "planned": lambda row: row.line.planned,
    "actual": lambda row: row.line.actual,
    "forecast": lambda row: row.line.forecast,
}
CELLS: dict[str, Callable[[FundingRow], Any]] = {
    "id": lambda row: row.line.public_id,
    "product": lambda row: name_of(row.product),
    "portfolio": lambda row: name_of(row.portfolio),
    "objective_code": lambda row: row.objective.code if row.objective else "",
    "objective": lambda row: name_of(row.objective),
    "kind": lambda row: row.line.kind,
    "period_start": lambda row: row.line.period_start,
    "period_end": lambda row: row.line.period_end,
    "planned": lambda row: row.line.planned,
    "actual": lambda row: row.line.actual,
    "forecast": lambda row: row.line.forecast,
}
FUNDING = Lister(
    name="money",
    title=lazy("Money"),
    row="insights/rows/funding.html",
    askable=Askable(sorts=SORTS, kinds=MoneyKind, knows_untied=True),
    counted=_counted,
    read=_Reader(),
    cells=CELLS,
    unseen=lambda asked: money_unseen(user=asked.known.user),
    empty=(
        lazy("No money is entered yet"),
        lazy("Teams enter what their products cost; imports bring it along. It appears here."),
        "coins",
    ),
    columns=(
        Column(lazy("Of"), "name"),
        Column(lazy("Objective"), "objective"),
        Column(lazy("Kind"), "kind"),
        Column(lazy("Period"), "period"),
        Column(lazy("Planned"), "planned", is_number=True),
        Column(lazy("Actual"), "actual", is_number=True),
        Column(lazy("Forecast"), "forecast", is_number=True),
    ),
)
