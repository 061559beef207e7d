"""The page of a scenario: its moves, and the figures before and after. Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.resources import compared
from insights.dashboards.resources.compared import Both, MonthRow, ShareRow
from insights.dashboards.resources.moves import MoveLine, move_lines
from insights.dashboards.resources.scenario import Scenario, scenario
from insights.forms.what_if import MoneyMoveForm, MoveForm, PeopleMoveForm
from insights.queries.shares import intended_shares
from insights.what_if.moves import MOST_MOVES, code
from pmo_portal.lib.asked import AsOf
from portfolio.models import Organisation
from products.queries.known import AsKnown

ADDED = "add"


@dataclass(frozen=True)
class WhatIfPage:
    """Everything the page shows. `added` leads to the scenario with the move just put together."""

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
    people_form: MoveForm
    money_form: MoveForm
    kept: list[tuple[str, str]]
    is_full: bool
    added: str


def what_if_page(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, organisation: Organisation
) -> WhatIfPage:
    """Return the page; the number of queries does not grow. Raises BadQuestion."""
    made = scenario(parameters, as_of=as_of, known=known)
    currency = organisation.currency
    forms = _forms(parameters, made)
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
        people_form=forms["people"],
        money_form=forms["money"],
        kept=kept,
        is_full=len(made.all_moves) >= MOST_MOVES,
        added=_added(parameters, forms, made, dict(kept)),
    )


def _forms(parameters: Mapping[str, str], made: Scenario) -> dict[str, Any]:
    asked = parameters.get(ADDED, "")
    return {
        "people": PeopleMoveForm(
            parameters if asked == "people" else None, names=made.names, on=made.as_of.on
        ),
        "money": MoneyMoveForm(parameters if asked == "money" else None, names=made.names),
    }


def _added(
    parameters: Mapping[str, str], forms: Mapping[str, Any], made: Scenario, kept: dict[str, str]
) -> str:
    """Return the address with the move just put together; empty when there is none, or a full one."""
    form = forms.get(parameters.get(ADDED, ""))
    if form is None or not form.is_valid() or len(made.all_moves) >= MOST_MOVES:
        return ""
    moves = code([*made.all_moves, form.move()])
    return f"{reverse('insights:what_if')}?{urlencode({**kept, 'moves': moves})}"


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
