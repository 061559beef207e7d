"""How often a product has something to say, also once its work has shipped."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from pmo_portal.lib.calendar import LONGEST
from pmo_portal.lib.rhythm import Rhythm
from pmo_portal.lib.vocabulary import Cadence, InitiativeStage
from products.models import Initiative, Outcome

ENDED = (InitiativeStage.DONE, InitiativeStage.STOPPED)


def with_what_is_watched(products: QuerySet) -> QuerySet:
    """Add `has_work`, whether work has not ended, and `watched`, the cadences of open outcomes."""
    listed = {"product": OuterRef("pk"), "unlisted_on": None}
    work = Initiative.objects.filter(**listed).exclude(stage__in=ENDED)
    watched = Outcome.objects.filter(**listed, closed_as="").order_by().values("cadence")
    return products.annotate(has_work=Exists(work), watched=ArraySubquery(watched.distinct()))


def rhythm_of(product: Any) -> Rhythm:
    """Return how often to ask for a product that carries `with_what_is_watched`.

    While there is work, as often as its team checks in; later as often as the outcome read most
    often wants, and never more often than the team checks in.
    """
    team: Rhythm = product.team.rhythm
    if product.has_work or not product.watched:
        return team
    wanted = min((cadence or team.cadence for cadence in product.watched), key=_days)
    return replace(team, cadence=max(team.cadence, wanted, key=_days))


def is_unsaid(said_for: date | None, *, since: date, team: Rhythm) -> bool:
    """Return whether no check-in reaches into the period that began on `since`.

    `said_for` is where the team's own period of the latest check-in began.
    """
    return said_for is None or team.period_end(said_for) < since


def _days(cadence: str) -> int:
    return LONGEST[Cadence(cadence)]
