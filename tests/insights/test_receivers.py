"""A write marks what changed and asks for a roll-up; without Redis it is saved all the same."""

import contextlib
import socket
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from insights import receivers
from insights.actions import roll_ups
from insights.models import Mark, Snapshot
from pmo_portal import celery
from portfolio.actions import portfolios
from products.actions.readings import record_reading
from products.models import Reading
from products.signals import changed
from tests import factories

NOW = datetime(2025, 7, 4, 12, tzinfo=UTC)


@pytest.fixture
def broker(monkeypatch):
    """Return a function that points requests to another broker for one test."""

    def use(url: str) -> None:
        monkeypatch.setattr(celery.app.conf, "broker_url", url)
        celery._connection_for_requests.cache_clear()

    monkeypatch.setattr(celery, "breaker", celery.Breaker())
    yield use
    celery._connection_for_requests.cache_clear()


@pytest.fixture
def silent():
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def frozen(silent):
    """The address of a broker that takes the connection and never answers."""
    return f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def callers(server: socket.socket) -> int:
    """Return how many have connected since the last look."""
    count = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            server.accept()[0].close()
            count += 1
    return count


@transaction.atomic
def change_and_fail(product):
    """A write that tells of its change, and then does not go through."""
    changed.send(sender=None, product_id=product.pk, since=date(2025, 7, 4))
    raise RuntimeError


@pytest.mark.django_db
def test_mark_stands_or_falls_with_the_change(product):
    with pytest.raises(RuntimeError):
        change_and_fail(product)
    assert not Mark.objects.exists()

    changed.send(sender=None, product_id=product.pk, since=date(2025, 7, 4))

    assert list(Mark.objects.values_list("product_id", "since")) == [(product.pk, date(2025, 7, 4))]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["away", "frozen"])
def test_without_redis_a_write_is_saved_and_rolled_up_later(
    organisation, product, lead, broker, frozen, state, django_capture_on_commit_callbacks
):
    broker("redis://127.0.0.1:1/0" if state == "away" else frozen)
    outcome = factories.outcome(product=product)
    roll_ups.roll_up_today(at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        for value in (10, 20, 30):
            record_reading(outcome=outcome, observed_on=NOW.date(), value=value, by=lead, at=NOW)

    assert Reading.objects.count() == 3
    assert Mark.objects.count() == 3
    roll_ups.roll_up_today(at=NOW)
    assert Snapshot.objects.get(kind="organisation").outcomes_measured == 1


@pytest.mark.django_db
def test_a_silent_broker_is_left_alone_for_a_while(broker, silent, frozen):
    broker(frozen)
    receivers.ask_for_roll_up()
    assert callers(silent) == 1

    for _ in range(100):
        receivers.ask_for_roll_up()

    assert callers(silent) == 0


def test_moving_a_portfolio_marks_everything_for_the_day(organisation):
    branch, other = factories.portfolio("Branch"), factories.portfolio("Other")

    portfolios.move_portfolio(portfolio=branch, parent=other, by=None, at=NOW)

    assert [(mark.product_id, mark.since) for mark in Mark.objects.all()] == [(None, NOW.date())]
