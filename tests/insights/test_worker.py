"""A real worker, killed in the middle of a roll-up: nothing is lost and nobody has to help."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from django.utils import timezone

from insights import tasks
from insights.actions import roll_ups
from insights.models import Mark
from pmo_portal import celery
from products.actions.readings import record_reading
from tests import factories
from tests.insights.rollups.rows import stored
from tests.worker import address, kill, until

WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'insights_snapshot'::regclass"
)


@contextmanager
def nobody_may_write_snapshots() -> Iterator[None]:
    """Hold up every roll-up half way: its cells are written, its marks taken."""
    with psycopg.connect(address()) as other:
        other.execute("LOCK TABLE insights_snapshot IN SHARE MODE")
        yield


def is_held_up() -> bool:
    """Whether a roll-up waits to write its snapshots, after one more look."""
    tasks.tick()
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def is_caught_up() -> bool:
    """Whether nothing waits to be rolled up, after one more look."""
    tasks.tick()
    return not Mark.objects.exists()


def test_worker_killed_in_a_roll_up_leaves_what_a_rebuild_makes(worker, monkeypatch):
    monkeypatch.setattr(celery, "breaker", celery.Breaker())
    factories.organisation()
    product = factories.product()
    lead = factories.user()
    factories.membership(lead, product.team, is_lead=True)
    outcome = factories.outcome(product=product)
    now = timezone.now()
    roll_ups.rebuild(at=now)
    before = stored()
    with nobody_may_write_snapshots():
        first = worker()
        record_reading(outcome=outcome, observed_on=now.date(), value=40, by=lead, at=now)
        until(is_held_up, every=0.5)
        kill(first)
    until(lambda: not is_held_up())

    assert (Mark.objects.count(), stored()) == (1, before)
    worker()
    until(is_caught_up, every=0.5)

    caught_up = stored()
    assert caught_up != before
    roll_ups.rebuild(at=now)
    assert stored() == caught_up
