"""A worker killed in the middle: the report still appears once, and its mail is not lost."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from insights import tasks
from insights.actions.delivering import LEASE
from insights.actions.publishing import LOCK
from insights.models import Delivery, Report
from insights.queries.deliveries import state_of
from pmo_portal import celery
from tests.clock import clock_at
from tests.insights.reports.conftest import add_up, moment, publish, want
from tests.insights.reports.mail_server import Inbox, mail_server
from tests.worker import address, kill, until

pytestmark = pytest.mark.django_db(transaction=True)
OUT = moment(8, day=1, hour=8)


class Slow(Inbox):
    """Takes a mail and says nothing, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()

    async def handle_DATA(self, server, session, envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        await server.loop.run_in_executor(None, self.may_answer.wait)
        return answer


@pytest.fixture
def inbox(settings):
    with mail_server(settings, Slow()) as server:
        yield server
        server.may_answer.set()


@pytest.fixture
def clock(tmp_path, monkeypatch):
    """It is the hour at which the report appears; the broker is there."""
    monkeypatch.setattr(celery, "breaker", celery.Breaker())
    with clock_at(OUT, tmp_path / "clock") as set_clock:
        yield set_clock


@pytest.fixture
def work(started, clock, inbox):
    """Start a worker by the clock of the test."""
    program = f"-m tests.clock {clock.file} celery -A pmo_portal worker -Q now,later -P solo"
    return lambda: started(*program.split(), EMAIL_URL=f"smtp://127.0.0.1:{inbox.port}")


def is_waiting_for_its_turn() -> bool:
    """Whether somebody waits to publish a report, after one more look such as beat asks for."""
    tasks.publish_reports.delay()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND objid = %s", [LOCK])
        return cursor.fetchone()[0] > 0


def is_published() -> bool:
    """Whether a report is out, after one more look."""
    tasks.publish_reports.delay()
    return Report.objects.exists()


def is_handed_over(inbox: Inbox) -> bool:
    """Whether a mail has come, after one more look."""
    tasks.deliver_reports.delay()
    return len(inbox.raw) == 1


def is_sent() -> bool:
    """Whether the mail is sent, after one more look."""
    tasks.deliver_reports.delay()
    return Delivery.objects.get().sent_at is not None


def test_killed_while_it_publishes_nothing_is_out_and_the_next_one_publishes(portfolio, work):
    add_up(OUT)
    with psycopg.connect(address()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        worker = work()
        until(is_waiting_for_its_turn, every=1)
        kill(worker)
    assert not Report.objects.exists()

    work()
    until(is_published, every=1)

    assert Report.objects.count() == 1


def test_killed_while_it_hands_a_mail_over_it_is_shown_and_goes_again_under_its_number(
    portfolio, whole, executive, inbox, clock, work
):
    executive.email = "executive@example.com"
    executive.save()
    want(whole, executive)
    publish(OUT)
    worker = work()
    until(lambda: is_handed_over(inbox), every=1)
    kill(worker)
    assert state_of(Delivery.objects.get(), at=OUT)[0] == "sending"

    later = OUT + LEASE + timedelta(minutes=1)
    assert state_of(Delivery.objects.get(), at=later)[0] == "unknown"
    clock.set(later)
    inbox.may_answer.set()
    work()
    until(is_sent, every=1)

    first, second = inbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert Delivery.objects.get().attempts == 2
