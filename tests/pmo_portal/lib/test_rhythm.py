"""When a check-in is due and reminded of, for any cadence, zone, clock change and leap day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_portal.lib.rhythm import (
    Call,
    Rhythm,
    call_at,
    is_weekend,
    plus_working_days,
    working_day,
)
from pmo_portal.lib.vocabulary import Cadence, ReminderStep

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kathmandu"]
LONGEST = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}

zones = st.sampled_from(ZONES).map(ZoneInfo)
rhythms = st.builds(Rhythm, st.sampled_from(Cadence.values), zones, st.integers(0, 6))
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def mornings(first, count, rhythm, step=timedelta(minutes=30)):
    """The calls of each half hour from the first moment on."""
    return [(at, call_at(at, rhythm)) for at in (first + step * n for n in range(count))]


@given(rhythms, days)
def test_a_check_in_is_due_on_a_working_day_at_the_beginning_of_its_period(rhythm, on):
    start, due_on = rhythm.period_start(on), rhythm.due_on(on)

    assert start <= on < start + timedelta(days=LONGEST[rhythm.cadence])
    assert not is_weekend(due_on)
    assert due_on - start < timedelta(days=3)
    assert rhythm.period_start(due_on) == start


@given(rhythms, days)
def test_every_period_is_reminded_of_twice_two_working_days_apart(rhythm, on):
    start, due_on = rhythm.period_start(on), rhythm.due_on(on)

    calls = {
        day: call_at(datetime(day.year, day.month, day.day, 9, tzinfo=rhythm.zone), rhythm)
        for day in (start + timedelta(days=n) for n in range(7))
        if rhythm.period_start(day) == start
    }

    later_on = plus_working_days(due_on, 2)
    assert {day: call for day, call in calls.items() if call and day in {due_on, later_on}} == {
        due_on: Call(start, ReminderStep.DUE),
        later_on: Call(start, ReminderStep.LATER),
    }
    assert {call.period_start for call in calls.values() if call} == {start}


@given(rhythms, days, st.times())
def test_nobody_is_called_at_night_or_on_a_weekend(rhythm, on, time):
    at = datetime.combine(on, time, tzinfo=UTC)
    there = at.astimezone(rhythm.zone)

    if call_at(at, rhythm) is not None:
        assert 9 <= there.hour < 18
        assert there.weekday() < 5


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", "2026-03-30T07:00"),  # the Monday after summer time began
        ("Europe/Berlin", "2026-03-23T08:00"),
        ("America/New_York", "2026-11-02T14:00"),  # the Monday after it ended
        ("Pacific/Auckland", "2026-01-04T20:00"),  # Monday there, Sunday in London
        ("Asia/Kathmandu", "2026-01-05T03:15"),
    ],
)
def test_nine_in_the_morning_is_that_of_the_teams_clock(zone, first):
    rhythm = Rhythm(Cadence.WEEKLY, ZoneInfo(zone))
    at = datetime.fromisoformat(first).replace(tzinfo=UTC)

    assert call_at(at - timedelta(seconds=1), rhythm) is None
    assert call_at(at, rhythm) == Call(at.astimezone(rhythm.zone).date(), ReminderStep.DUE)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_a_week_in_which_the_clock_changes_has_each_reminder_on_its_days(zone):
    rhythm = Rhythm(Cadence.WEEKLY, ZoneInfo(zone))

    for monday in (date(2026, 3, 2) + timedelta(days=7 * n) for n in range(40)):
        first = datetime(monday.year, monday.month, monday.day, tzinfo=rhythm.zone)
        called = [
            (at.astimezone(rhythm.zone).date(), call.step)
            for at, call in mornings(first.astimezone(UTC), 7 * 48, rhythm)
            if call
        ]
        steps = sorted(set(called))
        assert steps == [
            (monday, ReminderStep.DUE),
            (monday + timedelta(days=1), ReminderStep.DUE),
            (monday + timedelta(days=2), ReminderStep.LATER),
            (monday + timedelta(days=3), ReminderStep.LATER),
        ]


def test_a_leap_day_is_a_day_like_any_other():
    rhythm = Rhythm(Cadence.MONTHLY, ZoneInfo("UTC"))

    assert rhythm.due_on(date(2028, 2, 29)) == date(2028, 2, 1)
    assert plus_working_days(date(2028, 2, 28), 2) == date(2028, 3, 1)
    assert plus_working_days(date(2027, 2, 26), 1) == date(2027, 3, 1)


def test_what_falls_on_a_weekend_is_due_on_the_monday():
    assert [working_day(date(2026, 1, day)) for day in (9, 10, 11, 12)] == [
        date(2026, 1, 9),
        date(2026, 1, 12),
        date(2026, 1, 12),
        date(2026, 1, 12),
    ]
    assert Rhythm(Cadence.QUARTERLY, ZoneInfo("UTC")).due_on(date(2028, 2, 29)) == date(2028, 1, 3)
