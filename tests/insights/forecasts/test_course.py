"""One measure, fitted once and asked often."""

from datetime import date, timedelta

import pytest

from insights.forecasts.course import NONE, Course, bounds

START = date(2026, 1, 7)
READ = {START + timedelta(7 * week): 40.0 + week + week % 2 for week in range(10)}
LAST = max(READ)


def test_course_knows_how_many_readings_are_missing():
    some = dict(list(READ.items())[:1])

    assert (Course({}).missing, Course(some).missing, Course(READ).missing) == (4, 3, 0)
    assert Course({}).can_tell is False


def test_course_tells_the_chance_of_a_day_to_come():
    course = Course(READ)

    near, far = (
        course.chance(target=60, on=LAST + timedelta(days), direction=1) for days in (7, 90)
    )

    assert near < 0.1 < far < 0.99
    assert course.chance(target=60, on=LAST, direction=1) is None


def test_course_that_cannot_tell_says_nothing():
    flat = Course(dict.fromkeys(READ, 7.0))

    assert flat.chance(target=9, on=LAST + timedelta(9), direction=1) is None
    assert flat.fan([LAST + timedelta(9)]) == []


def test_course_draws_its_fan_within_its_bounds():
    [(low, middle, high)] = Course(READ, bounds=(0, 50)).fan([LAST + timedelta(60)])

    assert 0 < low < middle <= high == 50


@pytest.mark.parametrize(
    ("unit", "values", "found"),
    [
        ("%", [0, 40, 100], (0, 100)),
        ("%", [40, 130], NONE),
        ("%", [-2, 5], NONE),
        ("days", [0, 40], NONE),
    ],
)
def test_only_shares_are_bounded(unit, values, found):
    assert bounds(unit, values) == found
