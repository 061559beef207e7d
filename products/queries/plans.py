"""What a team planned for its people: what it has to give, and to what it gives it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from portfolio.models import Objective, Team, User
from products.models import Allocation, Capacity

NONE = 0


@dataclass(frozen=True)
class Row:
    """To what time goes: a product, for an objective or none, by a role or anyone."""

    product_id: int
    objective_id: int | None = None
    role: str = ""


@dataclass(frozen=True)
class Plan:
    """Full-time equivalents by month: what there is, and what goes to each row."""

    capacity: dict[date, Decimal] = field(default_factory=dict)
    times: dict[tuple[Row, date], Decimal] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """The rows that get any time."""
        return list(dict.fromkeys(row for (row, _month), fte in self.times.items() if fte))


def plan(team: Team, months: Collection[date], *, user: User) -> Plan:
    """Return the plan that stands, as far as the person may see it."""
    times = Allocation.objects.visible_to(user).filter(team=team, month__in=months)
    capacity = Capacity.objects.filter(team=team, month__in=months)
    return _plan(times.order_by("product__name", "pk"), capacity)


def plan_in(edition: str, team: Team, months: Collection[date], *, user: User) -> Plan:
    """Return the plan as somebody had it in sight."""
    last_time, _dash, last_capacity = edition.partition("-")
    seen = Allocation.objects.visible_to(user).filter(team=team)
    times = _versions(Allocation, last_time).filter(month__in=months, pgh_obj_id__in=seen)
    capacity = _versions(Capacity, last_capacity).filter(month__in=months, team_id=team.pk)
    return _plan(times, capacity)


def hidden_rows(team: Team, months: Collection[date], *, user: User) -> int:
    """Return for how many products that the person may not see the team has time planned."""
    all_of_them = Allocation.objects.filter(team=team, month__in=months, fte__gt=0)
    seen = Allocation.objects.visible_to(user)
    return all_of_them.exclude(pk__in=seen).values("product").distinct().count()


def objectives_for(stands: Plan, offered: list[Objective], *, user: User) -> list[Objective]:
    """Return the objectives on offer, and those that time goes to although they are not."""
    others = {row.objective_id for row in stands.rows} - {one.pk for one in offered}
    return [*offered, *Objective.objects.visible_to(user).filter(pk__in=others)]


def edition_of(team: Team) -> str:
    """Return the name of the edition that stands."""
    return f"{_newest(Allocation, team)}-{_newest(Capacity, team)}"


def changed_by(team: Team) -> User | None:
    """Return who wrote the edition that stands, as far as it is known."""
    rows: list[Any] = [
        model.versions_model()._default_manager.filter(team_id=team.pk).order_by("pgh_id").last()
        for model in (Allocation, Capacity)
    ]
    newest = max((row for row in rows if row), key=lambda row: row.pgh_created_at, default=None)
    author = (newest.pgh_context or {}).get("user") if newest else None
    return User.objects.filter(pk=author).first() if author else None


def _plan(times: Any, capacity: Any) -> Plan:
    return Plan(
        {one.month: one.fte for one in capacity},
        {(Row(t.product_id, t.objective_id, t.role), t.month): t.fte for t in times},
    )


def _versions(model: Any, last: str) -> Any:
    """Return the versions that were the newest when the one of this number was."""
    versions = model.versions_model()._default_manager
    number = int(last) if last.isdecimal() and len(last) < 18 else NONE
    newest = (
        versions.filter(pgh_id__lte=number)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
        .values("pgh_id")
    )
    return versions.filter(pgh_id__in=newest)


def _newest(model: Any, team: Team) -> int:
    versions = model.versions_model()._default_manager.filter(team_id=team.pk)
    return versions.aggregate(newest=Max("pgh_id"))["newest"] or NONE
