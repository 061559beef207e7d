"""The products a person speaks for, and which of them have something to say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from pmo_portal.lib.calendar import period_start
from pmo_portal.lib.vocabulary import Health, ProductStage
from portfolio.models import User
from products.models import CheckIn, Product


@dataclass(frozen=True)
class Yours:
    """A product of the person's teams, its latest word, and whether a check-in is due."""

    slug: str
    name: str
    health: str
    is_due: bool


def your_products(user: User, *, on: date) -> list[Yours]:
    """Return the products of the person's teams, those due first; one query."""
    latest = _standing().filter(product=OuterRef("pk")).order_by("-known_at", "-pk")
    found = (
        Product.objects.filter(team__memberships__user=user)
        .annotate(
            health=Subquery(latest.values("health")[:1]),
            said_for=Subquery(latest.values("period_start")[:1]),
            cadence=F("team__cadence"),
            first_weekday=F("team__first_weekday"),
        )
        .order_by("order", "name", "pk")
    )
    yours = [
        Yours(one.slug, one.name, one.health or Health.NOT_REPORTED, _is_due(one, on))
        for one in found
    ]
    return sorted(yours, key=lambda one: not one.is_due)


def _standing() -> QuerySet[CheckIn]:
    correction = CheckIn.objects.filter(supersedes=OuterRef("pk"))
    return CheckIn.objects.filter(~Exists(correction))


def _is_due(product: Any, on: date) -> bool:
    """Return whether nothing was said in the team's present period; the retired owe nothing."""
    if product.stage == ProductStage.RETIRE:
        return False
    start = period_start(on, cadence=product.cadence, first_weekday=product.first_weekday)
    return product.said_for is None or product.said_for < start
