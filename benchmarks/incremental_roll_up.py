"""Ratio 2: rolling up one check-in costs the same in a small portfolio and in a large one."""

from collections.abc import Iterator
from datetime import timedelta
from statistics import quantiles
from time import perf_counter

from benchmarks.portfolio import AT, TODAY, portfolio
from benchmarks.results import Result
from insights.actions import roll_ups
from products.actions.readings import refresh_current_readings
from products.models import Outcome, Reading

TIMES, SMALL = 40, 500


def run() -> Iterator[Result]:
    """Measure one reading's roll-up in the portfolio at hand, and in a small one as old."""
    count, weeks = Outcome.objects.count(), Reading.objects.filter(outcome=1).count()
    large = _quiet_seconds()
    with portfolio(outcomes=SMALL, weeks=weeks):
        small = _quiet_seconds()
    note = f"{small * 1000:.1f} ms of {SMALL}, {large * 1000:.1f} ms of {count:,}"
    yield Result(
        "roll-up of one reading, large against 500 outcomes", large / small, 1.3, note=note
    )


def _quiet_seconds() -> float:
    """Return the lower quartile: the two portfolios are measured minutes apart."""
    roll_ups.roll_up_day(TODAY, at=AT)
    taken = []
    for n in range(TIMES):
        outcome = Outcome.objects.get(pk=n % SMALL + 1)
        Reading.objects.create(
            outcome=outcome, observed_on=TODAY, value=n, known_at=AT + timedelta(seconds=n)
        )
        refresh_current_readings([outcome.pk])
        roll_ups.mark_changed(product_id=outcome.product_id, since=TODAY)
        began = perf_counter()
        roll_ups.roll_up_today(at=AT)
        taken.append(perf_counter() - began)
    return quantiles(taken, n=4)[0]
