"""What a person speaks for, and by which day they said they would."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from pmo_portal.lib import calendar
from pmo_portal.lib.vocabulary import Health, ProductStage
from portfolio.models import User
from products.models import CheckIn, Product
from products.queries.watching import is_unsaid, rhythm_of, with_what_is_watched


@dataclass(frozen=True)
class Duty:
    """A product of the person's teams. `due_on` is the last day of the period not spoken for.

    It is a day of the team's own time zone; once all has shipped, periods are those of the outcomes
    still watched. Nothing for a product that is being retired.
    """

    product: Product
    health: str
    said_at: datetime | None
    due_on: date | None
    today: date

    @property
    def is_due_this_week(self) -> bool:
        """Whether the day comes within a week."""
        return self.due_on is not None and self.due_on - self.today < timedelta(days=7)


def duties(user: User, *, at: datetime) -> list[Duty]:
    """Return the products of the person's teams, the next due first; one query."""
    latest = _standing().filter(product=OuterRef("pk")).order_by("-known_at", "-pk")
    found = (
        with_what_is_watched(Product.objects.filter(team__memberships__user=user))
        .select_related("team")
        .annotate(
            health=Subquery(latest.values("health")[:1]),
            said_at=Subquery(latest.values("known_at")[:1]),
            said_for=Subquery(latest.values("period_start")[:1]),
        )
    )
    mine = [_duty(product, at) for product in found.order_by("order", "name", "pk")]
    return sorted(mine, key=lambda duty: (duty.due_on is None, duty.due_on or date.max))


def _standing() -> QuerySet[CheckIn]:
    correction = CheckIn.objects.filter(supersedes=OuterRef("pk"))
    return CheckIn.objects.filter(~Exists(correction))


def _duty(product: Any, at: datetime) -> Duty:
    today = calendar.day_of(at, ZoneInfo(product.team.time_zone))
    due_on = None if product.stage == ProductStage.RETIRE else _due_on(product, today)
    health = product.health or Health.NOT_REPORTED
    return Duty(product, health, product.said_at, due_on, today)


def _due_on(product: Any, today: date) -> date:
    rhythm = rhythm_of(product)
    end = rhythm.period_end(today)
    if is_unsaid(product.said_for, since=rhythm.period_start(today), team=product.team.rhythm):
        return end
    return rhythm.period_end(end + timedelta(days=1))
