"""What was measured."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from portfolio.models import User
from products.models import Outcome, Reading
from products.queries.known import AsKnown

NEWEST_FIRST = ("-observed_on", "-recorded_at", "-pk")


def visible_readings(user: User) -> QuerySet[Reading]:
    """Return the readings this person may see."""
    return Reading.objects.visible_to(user)


def readings_by_outcome(
    outcome_ids: Iterable[int], *, known: AsKnown, since: date | None = None
) -> dict[int, list[Reading]]:
    """Return the valid readings of each outcome, oldest first; one query for all."""
    readings = known.valid(Reading.objects.filter(outcome_id__in=list(outcome_ids)))
    if since:
        readings = readings.filter(observed_on__gte=since)
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings.order_by("observed_on", "recorded_at", "pk"):
        found[reading.outcome_id].append(reading)
    return found


def days_measured(outcome_ids: Iterable[int], *, known: AsKnown) -> dict[int, int]:
    """Return on how many days each outcome was measured; one query for all."""
    readings = known.valid(Reading.objects.filter(outcome_id__in=list(outcome_ids)))
    counted = readings.filter(value__isnull=False).order_by().values_list("outcome_id")
    return dict(counted.annotate(Count("observed_on", distinct=True)))


def reading_history(outcome: Outcome, *, known: AsKnown, limit: int = 200) -> list[Reading]:
    """Return the newest readings with those they corrected, each saying what replaced it.

    `replacement` is the correction known by then, or nothing.
    """
    readings = known.facts(Reading.objects.filter(outcome=outcome.pk))
    rows = list(readings.select_related("by").order_by(*NEWEST_FIRST)[:limit])
    corrections = {row.supersedes_id: row for row in rows if row.supersedes_id}
    for row in rows:
        row.replacement = corrections.get(row.pk)
    return rows


def reading_count(outcome: Outcome, *, known: AsKnown) -> int:
    """Return how many readings are on record, corrections included."""
    return known.facts(Reading.objects.filter(outcome=outcome.pk)).count()
