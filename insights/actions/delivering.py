"""Bring reports to their readers: claimed, handed over, noted, in this order.

A claim is a lease in the database. Two workers that look at once send once; a worker that dies
between the hand-over and the note leaves a lease that runs out, and the same mail goes again
under the same Message-ID: at least once, at most one copy more for a crash.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from insights.models import Delivery
from insights.queries.deliveries import MOST_TRIES, deliveries_due
from portfolio.models import Organisation

LEASE = timedelta(minutes=5)
LONGEST = 300


@transaction.atomic
def claim_delivery(*, organisation: Organisation, at: datetime) -> Delivery | None:
    """Return the next delivery, ours to send until its lease runs out; None when none is due."""
    due = deliveries_due(on=organisation.day_of(at), at=at)
    claimed = due.select_for_update(skip_locked=True, of=("self",)).first()
    if claimed is None:
        return None
    Delivery.objects.filter(pk=claimed.pk).update(
        claimed_until=at + LEASE, attempts=F("attempts") + 1
    )
    return Delivery.objects.select_related("report", "subscription").get(pk=claimed.pk)


def note_sent(*, delivery: Delivery, at: datetime) -> None:
    """Note that the mail server took it."""
    Delivery.objects.filter(pk=delivery.pk).update(
        sent_at=at, claimed_until=None, is_asked_again=False, problem=""
    )


def note_refused(*, delivery: Delivery, problem: str, at: datetime) -> None:
    """Note that this mail was refused; after the third time it is set aside for a person to see."""
    aside = at if delivery.attempts >= MOST_TRIES else None
    Delivery.objects.filter(pk=delivery.pk).update(
        problem=problem[:LONGEST], set_aside_at=aside, claimed_until=at + LEASE
    )


def give_back(*, delivery: Delivery, problem: str) -> None:
    """Note that the mail server is away: that costs no try."""
    Delivery.objects.filter(pk=delivery.pk).update(
        problem=problem[:LONGEST], claimed_until=None, attempts=F("attempts") - 1
    )


def send_again(*, delivery: Delivery) -> None:
    """Have the same mail go out once more, under the same Message-ID."""
    Delivery.objects.filter(pk=delivery.pk).update(
        is_asked_again=True, set_aside_at=None, claimed_until=None, attempts=0, problem=""
    )
