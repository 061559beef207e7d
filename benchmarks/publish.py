"""Ratio 3: from a saved check-in to its figure, with one real worker, alone and in a burst."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, perf_counter, sleep
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.portfolio import member_of_everything
from benchmarks.results import Result
from insights.actions import roll_ups
from insights.models import Mark
from insights.queries import figures
from insights.scope import Scope
from products.actions.readings import record_reading
from products.models import Outcome

ALONE, BURST = 100, 200
WORKER = "-m celery -A pmo_portal worker -Q now,later -c 1 --without-gossip --without-mingle"


def run() -> Iterator[Result]:
    """Record readings one by one, then in a burst, and wait until the dashboard shows each."""
    person = member_of_everything()
    outcomes = list(Outcome.objects.select_related("product__team")[:BURST])
    roll_ups.roll_up_today(at=timezone.now())
    with worker():
        _seen_after(outcomes[0], person, value=99)
        taken = sorted(_seen_after(o, person, value=n) for n, o in enumerate(outcomes[:ALONE]))
        p50, p99 = taken[ALONE // 2], taken[ALONE * 99 // 100 - 1]
        note = f"median {p50 * 1000:.0f} ms"
        yield Result("saved to shown, 99th of a hundred", p99 * 1000, 100, "ms", note)
        began = perf_counter()
        for n, outcome in enumerate(outcomes):
            _record(outcome, person, value=n)
        saved = perf_counter()
        _until_shown()
        note = f"{saved - began:.1f} s to save them"
        yield Result(
            "last of a burst of 200 saved, to all shown", perf_counter() - saved, 1, "s", note
        )


@contextmanager
def worker() -> Iterator[None]:
    """Run one worker on the database of the benchmarks."""
    server = urlsplit(os.environ["DATABASE_URL"])
    address = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": address, "REDIS_URL": settings.REDIS_URL}
    process = subprocess.Popen(
        [sys.executable, *WORKER.split()],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _record(outcome: Outcome, person, *, value: int) -> None:
    now = timezone.now()
    record_reading(outcome=outcome, observed_on=now.date(), value=value, by=person, at=now)


def _seen_after(outcome: Outcome, person, *, value: int) -> float:
    _record(outcome, person, value=value)
    saved = perf_counter()
    _until_shown()
    figures.figures_on(Scope(product_id=outcome.product_id), on=timezone.now().date(), user=person)
    return perf_counter() - saved


def _until_shown() -> None:
    end = monotonic() + 60
    while Mark.objects.exists():
        if monotonic() > end:
            sys.exit("The worker did not roll up within a minute.")
        sleep(0.001)
