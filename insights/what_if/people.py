"""Moves of people's time as transfers between what a team gives to what, month by month.

A team's free time is a place too, so each month of each team comes to the same before and after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from insights.load import TeamMonth
from insights.what_if.ledger import NOTHING, Transfer, spread
from products.queries.people import Time


@dataclass(frozen=True)
class TimeKey:
    """What time of a team goes to in a month; free time goes to no product."""

    team_id: int
    month: date
    product_id: int | None = None
    objective_id: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Spot:
    """A place by ids: a product, an objective, one in the other, or neither: free time.

    `objectives` are the objective with all below it; `objective_id` is where new time is noted.
    """

    product_id: int | None = None
    objective_id: int | None = None
    objectives: frozenset[int] = frozenset()

    @property
    def is_free(self) -> bool:
        """Whether this is time that is given to nothing."""
        return self.product_id is None and self.objective_id is None

    def holds(self, product_id: int | None, objective_id: int | None) -> bool:
        """Whether something lies here."""
        if self.product_id not in (None, product_id):
            return False
        return self.objective_id is None or objective_id in self.objectives


def ledger(times: Iterable[Time], capacity: Mapping[TeamMonth, Decimal]) -> dict[TimeKey, Decimal]:
    """Return what is given, and what is free where the capacity is known."""
    held: dict[TimeKey, Decimal] = {TimeKey(*key): fte for key, fte in capacity.items()}
    for time in times:
        key = TimeKey(time.team_id, time.month, time.product_id, time.objective_id, time.role)
        held[key] = held.get(key, NOTHING) + time.fte
        free = TimeKey(time.team_id, time.month)
        if (time.team_id, time.month) in capacity:
            held[free] -= time.fte
    return held


def given(held: Mapping[TimeKey, Decimal]) -> dict[TimeKey, Decimal]:
    """Return the time that goes to something."""
    return {key: fte for key, fte in held.items() if key.product_id is not None}


def transfer(
    before: Mapping[TimeKey, Decimal],
    *,
    team_id: int,
    source: Spot,
    target: Spot,
    fte: Decimal,
    months: Iterable[date],
) -> Transfer[TimeKey] | None:
    """Return the transfer; None where a team has nothing in an objective named without product."""
    out: dict[TimeKey, Decimal] = {}
    into: dict[TimeKey, Decimal] = {}
    for month in months:
        leaves = spread(fte, _weights(before, team_id, month, source))
        arrives = spread(fte, _weights(before, team_id, month, target))
        if not leaves or not arrives:
            return None
        out |= leaves
        into |= arrives
    return Transfer(out, into)


def _weights(
    before: Mapping[TimeKey, Decimal], team_id: int, month: date, spot: Spot
) -> dict[TimeKey, Decimal]:
    """Return where in the place the team's time is; for a new product, as others' time there."""
    if spot.is_free:
        return {TimeKey(team_id, month): Decimal(1)}
    there = {
        key: fte
        for key, fte in before.items()
        if key.month == month
        and key.product_id is not None
        and spot.holds(key.product_id, key.objective_id)
        and fte > 0
    }
    own = {key: fte for key, fte in there.items() if key.team_id == team_id}
    if own or spot.product_id is None:
        return own
    if spot.objective_id is not None or not there:
        return {TimeKey(team_id, month, spot.product_id, spot.objective_id): Decimal(1)}
    weights: dict[TimeKey, Decimal] = {}
    for key, fte in there.items():
        alike = TimeKey(team_id, month, spot.product_id, key.objective_id)
        weights[alike] = weights.get(alike, NOTHING) + fte
    return weights
