"""A real Celery worker on the database and the broker of the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.sources import ROOT

Worker = subprocess.Popen[bytes]
COMMAND = "-m celery -A pmo_portal worker -Q now,later -c 1 --without-mingle --without-gossip"


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


def kill(process: Worker) -> None:
    """Kill a worker with all its children, as the power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Callable[[], Worker]]:
    """Return a function that starts a worker; all are killed after the test."""
    environment = {**os.environ, "DATABASE_URL": address(), "REDIS_URL": settings.REDIS_URL}
    started: list[Worker] = []

    def start() -> Worker:
        started.append(
            subprocess.Popen(
                [sys.executable, *COMMAND.split()],
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
