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
def started(transactional_db: None) -> Iterator[Callable[..., Worker]]:
    """Return a function that starts Python on the servers of the test; all are killed after it."""
    environment = {**os.environ, "DATABASE_URL": address(), "REDIS_URL": settings.REDIS_URL}
    processes: list[Worker] = []

    def start(*arguments: str, **more: str) -> Worker:
        processes.append(
            subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**environment, **more},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        return processes[-1]

    yield start
    for process in processes:
        kill(process)


@pytest.fixture
def worker(started: Callable[..., Worker]) -> Callable[[], Worker]:
    """Return a function that starts a worker."""
    return lambda: started(*COMMAND.split())
