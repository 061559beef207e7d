"""Where money and people's time go."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import WorkKind
from portfolio.models import Objective, Team, User
from products import permissions
from products.actions.changes import change, locked, tell
from products.actions.refusals import NotForYou, Refusal
from products.models import Allocation, Capacity, FundingLine, Product


class PeriodOutOfOrder(Refusal):
    """A period that ends before it begins."""

    sentence = _("The period ends before it begins.")


class LessThanNothing(Refusal):
    """A negative share of people's time."""

    sentence = _("People's time starts at zero.")


@transaction.atomic
def fund_product(
    *,
    product: Product,
    objective: Objective | None = None,
    kind: WorkKind | None = None,
    period_start: date,
    period_end: date,
    planned: Decimal | None = None,
    actual: Decimal | None = None,
    forecast: Decimal | None = None,
    by: User,
    at: datetime,
) -> FundingLine:
    """Enter money for a product in one period, in the organisation's currency.

    Raises NotForYou, PeriodOutOfOrder.
    """
    if not permissions.can_plan_money(by, product):
        raise NotForYou
    if period_end < period_start:
        raise PeriodOutOfOrder
    line = FundingLine.objects.create(
        product=product,
        objective=objective,
        kind=kind or "",
        period_start=period_start,
        period_end=period_end,
        planned=planned,
        actual=actual,
        forecast=forecast,
        known_at=at,
    )
    tell(product.pk, at=at)
    return line


@transaction.atomic
def revise_funding(
    *,
    line: FundingLine,
    planned: Decimal | None,
    actual: Decimal | None,
    forecast: Decimal | None,
    by: User,
    at: datetime,
) -> FundingLine:
    """Enter what is known now of money; what was known before stays readable.

    Raises NotForYou.
    """
    if line.product is None or not permissions.can_plan_money(by, line.product):
        raise NotForYou
    line = change(locked(line), at=at, planned=planned, actual=actual, forecast=forecast)
    tell(line.product_id, at=at)
    return line


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
