"""Weeks with numbers: those of ISO 8601, and those of a fiscal year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_portal.lib.weeks import Calendar, NoSuchWeek

days = st.dates(date(1995, 1, 1), date(2150, 12, 31))
calendars = st.builds(Calendar, st.integers(0, 6), st.integers(1, 12))


@given(days)
def test_weeks_from_january_and_monday_are_iso_weeks(on):
    week = Calendar().week_of(on)

    assert (week.year, week.number) == on.isocalendar()[:2]


def test_2026_has_a_week_53():
    assert Calendar().week_of(date(2026, 12, 31)).label == "2026-w53"
    assert Calendar().week_of(date(2027, 1, 4)).label == "2027-w01"


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends():
    assert Calendar(first_month=4).week_of(date(2026, 4, 8)).label == "2027-w02"


@given(calendars, days)
def test_every_day_lies_in_a_week_of_seven_that_its_label_finds(calendar, on):
    week = calendar.week_of(on)

    assert week.first <= on <= week.last
    assert week.last - week.first == timedelta(days=6)
    assert 1 <= week.number <= 53
    assert calendar.named(week.label) == week


@given(calendars, days)
def test_weeks_follow_each_other_without_a_gap(calendar, on):
    week = calendar.week_of(on)

    assert calendar.following(week).first == week.last + timedelta(days=1)
    assert calendar.before(calendar.following(week)) == week


@pytest.mark.parametrize("label", ["2025-w53", "2026-w00", "2026-w54", "w47", "2026-47", ""])
def test_a_label_that_names_no_week_is_refused(label):
    with pytest.raises(NoSuchWeek):
        Calendar().named(label)
