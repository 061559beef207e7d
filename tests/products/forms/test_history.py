from datetime import date
from decimal import Decimal

import pytest

from products.forms.history import doubt
from products.models import Outcome, Reading


def readings(*values):
    return [Reading(observed_on=date(2025, 3, 3), value=Decimal(value)) for value in values]


def outcome(baseline=None, target=None):
    return Outcome(unit="%", baseline=baseline, target=target)


@pytest.mark.parametrize(
    ("value", "is_odd"),
    [("61", False), ("80", False), ("40", False), ("610", True), ("0.61", True), ("-5", True)],
)
def test_a_value_far_outside_its_history_is_doubted(value, is_odd):
    found = doubt(Decimal(value), outcome(), readings(57, 60, 64))

    assert bool(found) == is_odd


def test_the_doubt_says_where_the_history_lies():
    found = doubt(Decimal(610), outcome(), readings(57, 60, 64))

    assert found.hint == "610% is far outside what was read so far, 57% to 64%."


def test_a_target_to_reach_is_no_surprise():
    assert doubt(Decimal(98), outcome(baseline=50, target=100), readings(57, 60, 64)) is None


def test_two_readings_are_no_history():
    assert doubt(Decimal(9000), outcome(), readings(57, 60)) is None


def test_a_history_that_never_moved_allows_a_little():
    assert doubt(Decimal(11), outcome(), readings(10, 10, 10)) is None
    assert doubt(Decimal(40), outcome(), readings(10, 10, 10)) is not None


def test_a_history_of_nothing_but_zero_has_no_width():
    assert doubt(Decimal(5), outcome(), readings(0, 0, 0)) is None
