"""A team plans its people: month by month, all in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from portfolio.actions.versions import SomebodyChangedIt
from portfolio.models import Objective, Team, User
from products import permissions
from products.actions.refusals import NotForYou
from products.actions.resources import LessThanNothing, allocate_people, set_capacity
from products.models import Allocation, Capacity, Product
from products.queries.plans import edition_of


@dataclass(frozen=True)
class Planned:
    """How many full-time equivalents go to a product in a month."""

    product: Product
    month: date
    fte: Decimal
    objective: Objective | None = None
    role: str = ""


@transaction.atomic
def plan_people(
    *,
    team: Team,
    capacity: Mapping[date, Decimal],
    times: Iterable[Planned],
    in_sight: str | None = None,
    by: User,
    at: datetime,
) -> Team:
    """Say what a team has to give and to what it gives it; only what differs is written.

    Raises NotForYou, LessThanNothing, SomebodyChangedIt.
    """
    if not permissions.can_plan_people(by, team.pk):
        raise NotForYou
    times = list(times)
    if any(fte < 0 for fte in (*capacity.values(), *(one.fte for one in times))):
        raise LessThanNothing
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if in_sight is not None and in_sight != edition_of(team):
        raise SomebodyChangedIt
    _say_capacity(team, capacity, by=by, at=at)
    _give(team, times, by=by, at=at)
    return team


def _say_capacity(team: Team, capacity: Mapping[date, Decimal], *, by: User, at: datetime) -> None:
    has = dict(Capacity.objects.filter(team=team).values_list("month", "fte"))
    for month, fte in capacity.items():
        if has.get(month) != fte:
            set_capacity(team=team, month=month, fte=fte, by=by, at=at)


def _give(team: Team, times: Iterable[Planned], *, by: User, at: datetime) -> None:
    gives = {
        (one.product_id, one.objective_id, one.role, one.month): one.fte
        for one in Allocation.objects.filter(team=team)
    }
    for one in times:
        objective_id = one.objective.pk if one.objective else None
        if gives.get((one.product.pk, objective_id, one.role, one.month), Decimal()) != one.fte:
            allocate_people(team=team, **vars(one), by=by, at=at)
