"""What a product owes a word on, and how often: also once its work has shipped."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from pmo_portal.lib.calendar import LONGEST
from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.rhythm import Rhythm
from pmo_portal.lib.vocabulary import Cadence, Health, InitiativeStage, ProductStage
from portfolio.models import Team
from products.models import CheckIn, Contribution, Initiative, Outcome, Product

ENDED = (InitiativeStage.DONE, InitiativeStage.STOPPED)
WATCHED = {
    **{column: column for column in ("pk", "public_id", "name", "cadence")},
    "read_on": "current_observed_on",
}


@dataclass(frozen=True)
class Watched:
    """An open outcome with a cadence of its own that no work moves now, and its last reading."""

    pk: int
    public_id: str
    name: str
    cadence: str
    read_on: date | None

    @property
    def path_part(self) -> str:
        """The part of its address that names it."""
        return readable(self.public_id, self.name)

    def rhythm(self, team: Rhythm) -> Rhythm:
        """Return how often it is read: never more often than its team checks in."""
        return replace(team, cadence=max(team.cadence, self.cadence, key=_days))


@dataclass(frozen=True)
class Standing:
    """A product with its latest word, and what there is to say a word on.

    `is_new` while nothing was planned yet, `is_watched` while an open outcome is read as often
    as its team checks in. `said_for` is where the period of the latest check-in began.
    """

    product: Product
    team: Team
    health: str
    said_at: datetime | None
    said_for: date | None
    has_work: bool
    is_new: bool
    is_watched: bool
    watched: list[Watched]

    @property
    def is_over(self) -> bool:
        """Whether the product is being retired, and owes nothing any more."""
        return self.product.stage == ProductStage.RETIRE

    @property
    def has_to_check_in(self) -> bool:
        """Whether a check-in is owed: what has shipped owes none unless it is watched."""
        return not self.is_over and (self.has_work or self.is_watched)

    def is_unsaid(self, on: date) -> bool:
        """Return whether no check-in reaches into the team's period of the day."""
        rhythm = self.team.rhythm
        return self.said_for is None or rhythm.period_end(self.said_for) < rhythm.period_start(on)

    def unread(self, on: date) -> Iterable[tuple[Watched, Rhythm]]:
        """Return the watched outcomes without a reading in their own period of the day."""
        for outcome in [] if self.is_over else self.watched:
            rhythm = outcome.rhythm(self.team.rhythm)
            if outcome.read_on is None or outcome.read_on < rhythm.period_start(on):
                yield outcome, rhythm


def standing_of(which: Q) -> list[Standing]:
    """Return how the products of which this holds stand now; one query."""
    return [_standing(product) for product in _annotated().filter(which)]


@cache
def _annotated() -> QuerySet[Any]:
    """Return the question, put together once: every page beside which products stand asks it."""
    here = {"product": OuterRef("pk"), "unlisted_on": None}
    work, outcomes = Initiative.objects.filter(**here), Outcome.objects.filter(**here)
    moved = Contribution.objects.standing().filter(
        outcome=OuterRef("pk"), initiative__unlisted_on=None
    )
    watched = outcomes.filter(closed_as="").exclude(cadence="")
    correction = CheckIn.objects.filter(supersedes=OuterRef("pk"))
    said = CheckIn.objects.filter(~Exists(correction), product=OuterRef("pk"))
    latest = said.order_by("-known_at", "-pk")
    return (
        Product.objects.select_related("team")
        .annotate(
            has_work=Exists(work.exclude(stage__in=ENDED)),
            has_plans=Exists(work) | Exists(outcomes),
            is_watched=Exists(outcomes.filter(closed_as="", cadence="")),
            watched=ArraySubquery(
                watched.filter(~Exists(moved.exclude(initiative__stage__in=ENDED)))
                .order_by("name", "pk")
                .values(json=JSONObject(**WATCHED))
            ),
            health=Subquery(latest.values("health")[:1]),
            said_at=Subquery(latest.values("known_at")[:1]),
            said_for=Subquery(latest.values("period_start")[:1]),
        )
        .order_by("order", "name", "pk")
    )


def _standing(product: Any) -> Standing:
    return Standing(
        product=product,
        team=product.team,
        health=product.health or Health.NOT_REPORTED,
        said_at=product.said_at,
        said_for=product.said_for,
        has_work=product.has_work,
        is_new=not product.has_plans,
        is_watched=product.is_watched,
        watched=[_watched(**outcome) for outcome in product.watched],
    )


def _watched(*, read_on: str | None, **named: Any) -> Watched:
    return Watched(**named, read_on=date.fromisoformat(read_on) if read_on else None)


def _days(cadence: str) -> int:
    return LONGEST[Cadence(cadence)]
