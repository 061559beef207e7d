"""Ratios 4, 5 and 7: the first page against one that only says the user's name."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta

from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.full_roll_up import AT
from benchmarks.portfolio import TODAY, portfolio
from benchmarks.results import Result
from benchmarks.signed_in import NAME, cpu
from insights.actions import roll_ups
from insights.charts import health_weeks, trajectory
from insights.charts.trajectory import Ahead, Point, Trajectory, Words
from insights.figures import HEALTHS
from portfolio.models import User
from products.models import Outcome

WEEKS, LAST_WEEKS, MANY, SMALL, CHARTS, POINTS = 52, 12, 10_000, 600, 12, 104
PAGE = f"/?on={TODAY}"


def run() -> Iterator[Result]:
    """Measure the page in the portfolio at hand, and in a small one."""
    with override_settings(ROOT_URLCONF="benchmarks.signed_in", ALLOWED_HOSTS=["*"]):
        client = _reader()
        yield from _page(client)
        large = cpu(lambda: _first(client), times=9)
        with portfolio(outcomes=SMALL, weeks=12):
            small_client = _reader()
            small = cpu(lambda: _first(small_client), times=9)
    note = f"{small * 1000:.0f} ms of {SMALL} outcomes, {large * 1000:.0f} ms"
    yield Result("dashboard, large against small portfolio", large / small, 1.3, note=note)
    yield from _figures()


def _reader() -> Client:
    """Return somebody signed in before a portfolio whose year is rolled up.

    Of a large one the last weeks alone, which the lines of the strip are drawn from.
    """
    weeks_back = WEEKS if Outcome.objects.count() <= MANY else LAST_WEEKS
    for weeks in range(weeks_back, -1, -1):
        roll_ups.roll_up_day(TODAY - timedelta(weeks=weeks), at=AT)
    client = Client()
    client.force_login(User.objects.create_user("reader@example.test", name="Reader"))
    client.get(PAGE)  # sets the cookie that forms need
    return client


def _page(client: Client) -> Iterator[Result]:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        page = client.get(PAGE)
    html = page.content
    yield Result("dashboard, questions to the database", len(asked), 12, "")
    yield Result("dashboard, HTML", len(html) / 1024, 100, "KB")
    yield Result("dashboard, compressed", len(gzip.compress(html, 6)) / 1024, 15, "KB")
    name = cpu(lambda: client.get(NAME))
    again, first = cpu(lambda: client.get(PAGE)), cpu(lambda: _first(client))
    unchanged = cpu(lambda: client.get(PAGE, headers={"if-none-match": page["ETag"]}))
    note = f"{name * 1000:.1f} ms of processor says the name"
    yield Result("dashboard, against only the user's name", again / name, 10, note=note)
    note = "the first reader after each change"
    yield Result("dashboard put together anew, against the name", first / name, 10, note=note)
    yield Result("dashboard unchanged (304), against the name", unchanged / name, 1.2)


def _first(client: Client) -> None:
    caches["pages"].clear()
    client.get(PAGE)


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
