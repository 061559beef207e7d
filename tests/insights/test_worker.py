"""A real worker, killed in the middle of a roll-up: nothing is lost and nobody has to help."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from insights import receivers, tasks
from insights.actions import roll_ups
from insights.models import Mark
from products.actions.readings import record_reading
from tests import factories
from tests.insights.rollups.rows import stored
from tests.sources import ROOT

WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'insights_snapshot'::regclass"
)


def address() -> str:
    """Return where the database of this test is."""
    server = urlsplit(os.environ["DATABASE_URL"])
    return server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def until(is_so: Callable[[], bool], *, every: float = 0.05) -> None:
    """Wait until it is so; fail when it does not come."""
    end = time.monotonic() + 40
    while not is_so():
        assert time.monotonic() < end, "this did not come to pass"
        time.sleep(every)


@pytest.fixture
def worker(transactional_db) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return a function that starts a worker on the database and the broker of the tests."""
    environment = {**os.environ, "DATABASE_URL": address(), "REDIS_URL": settings.REDIS_URL}
    command = "-m celery -A pmo_portal worker -Q now,later -c 1 --without-mingle --without-gossip"
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen(
                [sys.executable, *command.split()],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a worker with all its children, as the power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def nobody_may_write_snapshots() -> Iterator[None]:
    """Hold up every roll-up half way: its cells are written, its marks taken."""
    with psycopg.connect(address()) as other:
        other.execute("LOCK TABLE insights_snapshot IN SHARE MODE")
        yield


def is_held_up() -> bool:
    """Whether a roll-up waits to write its snapshots."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def is_caught_up() -> bool:
    """Whether nothing waits to be rolled up, after one more look."""
    tasks.tick()
    return not Mark.objects.exists()


def test_worker_killed_in_a_roll_up_leaves_what_a_rebuild_makes(worker, monkeypatch):
    monkeypatch.setattr(receivers, "_quiet_until", 0.0)
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
        until(is_held_up)
        kill(first)
    until(lambda: not is_held_up())

    assert (Mark.objects.count(), stored()) == (1, before)
    worker()
    until(is_caught_up, every=0.5)

    caught_up = stored()
    assert caught_up != before
    roll_ups.rebuild(at=now)
    assert stored() == caught_up
