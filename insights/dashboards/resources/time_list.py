"""The list of people's time: who gives how much to what, month by month."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

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
from insights.dashboards.question import Askable, Question
from insights.dashboards.resources.question import month, months_asked
from insights.dashboards.resources.words import span
from insights.dashboards.sentence import sentence
from insights.load import Load
from insights.queries.names import Named, below
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.calendar import months_from
from products.queries.known import AsKnown
from products.queries.people import Time, capacity, time_given, time_unseen

SORTS = ("month", "team", "product", "objective", "role", "fte", "load")


@dataclass(frozen=True)
class TimeRow:
    """Time of one team for one product in a month; `load` is the team's, in per cent."""

    time: Time
    team: Named
    product: Named
    objective: Named | None
    load: int | None


def time_listing(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, whole: bool = False
) -> Listing:
    """Return the page of time asked for, or the whole list. Raises BadQuestion."""
    reader = _Reader()
    shown = listing(replace(TIME, read=reader), parameters, as_of=as_of, known=known, whole=whole)
    said = {
        "fte": formats.number(reader.fte),
        "lines": _counted(shown.total),
        "months": span(reader.months),
    }
    things = _("%(fte)s people's time in %(lines)s, %(months)s") % said
    return replace(
        shown,
        sentence=sentence(things, shown.question),
        filters=[*shown.filters, _month_filter(shown.question)],
    )


class _Reader:
    """Reads the rows, and remembers what all of them come to."""

    fte = Decimal()
    months: list[date]

    def __call__(self, asked: Question, part: Span) -> Found:
        self.months = _months(asked.parameters, asked.as_of.on)
        rows = ordered(_rows(asked, self.months), asked, KEYS, "month")
        self.fte = sum((row.time.fte for row in rows), Decimal())
        last = None if part.limit is None else part.offset + part.limit
        return Found(rows[part.offset : last], len(rows))


def _unseen(asked: Question) -> int:
    months = _months(asked.parameters, asked.as_of.on)
    return sum(time_unseen(months, user=asked.known.user).values())


def _counted(total: int | None) -> str:
    count = {"count": formats.number(total or 0)}
    return ngettext("%(count)s line", "%(count)s lines", total or 0) % count


def _rows(asked: Question, months: list[date]) -> list[TimeRow]:
    names = asked.names
    given = [
        time
        for time in time_given(months, known=asked.known)
        if time.team_id in names.teams and time.product_id in names.products
    ]
    load = Load.of(
        ((time.team_id, time.month, time.fte) for time in given),
        capacity(months, known=asked.known),
    )
    rows = (
        TimeRow(
            time,
            names.teams[time.team_id],
            names.products[time.product_id],
            names.objectives.get(time.objective_id or 0),
            load.percent(time.team_id, time.month),
        )
        for time in given
    )
    return [row for row in rows if _is_asked_for(row, asked)]


def _is_asked_for(row: TimeRow, asked: Question) -> bool:
    names, scope = asked.names, asked.scope
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None
    return (
        scope.is_of(product_id=row.product.id, team_id=row.team.id)
        and (branch is None or row.product.portfolio_id in branch)
        and asked.wants_objective(row.time.objective_id)
        and asked.holds_words(row.team.name, row.product.name, row.time.role)
    )


def _months(parameters: Mapping[str, str], on: date) -> list[date]:
    if text := parameters.get("month", ""):
        return [month(text, name="month")]
    return months_asked(parameters, on=on)


def _month_filter(asked: Question) -> Filter:
    on, chosen = asked.as_of.on, asked.parameters.get("month", "")
    around = {f"{one:%Y-%m}": one for one in months_from(date(on.year - 1, on.month, 1), 37)}
    if chosen:
        around[chosen] = month(chosen, name="month")
    options = [(code, formats.month(around[code])) for code in sorted(around)]
    return Filter("month", _("Month"), options, chosen)


KEYS: dict[str, Callable[[TimeRow], Any]] = {
    "month": lambda row: (row.time.month, row.team.name, row.product.name),
    "team": lambda row: (row.team.name.casefold(), row.time.month),
    "product": lambda row: (row.product.name.casefold(), row.time.month),
    "objective": lambda row: row.objective and (row.objective.code, row.objective.name),
    "role": lambda row: row.time.role or None,
    "fte": lambda row: row.time.fte,
    "load": lambda row: row.load,
}
CELLS: dict[str, Callable[[TimeRow], Any]] = {
    "month": lambda row: f"{row.time.month:%Y-%m}",
    "team": lambda row: row.team.name,
    "product": lambda row: row.product.name,
    "objective_code": lambda row: row.objective.code if row.objective else "",
    "objective": lambda row: name_of(row.objective),
    "role": lambda row: row.time.role,
    "fte": lambda row: row.time.fte,
    "load_percent": lambda row: row.load,
}
TIME = Lister(
    name="time",
    title=lazy("People's time"),
    row="insights/rows/time.html",
    askable=Askable(sorts=SORTS, knows_untied=True),
    counted=_counted,
    read=_Reader(),
    cells=CELLS,
    unseen=_unseen,
    empty=(
        lazy("Nobody has said yet where people's time goes"),
        lazy("Teams enter it by month on their own page; it appears here at once."),
        "users",
    ),
    columns=(
        Column(lazy("Month"), "month"),
        Column(lazy("Team"), "team"),
        Column(lazy("Product"), "product"),
        Column(lazy("Objective"), "objective"),
        Column(lazy("Role"), "role"),
        Column(lazy("People"), "fte", is_number=True),
        Column(lazy("Team's load"), "load", is_number=True),
    ),
)
