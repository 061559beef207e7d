"""The page of a scenario: its moves, and the figures before and after. Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.resources import compared
from insights.dashboards.resources.compared import Both, MonthRow, ShareRow
from insights.dashboards.resources.moves import MoveLine, move_lines
from insights.dashboards.resources.scenario import Scenario, scenario
from insights.queries.names import Names
from insights.queries.shares import intended_shares
from insights.what_if.moves import MOST_MOVES, Move
from pmo_portal.lib.asked import AsOf
from products.queries.known import AsKnown

if TYPE_CHECKING:
    from portfolio.models import Organisation


@dataclass(frozen=True)
class WhatIfPage:
    """Everything the page shows; the forms that add a move offer the `names` that are in sight."""

    as_of: AsOf
    finding: str
    moves: list[MoveLine]
    unseen_moves: int
    unseen_products: int
    warnings: list[str]
    headlines: list[tuple[str, Both]]
    months: list[date]
    loads: list[MonthRow]
    times: list[MonthRow]
    money: list[ShareRow]
    people: list[ShareRow]
    names: Names
    all_moves: list[Move]
    kept: list[tuple[str, str]]
    is_full: bool


def what_if_page(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, organisation: "Organisation"
) -> WhatIfPage:
    """Return the page; the number of queries does not grow. Raises BadQuestion."""
    made = scenario(parameters, as_of=as_of, known=known)
    currency = organisation.currency
    kept = [
        (n, v) for n, v in parameters.items() if n in ("moves", "on", "vs", "period", "from", "to")
    ]
    return WhatIfPage(
        as_of=as_of,
        finding=_finding(made),
        moves=move_lines(made, currency=currency),
        unseen_moves=made.unseen_steps,
        unseen_products=made.unseen_products,
        warnings=compared.warnings(made, currency),
        headlines=compared.headlines(made) if made.capacity else [],
        months=made.months,
        loads=compared.loads(made),
        times=compared.times(made),
        money=compared.money_shares(made, intended_shares(known=known), currency),
        people=compared.time_shares(made),
        names=made.names,
        all_moves=made.all_moves,
        kept=kept,
        is_full=len(made.all_moves) >= MOST_MOVES,
    )


def _finding(made: Scenario) -> str:
    """Return what the scenario comes to, in one sentence."""
    if made.is_empty:
        return _("Nothing is moved yet; these are the figures as they stand.")
    before = compared.load(made, made.people_before).stretched(made.months)
    after = compared.load(made, made.people_after).stretched(made.months)
    count = len(made.steps)
    moved = ngettext("%(count)s move", "%(count)s moves", count) % {"count": count}
    if len(before) == len(after):
        return _("%(moves)s; as many teams stretched as before: %(after)s.") % {
            "moves": moved,
            "after": len(after),
        }
    return _("%(moves)s; %(after)s teams stretched instead of %(before)s.") % {
        "moves": moved,
        "after": len(after),
        "before": len(before),
    }
