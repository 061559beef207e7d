"""Jobs of the insights. Each may run twice or late: what is to do stands in the database.

A job lost with its worker is no loss, for the tick queues another; so the broker never hands
one out again, and none can kill one worker after another.
"""

from celery import shared_task
from django.utils import timezone

from insights.actions import roll_ups
from insights.dashboards import ready
from insights.reports.deliver import deliver_due
from insights.reports.invite import invite_teams
from insights.reports.publish import publish_due
from insights.rollups.due import roll_ups_due
from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door

A_SECOND, HALF_A_MINUTE, AN_HOUR = 1, 30, 3600


@shared_task(acks_late=False)
def roll_up() -> None:
    """Bring today's figures up to date with what has changed; past days then follow."""
    with provenance(door=Door.JOB):
        began_at = timezone.now()
        roll_ups.roll_up_today(at=began_at)
        roll_ups.mark_if_day_turned(began_at=began_at, at=timezone.now())
    if roll_ups_due(at=timezone.now()).past:
        roll_up_past.delay()
    else:
        make_ready.apply_async(countdown=A_SECOND)


@shared_task(acks_late=False, soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def roll_up_past() -> None:
    """Bring past days up to date with what has changed for them, and fill Mondays missed."""
    with provenance(door=Door.JOB):
        roll_ups.roll_up_past(at=timezone.now())
    make_ready.apply_async(countdown=A_SECOND)


@shared_task(acks_late=False, expires=HALF_A_MINUTE)
def make_ready() -> None:
    """Put the first page together, so that nobody waits for it: after a burst of changes once."""
    ready.make_ready(at=timezone.now())


@shared_task(acks_late=False, soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def publish_reports() -> None:
    """Publish the reports that should have appeared by now; open the next ones to their teams."""
    with provenance(door=Door.JOB):
        publish_due(at=timezone.now())
        invite_teams(at=timezone.now())
    deliver_reports.delay()


@shared_task(acks_late=False, soft_time_limit=240, time_limit=270)
def deliver_reports() -> None:
    """Mail the reports that are due to their readers."""
    with provenance(door=Door.JOB):
        deliver_due(clock=timezone.now)


@shared_task(acks_late=False)
def tick() -> None:
    """Look what is due, every half minute."""
    due = roll_ups_due(at=timezone.now())
    if due.today:
        roll_up.delay()
    if due.past:
        roll_up_past.delay()
    if not (due.today or due.past):
        make_ready.delay()
