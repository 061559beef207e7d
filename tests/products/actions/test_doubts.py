"""Values that nobody would expect are asked about, and never refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.dispatch import Signal

from products.actions import doubts, readings
from products.models import Outcome, Reading
from tests import factories

DAY = date(2025, 3, 3)


def read(*values):
    return [
        Reading(observed_on=DAY + timedelta(7 * week), value=Decimal(value))
        for week, value in enumerate(values)
    ]


def outcome(baseline=None, target=None, unit="%"):
    return Outcome(unit=unit, baseline=baseline, target=target)


def doubt(value, of, history, on=date(2025, 5, 1)):
    return doubts.doubt(Decimal(value), of, history, on=on)


@pytest.fixture
def nobody_can_tell(monkeypatch):
    """Products without the layer above."""
    monkeypatch.setattr(doubts, "expected_range", Signal())


@pytest.mark.parametrize(
    ("value", "is_odd"),
    [("61", False), ("80", False), ("40", False), ("610", True), ("0.61", True), ("-5", True)],
)
def test_a_value_far_outside_a_short_history_is_doubted(value, is_odd):
    assert bool(doubt(value, outcome(), read(57, 60, 64))) == is_odd


def test_the_doubt_says_where_the_history_lies():
    found = doubt(610, outcome(), read(57, 60, 64))

    assert found.hint == "610% is far outside what was read so far, 57% to 64%."


def test_a_target_to_reach_is_no_surprise():
    assert doubt(98, outcome(baseline=50, target=100), read(57, 60, 64)) is None


def test_two_readings_are_no_history():
    assert doubt(9000, outcome(), read(57, 60)) is None


def test_a_history_that_never_moved_allows_a_little():
    assert doubt(11, outcome(), read(10, 10, 10)) is None
    assert doubt(40, outcome(), read(10, 10, 10)) is not None


def test_a_history_of_nothing_but_zero_has_no_width():
    assert doubt(5, outcome(), read(0, 0, 0)) is None


STEADY = read(57, 58, 57, 59, 58, 60, 59, 61)


def test_a_value_outside_what_the_readings_lead_to_expect_is_doubted():
    found = doubt(72, outcome(), STEADY)

    assert found.is_forecast
    assert found.low < 61 < found.high < 72
    assert found.hint.startswith("72% is far from what the readings lead to expect, ")


def test_the_next_step_of_a_history_is_no_surprise():
    assert doubt(62, outcome(), STEADY) is None


def test_a_share_that_never_left_its_bounds_is_doubted_outside_them():
    climbing = read(70, 80, 75, 88, 84, 95)

    assert doubt(101, outcome(), climbing).high == 100
    assert doubt(101, outcome(unit="visits"), climbing) is None


def test_a_value_of_an_older_day_is_judged_by_the_days_before_it():
    later = STEADY[:5] + read(57, 58, 57, 59, 58, 160, 171, 165)[5:]

    assert doubt(160, outcome(), later, on=STEADY[5].observed_on) is not None
    assert doubt(160, outcome(), later) is None


def test_the_history_alone_decides_where_nobody_can_tell(nobody_can_tell):
    assert doubt(72, outcome(), STEADY) is None
    assert doubt("812", outcome(), STEADY).is_forecast is False


@pytest.fixture
def steady(organisation, product, now):
    found = factories.outcome(product=product, unit="%")
    for reading in STEADY:
        on = reading.observed_on
        factories.reading(found, on, reading.value, at=now.replace(month=on.month, day=on.day))
    return found


def record(outcome, member, now, today, value, **more):
    return readings.record_reading(
        outcome=outcome, observed_on=today, value=Decimal(value), by=member, at=now, **more
    )


def test_who_is_not_sure_is_asked_and_nothing_is_written(steady, member, now, today):
    with pytest.raises(doubts.Doubtful, match="812% is far from what the readings lead to expect"):
        record(steady, member, now, today, 812, is_sure=False)

    assert steady.readings.count() == len(STEADY)


def test_who_is_sure_is_not_asked(steady, member, now, today):
    assert record(steady, member, now, today, 812).value == 812


def test_a_correction_is_not_judged_by_what_it_corrects(steady, member, now, today):
    wrong = record(steady, member, now, today, 812)

    right = record(
        steady, member, now, today, 62, supersedes=wrong, correction_reason="A dot", is_sure=False
    )

    assert right.value == 62
