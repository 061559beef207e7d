"""How much of a team's capacity is given away."""

from datetime import date
from decimal import Decimal

import pytest

from insights.load import Load, percent, step

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def load(given, capacity):
    return Load.of(
        ((1, NOVEMBER, Decimal(str(fte))) for fte in given), {(1, NOVEMBER): Decimal(capacity)}
    )


def test_a_load_is_what_is_given_of_what_there_is():
    assert load([2, 1.5], 4).percent(1, NOVEMBER) == 88
    assert load([2, 1.5], 4).free(1, NOVEMBER) == Decimal("0.5")


def test_a_month_nobody_spoke_of_has_no_load():
    assert load([2], 4).percent(1, DECEMBER) is None
    assert load([2], 4).free(1, DECEMBER) is None


@pytest.mark.parametrize(
    ("given", "has", "expected"),
    [(0, None, None), (0, 0, None), (1, 0, 999), (0, 4, 0), (4, 4, 100)],
)
def test_nothing_of_nothing_has_no_load_and_something_of_nothing_is_over(given, has, expected):
    assert percent(Decimal(given), None if has is None else Decimal(has)) == expected


@pytest.mark.parametrize(
    ("percent_", "name"),
    [
        (None, ""),
        *[(0, "u2"), (69, "u2"), (70, "u1"), (84, "u1"), (85, ""), (100, "")],
        *[(101, "v1"), (110, "v1"), (111, "v2"), (120, "v2"), (121, "v3"), (999, "v3")],
    ],
)
def test_tints_go_from_room_to_stretched(percent_, name):
    assert step(percent_) == name


def test_stretched_is_above_110_and_room_below_70():
    assert load([4.5], 4).stretched([NOVEMBER]) == {1: [NOVEMBER]}
    assert load([4.4], 4).stretched([NOVEMBER]) == {}
    assert load([2.7], 4).roomy([NOVEMBER]) == {1: [NOVEMBER]}
    assert load([2.8], 4).roomy([NOVEMBER]) == {}
