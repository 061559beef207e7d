"""Where people's time goes."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import Objective, Team, User
from products import permissions
from products.actions.changes import tell
from products.actions.refusals import NotForYou, Refusal
from products.models import Allocation, Capacity, Product


class LessThanNothing(Refusal):
    """A negative share of people's time."""

    sentence = _("People's time starts at zero.")


@transaction.atomic
def allocate_people(
    *,
    team: Team,
    product: Product,
    month: date,
    fte: Decimal,
    objective: Objective | None = None,
    role: str = "",
    by: User,
    at: datetime,
) -> Allocation:
    """Say how many full-time equivalents a team gives to a product in a month.

    Raises NotForYou, LessThanNothing.
    """
    _require_planner(team, fte, by=by)
    allocation = Allocation.objects.update_or_create(
        team=team,
        product=product,
        objective=objective,
        role=role,
        month=month.replace(day=1),
        defaults={"fte": fte, "known_at": at},
    )[0]
    tell(product.pk, at=at)
    return allocation


@transaction.atomic
def set_capacity(*, team: Team, month: date, fte: Decimal, by: User, at: datetime) -> Capacity:
    """Say how many full-time equivalents a team has to give in a month.

    Raises NotForYou, LessThanNothing.
    """
    _require_planner(team, fte, by=by)
    capacity = Capacity.objects.update_or_create(
        team=team, month=month.replace(day=1), defaults={"fte": fte, "known_at": at}
    )[0]
    tell(None, at=at)
    return capacity


def _require_planner(team: Team, fte: Decimal, *, by: User) -> None:
    if not permissions.can_plan_people(by, team.pk):
        raise NotForYou
    if fte < 0:
        raise LessThanNothing
