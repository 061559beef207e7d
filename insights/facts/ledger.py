"""Which day's roll-up answers for a day: lists and sums both ask here, so they agree."""

from datetime import date

from django.db.models import Max

from insights.facts.known import end_of
from insights.models import Fill

JOB, LOOK_BACK = "roll_up", "look_back"

# Each day asked for, and the latest day rolled up by then; from these the days to look at.
ASKED = f"""asked AS MATERIALIZED (
    SELECT a.day AS asked, (
        SELECT max(f."on") FROM insights_fill f WHERE f.job = '{JOB}' AND f."on" <= a.day
    ) AS day
    FROM unnest(%(days)s::date[]) AS a (day)
),
days AS MATERIALIZED (
    SELECT DISTINCT day, 1 AS place, {end_of("day")} AS moment FROM asked WHERE day IS NOT NULL
)"""


def day_shown(on: date) -> date | None:
    """Return the latest day rolled up by then; None before the first."""
    return Fill.objects.filter(job=JOB, on__lte=on).aggregate(last=Max("on"))["last"]
