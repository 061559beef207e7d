"""Which day's roll-up answers for a day: lists and sums both ask here, so they agree."""

from datetime import date

from django.db.models import Max

from insights.models import Fill

JOB = "roll_up"


def day_shown(on: date) -> date | None:
    """Return the latest day rolled up by then; None before the first."""
    return Fill.objects.filter(job=JOB, on__lte=on).aggregate(last=Max("on"))["last"]
