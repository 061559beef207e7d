"""Ratios 4, 5 and 7: the first page against one that only says the user's name."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.portfolio import TODAY, portfolio, reader
from benchmarks.results import Result
from benchmarks.signed_in import NAME, cpu
from insights.charts import health_weeks, trajectory
from insights.charts.trajectory import Ahead, Point, Trajectory, Words
from insights.figures import HEALTHS
from insights.tasks import make_ready

SMALL, CHARTS, POINTS = 600, 12, 104
PAGE = "/"


def run() -> Iterator[Result]:
    """Measure the page in the portfolio at hand, and in a small one."""
    with override_settings(ROOT_URLCONF="benchmarks.signed_in", ALLOWED_HOSTS=["*"]):
        client = reader("reader@example.test")
        yield from _page(client)
        large = cpu(lambda: _first(client), times=9)
        with portfolio(outcomes=SMALL, weeks=12):
            small_client = reader("reader@example.test")
            small = cpu(lambda: _first(small_client), times=9)
            small_asked = _asked(small_client)
        asked = _asked(client)
    note = f"{small * 1000:.0f} ms of {SMALL} outcomes, {large * 1000:.0f} ms"
    yield Result("dashboard from nothing, large against small", large / small, 1.3, note=note)
    note = f"{asked} of the large, {small_asked} of the small"
    yield Result("dashboard, more questions than of a small one", asked - small_asked, 0, "", note)
    yield from _figures()


def _page(client: Client) -> Iterator[Result]:
    html = client.get(PAGE).content
    yield Result("dashboard, questions to the database", _asked(client), 12, "")
    yield Result("dashboard, HTML", len(html) / 1024, 100, "KB")
    yield Result("dashboard, compressed", len(gzip.compress(html, 6)) / 1024, 15, "KB")
    name = cpu(lambda: client.get(NAME))
    again = cpu(lambda: client.get(PAGE))
    ready = cpu(lambda: client.get(PAGE), before=_made_by_the_worker, times=9)
    alone = cpu(lambda: _first(client), times=9)
    etag = client.get(PAGE)["ETag"]
    unchanged = cpu(lambda: client.get(PAGE, headers={"if-none-match": etag}))
    note = f"{name * 1000:.1f} ms of processor says the name"
    yield Result("dashboard, against only the user's name", again / name, 10, note=note)
    note = "the worker has made it ready"
    yield Result("dashboard, first reader after a change", ready / name, 10, note=note)
    note = f"{alone * 1000:.0f} ms; met under filters, or while no worker runs"
    yield Result("dashboard from nothing", alone / name, 10, note=note, is_told=True)
    yield Result("dashboard unchanged (304), against the name", unchanged / name, 1.2)


def _made_by_the_worker() -> None:
    """Do after a roll-up what the worker does; for the page it is as if there were none before."""
    caches["pages"].clear()
    make_ready()


def _first(client: Client) -> None:
    caches["pages"].clear()
    client.get(PAGE)


def _asked(client: Client) -> int:
    """Return how many questions the page from nothing asks the database."""
    with CaptureQueriesContext(connection) as asked:
        _first(client)
    return len(asked)


def _figures() -> Iterator[Result]:
    """Measure the figures of twelve charts of three lines with two years of weeks."""
    days = [date(2024, 1, 3) + timedelta(weeks=n) for n in range(POINTS)]
    points = [Point(day, 60 + n % 40, 200, n % 50) for n, day in enumerate(days)]
    drawn = Trajectory(points, [Ahead(days[-1], 50, 50, 50), Ahead(TODAY, 70, 80, 90)])
    words = Words("on course", "in all", "met", "expected", "today", str)
    weeks = [(day, {h: (n + k) % 40 for k, h in enumerate(HEALTHS)}) for n, day in enumerate(days)]

    def made() -> str:
        half = CHARTS // 2
        figures = [trajectory.figure(drawn, words) for _ in range(half)]
        figures += [health_weeks.figure(weeks, {h: h for h in HEALTHS}) for _ in range(half)]
        return json.dumps(figures, separators=(",", ":"))

    yield Result("figures of twelve charts", cpu(made) * 1000, 2, "ms")
    size = len(gzip.compress(made().encode(), 6)) / 1024
    yield Result("figures of twelve charts, compressed", size, 12, "KB")
