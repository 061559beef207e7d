"""The figures of a scenario, before and after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.dashboards.ended import ended
from insights.dashboards.resources.scenario import Scenario
from insights.dashboards.resources.words import heads
from insights.load import Load, step
from insights.queries.names import Named, Names, below
from insights.what_if.ledger import overdrawn, total
from insights.what_if.money import MoneyKey
from insights.what_if.people import TimeKey, given
from pmo_portal.lib import formats

NOTHING = Decimal()
Sums = dict[int | None, Decimal]
ByProduct = dict[tuple[int | None, date], Decimal]


@dataclass(frozen=True)
class Both:
    """A figure before and after, in words; `step` is the tint of what comes after."""

    before: str
    after: str
    step: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the scenario changes it."""
        return self.before != self.after


@dataclass(frozen=True)
class ShareRow:
    """An objective's share of the money or of people's time, beside what was meant."""

    name: str
    code: str
    meant: Decimal | None
    before: Decimal | None
    after: Decimal | None
    amounts: Both
    has_any: bool = True

    @property
    def change(self) -> str:
        """By how many points the share changes, in words."""
        if self.before is None or self.after is None:
            return ""
        points = formats.signed(100 * (self.after - self.before), 1)
        return _("%(points)s pts") % {"points": points}


@dataclass(frozen=True)
class MonthRow:
    """A team's load or a product's time, month by month."""

    name: str
    cells: list[Both]


def headlines(made: Scenario) -> list[tuple[str, Both]]:
    """Return what counts over all teams, before and after."""
    before, after = load(made, made.people_before), load(made, made.people_after)

    def count(of: Callable[[Load], int]) -> Both:
        return Both(formats.number(of(before)), formats.number(of(after)))

    return [
        (_("Teams stretched"), count(lambda of: len(of.stretched(made.months)))),
        (_("Months above 110%"), count(lambda of: _months(of.stretched(made.months)))),
        (_("Teams with room"), count(lambda of: len(of.roomy(made.months)))),
        (
            _("Months of people's time given"),
            Both(
                formats.number(total(given(made.people_before))),
                formats.number(total(given(made.people_after))),
            ),
        ),
    ]


def load(made: Scenario, held: Mapping[TimeKey, Decimal]) -> Load:
    """Return the load of every team."""
    times = given(held).items()
    return Load.of(((key.team_id, key.month, fte) for key, fte in times), made.capacity)


def money_shares(made: Scenario, meant: Mapping[int, Decimal], currency: str) -> list[ShareRow]:
    """Return each objective's share of the money."""
    before, after = _by_objective(made.money_before), _by_objective(made.money_after)
    return _shares(made.names, before, after, meant, lambda n: formats.money(n, currency))


def time_shares(made: Scenario) -> list[ShareRow]:
    """Return each objective's share of people's time."""
    held = given(made.people_before), given(made.people_after)
    before, after = (_by_objective(of) for of in held)
    return _shares(made.names, before, after, {}, formats.number)


def loads(made: Scenario) -> list[MonthRow]:
    """Return the load of the teams whose time is moved."""
    before, after = load(made, made.people_before), load(made, made.people_after)
    teams = {key.team_id for key in made.touched}
    return [
        MonthRow(
            team.name,
            [_load(before.percent(team.id, m), after.percent(team.id, m)) for m in made.months],
        )
        for team in made.names.teams.values()
        if team.id in teams
    ]


def times(made: Scenario) -> list[MonthRow]:
    """Return the time for the products that the moves touch."""
    ids = {key.product_id for key in made.touched if key.product_id}
    products = [product for product in made.names.products.values() if product.id in ids]
    before, after = _by_product(made.people_before), _by_product(made.people_after)
    return [
        MonthRow(product.name, [_fte(before, after, product, month) for month in made.months])
        for product in products
    ]


def warnings(made: Scenario, currency: str) -> list[str]:
    """Return what the scenario takes beyond what there is."""
    found = []
    for key, fte in overdrawn(given(made.people_after)).items():
        words = {
            "team": made.names.teams[key.team_id].name,
            "people": heads(fte),
            "product": made.names.products[key.product_id or 0].name,
            "month": formats.month(key.month),
        }
        found.append(
            _("%(team)s gives %(product)s less than that in %(month)s: %(people)s too many.")
            % words
        )
    short = total(overdrawn(made.money_after))
    if short:
        found.append(
            _("%(amount)s more is taken than there is where it is taken from.")
            % {"amount": formats.money(short, currency)}
        )
    return found


def _shares(
    names: Names,
    before: Sums,
    after: Sums,
    meant: Mapping[int, Decimal],
    said: Callable[[Decimal], str],
) -> list[ShareRow]:
    """Return the objectives at the top, those with a share that was meant, and none at all."""
    whole, objectives = (total(before), total(after)), names.objectives

    def row(ids: Iterable[int | None], name: str, code: str, share: Decimal | None) -> ShareRow:
        then, now = (sum((of.get(pk, NOTHING) for pk in ids), NOTHING) for of in (before, after))
        share_then = then / whole[0] if whole[0] else None
        share_now = now / whole[1] if whole[1] else None
        amounts = Both(said(then), said(now))
        return ShareRow(name, code, share, share_then, share_now, amounts, bool(then or now))

    rows = [
        row(below(objectives, one.id), one.name, one.code, meant.get(one.id))
        for one in objectives.values()
        if one.parent_id not in objectives or one.id in meant
    ]
    past = {pk for pk in (*before, *after) if pk is not None and pk not in objectives}
    rows.append(row(past, ended(names).name, "", None))
    rows.append(row([None], _("No objective yet"), "", None))
    return [one for one in rows if one.has_any or one.meant is not None]


def _by_objective(held: Mapping[TimeKey, Decimal] | Mapping[MoneyKey, Decimal]) -> Sums:
    sums: Sums = {}
    for key, amount in held.items():
        sums[key.objective_id] = sums.get(key.objective_id, NOTHING) + amount
    return sums


def _by_product(held: Mapping[TimeKey, Decimal]) -> ByProduct:
    sums: ByProduct = {}
    for key, fte in held.items():
        sums[key.product_id, key.month] = sums.get((key.product_id, key.month), NOTHING) + fte
    return sums


def _load(before: int | None, after: int | None) -> Both:
    return Both(_percent(before), _percent(after), step(after))


def _percent(load: int | None) -> str:
    return "–" if load is None else _("over") if load >= 999 else formats.number(load)


def _fte(before: ByProduct, after: ByProduct, product: Named, month: date) -> Both:
    key = (product.id, month)
    return Both(
        *(
            formats.number(held.get(key, NOTHING).quantize(Decimal("0.1")))
            for held in (before, after)
        )
    )


def _months(stretched: Mapping[int, Iterable[date]]) -> int:
    return sum(len(list(months)) for months in stretched.values())
