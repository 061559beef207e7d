"""Jobs are hints: queueing one never keeps a person waiting and never fails a request."""

import pytest
from celery import Celery

from pmo_portal import celery as wiring


def nothing() -> None:
    """Do the job of the task below."""


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch):
    """A task whose broker can be chosen, with a breaker of its own."""
    monkeypatch.setattr(wiring, "breaker", wiring.Breaker())

    def on(url: str):
        app = Celery("elsewhere", broker=url, set_as_current=False)
        monkeypatch.setattr(wiring, "app", app)
        wiring._connection_for_requests.cache_clear()
        return app.task(nothing, name="elsewhere.nothing", ignore_result=True)

    yield on
    wiring._connection_for_requests.cache_clear()


def test_a_broker_that_is_away_is_noticed_at_once_and_left_alone(job):
    assert wiring.queue(job("redis://127.0.0.1:1/0")) is False
    assert wiring.breaker.is_open()


def test_jobs_are_given_back_by_workers_that_die():
    conf = wiring.app.conf

    assert (conf.task_acks_late, conf.task_reject_on_worker_lost) == (True, True)
    assert (conf.accept_content, conf.task_serializer) == (["json"], "json")
    assert (conf.worker_prefetch_multiplier, conf.task_ignore_result) == (1, True)


def test_a_tick_that_nobody_took_is_gone_before_the_next():
    tick = wiring.app.conf.beat_schedule["tick"]

    assert tick["options"]["expires"] < tick["schedule"]
