"""How long something took, and when a team's period ends."""

from datetime import date, timedelta

import pytest

from pmo_portal.lib import formats
from pmo_portal.lib.calendar import period_end, period_start
from pmo_portal.lib.vocabulary import Cadence


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (None, "no data"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=9), "2.4 days"),
        (timedelta(days=20, hours=3), "20 days"),
    ],
)
def test_a_length_of_time_reads_in_its_largest_fitting_unit(time, text):
    assert formats.duration(time) == text


@pytest.mark.parametrize("cadence", Cadence)
@pytest.mark.parametrize("first_weekday", [0, 6])
def test_a_period_ends_the_day_before_the_next_begins(cadence, first_weekday):
    rhythm = {"cadence": cadence, "first_weekday": first_weekday}
    for day in (date(2026, 2, 28), date(2026, 11, 25), date(2028, 2, 29), date(2026, 12, 31)):
        end = period_end(day, **rhythm)

        assert period_start(end, **rhythm) == period_start(day, **rhythm)
        assert period_start(end + timedelta(days=1), **rhythm) == end + timedelta(days=1)
