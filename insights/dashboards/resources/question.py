"""What the page of resources is asked in its URL: by what, which months, where, which period."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from insights.dashboards.filters import Filter, filters
from insights.queries.names import Named, Names, below, names_on
from insights.queries.scopes import scope_asked
from insights.scope import Scope
from pmo_portal.lib import calendar, formats
from pmo_portal.lib.asked import AsOf, BadQuestion
from products.queries.known import AsKnown

TEAM, PRODUCT = "team", "product"
MONTHS, MOST_MONTHS = 12, 24


@dataclass(frozen=True)
class Question:
    """What is asked. `months` are those asked for, or a year from this month on."""

    by: str
    months: list[date]
    are_months_chosen: bool
    scope: Scope
    names: Names
    as_of: AsOf
    known: AsKnown
    parameters: Mapping[str, str]

    @cached_property
    def products(self) -> set[int]:
        """The products within the portfolio and product asked for."""
        branch, whose = None, replace(self.scope, team_id=None)  # any team may give it time
        if self.scope.portfolio_id:
            branch = below(self.names.portfolios, self.scope.portfolio_id)
        return {
            product.id
            for product in self.names.products.values()
            if (branch is None or product.portfolio_id in branch)
            and whose.is_of(product_id=product.id, team_id=product.team_id)
        }

    @cached_property
    def objectives(self) -> set[int] | None:
        """The objective asked for with all below it; None when any counts."""
        if self.scope.objective_id is None:
            return None
        return below(self.names.objectives, self.scope.objective_id)

    @property
    def is_part(self) -> bool:
        """Whether only a part of each team's time is asked for."""
        return self.scope != Scope(team_id=self.scope.team_id)


def question(parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown) -> Question:
    """Return what the URL asks. Raises BadQuestion for what the page does not know."""
    by = parameters.get("by", "") or TEAM
    if by not in (TEAM, PRODUCT):
        raise BadQuestion(
            _("Time is not shown by “%(by)s”.") % {"by": by[:40]},
            _("Ask for by=team or by=product."),
        )
    return Question(
        by=by,
        months=months_asked(parameters, on=as_of.on),
        are_months_chosen=bool(parameters.get("from") or parameters.get("to")),
        scope=scope_asked(parameters, user=known.user, on=as_of.on, now=not as_of.is_past),
        names=names_on(as_of.on, at=known.moment, user=known.user),
        as_of=as_of,
        known=known,
        parameters=parameters,
    )


def months_asked(parameters: Mapping[str, str], *, on: date) -> list[date]:
    """Return the months from `from` to `to`, a year from this month on by default.

    Raises BadQuestion for what is no month, or too many of them.
    """
    first = month(text, name="from") if (text := parameters.get("from", "")) else None
    last = month(text, name="to") if (text := parameters.get("to", "")) else None
    if first is None:
        first = min(last or on, on).replace(day=1)
    if last is None:
        return calendar.months_from(first, MONTHS)
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    if not 1 <= count <= MOST_MONTHS:
        raise BadQuestion(
            _("We cannot show the months from %(first)s to %(last)s.")
            % {"first": formats.month(first), "last": formats.month(last)},
            _("Choose up to %(count)s months, the first one before the last.")
            % {"count": MOST_MONTHS},
        )
    return calendar.months_from(first, count)


def month(text: str, *, name: str) -> date:
    """Read a month from a URL. Raises BadQuestion when it is none."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = None
    if found is None or not 1990 <= found.year <= 2199:
        raise BadQuestion(
            _("“%(text)s” is not a month we can read.") % {"text": text[:40]},
            _("Write it as year-month, for example %(name)s=2026-11.") % {"name": name},
        )
    return found


def choices(asked: Question) -> list[Filter]:
    """Return the filters of the page: where, and which months."""
    this = asked.as_of.on
    around = calendar.months_from(date(this.year - 1, this.month, 1), 37)
    around = sorted({*around, asked.months[0], asked.months[-1]})
    options = [(f"{one:%Y-%m}", formats.month(one)) for one in around]
    return [
        *filters(asked.names, asked.scope, asked.parameters),
        Filter("from", _("From"), options, asked.parameters.get("from", "")),
        Filter("to", _("To"), options, asked.parameters.get("to", "")),
    ]


def named(things: Mapping[int, Named], thing_id: int | None) -> str:
    """Return what a thing is called, nothing when it cannot be seen."""
    found = things.get(thing_id or 0)
    return found.name if found else ""
