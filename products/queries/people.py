"""People's time and what teams have to give, by month, as known on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from portfolio.models import User, hidden_portfolio_ids
from products.models import Allocation, Capacity
from products.queries.known import AsKnown

TeamMonth = tuple[int, date]


@dataclass(frozen=True)
class Time:
    """Full-time equivalents that a team gives to a product in a month; `id` of the allocation."""

    id: int
    team_id: int
    product_id: int
    objective_id: int | None
    role: str
    month: date
    fte: Decimal


def time_given(months: Collection[date], *, known: AsKnown) -> list[Time]:
    """Return the time given in these months that the person may see; one query.

    Whose time it is, for what and when, makes an allocation; only its amount ever changes.
    """
    allocations = Allocation.objects.visible_to(known.user).filter(month__in=months)
    versions = allocations.versions_as_of(known.moment).filter(fte__gt=0)
    columns = (F(name) for name in Time.__dataclass_fields__)
    return [Time(*row) for row in versions.values_list(*columns).order_by("month", "id")]


def capacity(months: Collection[date], *, known: AsKnown) -> dict[TeamMonth, Decimal]:
    """Return what each team said it has to give, by team and month; one query."""
    versions = Capacity.objects.filter(month__in=months).versions_as_of(known.moment)
    rows = versions.values_list("team_id", "month", "fte")
    return {(team_id, month): fte for team_id, month, fte in rows}


def time_unseen(months: Collection[date], *, user: User) -> dict[int, int]:
    """Return for how many products this person may not see each team gives time, by team."""
    if not hidden_portfolio_ids(user):
        return {}
    seen = Allocation.objects.visible_to(user)
    unseen = Allocation.objects.filter(month__in=months, fte__gt=0).exclude(pk__in=seen)
    pairs = unseen.order_by().values_list("team_id", "product_id").distinct()
    counts: dict[int, int] = {}
    for team_id, _product in pairs:
        counts[team_id] = counts.get(team_id, 0) + 1
    return counts
