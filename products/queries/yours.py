"""The products a person speaks for, and which of them have something to say."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from pmo_portal.lib.vocabulary import Health, ProductStage
from portfolio.models import User
from products.models import CheckIn, Product
from products.queries.watching import is_unsaid, rhythm_of, with_what_is_watched


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
        with_what_is_watched(Product.objects.filter(team__memberships__user=user))
        .select_related("team")
        .annotate(
            health=Subquery(latest.values("health")[:1]),
            said_for=Subquery(latest.values("period_start")[:1]),
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
    """Return whether nothing was said in the present period; the retired owe nothing."""
    if product.stage == ProductStage.RETIRE:
        return False
    since = rhythm_of(product).period_start(on)
    return is_unsaid(product.said_for, since=since, team=product.team.rhythm)
