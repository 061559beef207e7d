"""Reports on their way: which are due, and how far each has come."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from insights.models import Delivery, Report

MOST_TRIES = 3


def deliveries_due(*, on: date, at: datetime) -> QuerySet[Delivery]:
    """Return the deliveries to be tried now: due, not sent or asked for again, held by nobody."""
    return Delivery.objects.filter(
        Q(sent_at__isnull=True) | Q(is_asked_again=True),
        Q(claimed_until__isnull=True) | Q(claimed_until__lt=at),
        due_on__lte=on,
        set_aside_at__isnull=True,
    ).order_by("due_on", "pk")


def all_deliveries() -> QuerySet[Delivery]:
    """Return every delivery."""
    return Delivery.objects.all()


def deliveries_of(report: Report) -> list[Delivery]:
    """Return to whom a report goes, in the order of addresses."""
    return list(report.deliveries.order_by("address"))


def latest_deliveries(limit: int = 200) -> list[Delivery]:
    """Return the deliveries of all reports: those set aside, then the newest."""
    found = Delivery.objects.select_related("report")
    return list(found.order_by(F("set_aside_at").desc(nulls_last=True), "-pk")[:limit])


def state_of(delivery: Delivery, *, at: datetime) -> tuple[str, str]:
    """Return how far a delivery has come, as a code and in words."""
    if delivery.set_aside_at:
        return "set_aside", _("Set aside after %(n)s tries") % {"n": delivery.attempts}
    if delivery.claimed_until and delivery.claimed_until >= at:
        return "sending", _("Being sent")
    if delivery.is_asked_again:
        return "waiting", _("To be sent again")
    if delivery.sent_at:
        return "sent", _("Sent")
    if delivery.claimed_until:
        return "unknown", _("Perhaps sent; it is tried again under the same number")
    return "waiting", _("Waiting")
