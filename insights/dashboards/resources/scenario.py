"""A scenario as one person may see it: moves by name, what stood before and what stands after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards.resources.money_period import period_asked
from insights.dashboards.resources.question import months_asked
from insights.load import TeamMonth
from insights.money import basis, in_period, running
from insights.queries.names import Names, below, names_on
from insights.what_if import money, people
from insights.what_if.ledger import Transfer, moved
from insights.what_if.money import MoneyKey, MoneySpot
from insights.what_if.moves import Move, Place, Unreadable, moves
from insights.what_if.people import Spot, TimeKey
from pmo_portal.lib.asked import AsOf, BadQuestion
from products.queries.known import AsKnown
from products.queries.money import MoneyLine, money_lines
from products.queries.people import Time, capacity, time_given, time_unseen

SHOWN = 40


@dataclass(frozen=True)
class Step:
    """One move of the scenario; without a transfer it finds nothing to move and changes nothing."""

    place: int
    move: Move
    transfer: Transfer[TimeKey] | Transfer[MoneyKey] | None


@dataclass(frozen=True)
class Scenario:
    """Before and after. `unseen_steps` name something that this person cannot see."""

    names: Names
    as_of: AsOf
    months: list[date]
    capacity: Mapping[TeamMonth, Decimal]
    people_before: Mapping[TimeKey, Decimal]
    people_after: Mapping[TimeKey, Decimal]
    lines: list[MoneyLine]
    of: str
    money_before: Mapping[MoneyKey, Decimal]
    money_after: Mapping[MoneyKey, Decimal]
    all_moves: list[Move]
    steps: list[Step]
    unseen_steps: int
    unseen_products: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is moved."""
        return not self.all_moves

    @property
    def touched(self) -> set[TimeKey]:
        """What of people's time the moves touch."""
        return {
            key
            for step in self.steps
            if step.move.is_people and step.transfer
            for key in step.transfer.change
            if isinstance(key, TimeKey)
        }


def scenario(parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown) -> Scenario:
    """Return the scenario of the address. Raises BadQuestion where it cannot be read."""
    made = moves_asked(parameters.get("moves", ""))
    names = names_on(as_of.on, at=known.moment, user=known.user)
    months = sorted(
        {*months_asked(parameters, on=as_of.on), *(m for one in made for m in one.months)}
    )
    times = [
        time
        for time in time_given(months, known=known)
        if time.product_id in names.products and time.team_id in names.teams
    ]
    has = {key: fte for key, fte in capacity(months, known=known).items() if key[0] in names.teams}
    people_before = people.ledger(times, has)
    lines = _lines(parameters, as_of=as_of, known=known)
    of = basis(lines)
    money_before = money.ledger(lines, of=of)
    seen = [(place, one) for place, one in enumerate(made) if _is_seen(one, names)]
    steps = [
        Step(place, one, _transfer(one, names, people_before, money_before)) for place, one in seen
    ]
    unseen = time_unseen(months, user=known.user)
    return Scenario(
        names=names,
        as_of=as_of,
        months=_told(months, times, has, made),
        capacity=has,
        people_before=people_before,
        people_after=moved(people_before, _transfers(steps, of_people=True)),
        lines=lines,
        of=of,
        money_before=money_before,
        money_after=moved(money_before, _transfers(steps, of_people=False)),
        all_moves=made,
        steps=steps,
        unseen_steps=len(made) - len(seen),
        unseen_products=sum(unseen.values()),
    )


def moves_asked(text: str) -> list[Move]:
    """Return the moves of the address. Raises BadQuestion."""
    try:
        return moves(text)
    except Unreadable as refused:
        raise BadQuestion(
            _("This scenario holds a part we cannot read: “%(part)s”.")
            % {"part": refused.part[:SHOWN]},
            _(
                "A scenario lives in its address alone; perhaps it was cut off on the way. Ask for"
                " the link again, or begin a new one."
            ),
        ) from None


def _lines(parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown) -> list[MoneyLine]:
    lines = money_lines(known=known)
    chosen = period_asked(parameters, lines)
    return in_period(lines, chosen) if chosen else running(lines, on=as_of.on)


def _told(
    months: list[date], times: list[Time], has: Mapping[TeamMonth, Decimal], made: list[Move]
) -> list[date]:
    """Return the months up to the last that anybody spoke of or that a move is about."""
    told = {time.month for time in times} | {month for _team, month in has}
    told |= {month for one in made for month in one.months}
    return [month for month in months if month <= max(told, default=months[0])]


def _is_seen(move: Move, names: Names) -> bool:
    """Whether all that the move names is in sight."""
    slugs = {
        kind: {thing.slug for thing in getattr(names, kind).values()}
        for kind in ("products", "objectives", "portfolios", "teams")
    }
    named = [
        pair
        for place in (move.source, move.target)
        for pair in (
            ("products", place.product),
            ("objectives", place.objective),
            ("portfolios", place.portfolio),
        )
    ]
    return all(slug in slugs[kind] for kind, slug in [*named, ("teams", move.team)] if slug)


def _transfer(
    move: Move,
    names: Names,
    people_before: Mapping[TimeKey, Decimal],
    money_before: Mapping[MoneyKey, Decimal],
) -> Transfer[TimeKey] | Transfer[MoneyKey] | None:
    if not move.is_people:
        source, target = (_money_spot(place, names) for place in (move.source, move.target))
        return money.transfer(money_before, source=source, target=target, amount=move.amount)
    return people.transfer(
        people_before,
        team_id=next(team.id for team in names.teams.values() if team.slug == move.team),
        source=_spot(move.source, names),
        target=_spot(move.target, names),
        fte=move.amount,
        months=move.months,
    )


def _spot(place: Place, names: Names) -> Spot:
    product = next((p.id for p in names.products.values() if p.slug == place.product), None)
    objective = next((o.id for o in names.objectives.values() if o.slug == place.objective), None)
    branch = below(names.objectives, objective) if objective else set()
    return Spot(product, objective, frozenset(branch))


def _money_spot(place: Place, names: Names) -> MoneySpot:
    portfolio = next((p.id for p in names.portfolios.values() if p.slug == place.portfolio), None)
    return MoneySpot(_spot(place, names), portfolio)


def _transfers(steps: list[Step], *, of_people: bool) -> list[Any]:
    """Return what is moved, of people (keyed by time) or of money."""
    moved = [step for step in steps if step.move.is_people == of_people]
    return [step.transfer for step in moved if step.transfer]
