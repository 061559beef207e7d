"""The moves of a scenario in words: what, whose to do, and the form where it would be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from insights.dashboards.resources.scenario import Scenario, Step
from insights.dashboards.resources.words import heads, span
from insights.queries.names import Named
from insights.what_if.money import MoneyKey
from insights.what_if.moves import Place, code
from pmo_portal.lib import formats
from products.forms.people import cell_name


@dataclass(frozen=True)
class Door:
    """The form of an owner, filled in as the scenario has it."""

    label: str
    url: str


@dataclass(frozen=True)
class MoveLine:
    """One move: what it does, whose it is to do, the forms for it, and the way without it."""

    said: str
    whose: str
    doors: list[Door]
    without: str
    changes_nothing: bool


def move_lines(made: Scenario, *, currency: str) -> list[MoveLine]:
    """Return the moves that the person may see, in the order of the address."""
    return [
        MoveLine(
            said=_said(step, made, currency),
            whose=_(" and ").join(_owners(step, made)),
            doors=[] if made.as_of.is_past else list(_doors(step, made, currency)),
            without=code([one for n, one in enumerate(made.all_moves) if n != step.place]),
            changes_nothing=step.transfer is None,
        )
        for step in made.steps
    ]


def _said(step: Step, made: Scenario, currency: str) -> str:
    move = step.move
    words = {"source": _place(move.source, made), "target": _place(move.target, made)}
    if not move.is_people:
        words["amount"] = formats.money(move.amount, currency)
        return _("%(amount)s from %(source)s to %(target)s") % words
    words |= {
        "people": heads(move.amount),
        "team": _team(move.team, made).name,
        "months": span([move.months[0], move.months[-1]][: len(move.months)]),
    }
    return _("%(people)s of %(team)s from %(source)s to %(target)s, %(months)s") % words


def _place(place: Place, made: Scenario) -> str:
    if place.is_free:
        return _("free time")
    names = made.names
    if place.portfolio:
        name = _by_slug(names.portfolios.values(), place.portfolio).name
        return _("what %(portfolio)s has not given to a product") % {"portfolio": name}
    objective = place.objective and _by_slug(names.objectives.values(), place.objective).name
    product = place.product and _by_slug(names.products.values(), place.product).name
    if product and objective:
        return _("%(product)s (“%(objective)s”)") % {"product": product, "objective": objective}
    return product or f"“{objective}”"


def _owners(step: Step, made: Scenario) -> list[str]:
    """Return who would do it: the team that gives its time, those whose money it is."""
    if step.move.is_people:
        return [_team(step.move.team, made).name]
    owners: list[str] = []
    for key in step.transfer.change if step.transfer else ():
        product = made.names.products.get(key.product_id or 0)
        team = made.names.teams.get(product.team_id or 0) if product else None
        owners.append(team.name if team else _("the portfolio office"))
    return list(dict.fromkeys(owners))


def _doors(step: Step, made: Scenario, currency: str) -> Iterable[Door]:
    if step.transfer is None:
        return
    if step.move.is_people:
        team = _team(step.move.team, made)
        yield Door(
            _("%(team)s's form with these figures") % {"team": team.name}, _time_form(team, made)
        )
        return
    for key in step.transfer.change:
        if isinstance(key, MoneyKey):
            yield _money_form(key, made, currency)


def _time_form(team: Named, made: Scenario) -> str:
    """Return the team's form with all that the scenario gives it filled in."""
    names = made.names
    filled = {}
    touched = sorted(
        (key for key in made.touched if key.team_id == team.id and key.product_id),
        key=lambda key: (key.month, key.product_id or 0, key.objective_id or 0),
    )
    for key in touched:
        objective = names.objectives.get(key.objective_id or 0)
        name = cell_name(
            key.month,
            names.products[key.product_id or 0].slug,
            objective.slug if objective else "",
            key.role,
        )
        filled[name] = format(max(made.people_after[key], Decimal()), "f")
    first = {"from": f"{touched[0].month:%Y-%m}"} if touched else {}
    return f"{reverse('products:people_plan', args=[team.slug])}?{urlencode({**first, **filled})}"


def _money_form(key: MoneyKey, made: Scenario, currency: str) -> Door:
    product = made.names.products.get(key.product_id or 0)
    portfolio = made.names.portfolios.get(key.portfolio_id or 0)
    objective = made.names.objectives.get(key.objective_id or 0)
    amount = max(made.money_after[key], Decimal())
    holder = product or portfolio
    label = _("%(name)s: %(before)s to %(after)s") % {
        "name": " · ".join(one.name for one in (holder, objective) if one),
        "before": formats.money(made.money_before.get(key, 0), currency),
        "after": formats.money(amount, currency),
    }
    filled = {made.of: format(amount, "f")}
    if key.line:
        url = reverse("products:funding_edit", args=[key.line])
    elif product:
        url = reverse("products:product_fund", args=[product.slug])
        filled |= {"objective": objective.slug} if objective else {}
    else:
        url = reverse("products:portfolio_fund", args=[portfolio.slug if portfolio else ""])
    return Door(label, f"{url}?{urlencode(filled)}")


def _team(slug: str, made: Scenario) -> Named:
    return _by_slug(made.names.teams.values(), slug)


def _by_slug(things: Iterable[Named], slug: str) -> Named:
    return next(thing for thing in things if thing.slug == slug)
