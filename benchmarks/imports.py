"""Ratio 8: bringing in ten thousand rows against checking them and a bare COPY of them."""

import csv
import io
import resource
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction

from benchmarks.portfolio import AT, TODAY
from benchmarks.results import Result, seconds_of_each
from portfolio.models import Organisation
from products.imports import bring_in
from products.imports.understanding import Options, Understanding, understand

ROWS, WEEKS, MANY_TIMES = 10_000, 20, 8
HEADERS = ["Product", "Indicator", "Unit", "Baseline", "Target", "Target date", "Date", "Value"]
OPTIONS = Options(portfolio="Brought in")
COPY = "COPY copied (outcome, observed_on, value, known_at) FROM STDIN"


def run() -> Iterator[Result]:
    """Measure an import that is taken back, so that each time finds the same."""
    content = _file()
    whole, checked, copied = seconds_of_each(
        lambda: _bring_in(content), lambda: _checked(content), lambda: _copy(content), times=3
    )
    note = f"{whole:.2f} s against {checked:.2f} s checking and {copied:.2f} s COPY"
    yield Result(f"import of {ROWS:,} rows", whole / (checked + copied), 3, note=note)
    once = _most_memory()
    for _ in range(MANY_TIMES):
        _bring_in(content)
    note = f"{once:.0f} MB after three"
    yield Result(f"memory after {MANY_TIMES} more", _most_memory() / once, 1.1, note=note)


def _file() -> bytes:
    """Return weekly readings of as many outcomes as make ten thousand rows."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    for n in range(ROWS):
        outcome, week = divmod(n, WEEKS)
        day = TODAY - timedelta(weeks=WEEKS - week)
        name = f"Product {outcome // 20}", f"Indicator {outcome}"
        writer.writerow([*name, "%", 0, 100, "2026-12-31", day, (outcome * 7 + week * 4) % 100])
    return text.getvalue().encode()


def _checked(content: bytes) -> Understanding:
    return understand([("indicators.csv", content)], OPTIONS, today=TODAY)


def _bring_in(content: bytes) -> None:
    organisation = Organisation.objects.get()
    understood = _checked(content)
    tally = bring_in.rehearse(understood, OPTIONS, organisation=organisation, by=None, at=AT)
    assert len(tally.created["readings"]) == ROWS, tally


@transaction.atomic
def _copy(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode())))[1:]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE copied (outcome text, observed_on date, value numeric,"
            " known_at timestamptz, UNIQUE (outcome, observed_on)) ON COMMIT DROP"
        )
        with cursor.copy(COPY) as stream:
            for row in rows:
                stream.write_row([row[1], row[6], row[7], AT])


def _most_memory() -> float:
    """Return the most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
