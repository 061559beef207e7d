"""Ratio 3: from a published check-in to its figure, alone and in a burst, with real workers.

As `make run` has them: one for what people wait for, one for long jobs.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Event, Thread
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
from insights.rollups import ledger
from insights.scope import Scope
from pmo_portal import celery
from pmo_portal.lib.vocabulary import Health
from portfolio.models import User
from products.actions.publishing import publish_check_in
from products.models import Product

ALONE, BURST, VALUES, PATIENCE = 100, 200, 3, 120
QUEUES = "now", "later"
WORKER = "-m celery -A pmo_portal worker -c 1 --without-gossip --without-mingle -Q {0} -n {0}@%h"
Published = list[tuple[int, float]]


def run() -> Iterator[Result]:
    """Publish check-ins of three values one by one, then in a burst, until each is shown."""
    person = member_of_everything()
    products = list(Product.objects.select_related("team")[:ALONE])
    _be_up_to_date()
    with workers():
        _until_shown(products[0], person, value=99)
        alone = [_until_shown(one, person, value=n) for n, one in enumerate(products)]
        yield _ninety_ninth("published alone to shown", alone, limit=100, unit="ms")
        burst = [products[n % len(products)] for n in range(BURST)]
        taken = _burst(burst, person)
        yield _ninety_ninth(f"published in a burst of {BURST} to shown", taken, limit=1, unit="s")


def _be_up_to_date() -> None:
    """Have today rolled up and no other job wait: the past of so many weeks takes its time."""
    now = timezone.now()
    roll_ups.roll_up_today(at=now)
    ledger.record([now.date()], at=now, job=ledger.LOOK_BACK)
    Mark.objects.all().delete()
    celery.app.control.purge()


@contextmanager
def workers() -> Iterator[None]:
    """Run a worker for each queue on the database of the benchmarks."""
    server = urlsplit(os.environ["DATABASE_URL"])
    address = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": address, "REDIS_URL": settings.REDIS_URL}
    processes = [
        subprocess.Popen(
            [sys.executable, *WORKER.format(name).split()],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in QUEUES
    ]
    try:
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _publish(product: Product, person: User, *, value: int) -> None:
    """Publish as the form does, with a new value for three outcomes."""
    outcomes = islice(product.outcomes.select_related("product__team"), VALUES)
    words = {
        "health": Health.AT_RISK if value % 2 else Health.ON_TRACK,
        "confidence": value % 100,
        "what_changed": f"Value {value} was read.",
        "readings": {outcome: value + n for n, outcome in enumerate(outcomes)},
    }
    publish_check_in(product=product, words=words, body=value, by=person, at=timezone.now())


def _until_shown(product: Product, person: User, *, value: int) -> float:
    """Return the seconds from the press until the figures of the product hold the check-in."""
    began, end = perf_counter(), monotonic() + PATIENCE
    _publish(product, person, value=value)
    while Mark.objects.exists():
        _require_progress(end)
        sleep(0.001)
    figures.figures_on(Scope(product_id=product.pk), on=timezone.now().date(), user=person)
    return perf_counter() - began


def _burst(products: list[Product], person: User) -> list[float]:
    """Return the seconds of each check-in; those of one product are shown with the last."""
    published: Published = []
    shown: list[float] = []
    is_over = Event()
    watcher = Thread(target=_watch, args=(published, shown, is_over))
    watcher.start()
    for n, product in enumerate(products):
        began = perf_counter()
        _publish(product, person, value=n)
        published.append((product.pk, began))
    is_over.set()
    watcher.join()
    return shown


def _watch(published: Published, shown: list[float], is_over: Event) -> None:
    """Note when each check-in published has no mark left, which is when its figure is there."""
    end = monotonic() + PATIENCE
    while not (is_over.is_set() and len(shown) == len(published)):
        _require_progress(end)
        waiting = published[len(shown) :]
        marked = set(Mark.objects.values_list("product_id", flat=True))
        for product_id, began in waiting:
            if product_id in marked:
                break
            shown.append(perf_counter() - began)
        sleep(0.002)
    connection.close()


def _require_progress(end: float) -> None:
    if monotonic() > end:
        sys.exit("The worker did not roll up within two minutes.")


def _ninety_ninth(name: str, taken: list[float], *, limit: float, unit: str) -> Result:
    scale = 1000 if unit == "ms" else 1
    ranked = sorted(taken)
    note = f"median {ranked[len(ranked) // 2] * 1000:.0f} ms"
    worst = ranked[len(ranked) * 99 // 100 - 1]
    return Result(f"check-in {name}, 99th of a hundred", worst * scale, limit, unit, note)
