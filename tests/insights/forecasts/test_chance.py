"""The chance to meet a target: formulas, rules and what must not change it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.forecasts import chance, local_level
from tests.insights.forecasts import plainly
from tests.insights.forecasts.series import padded, series


def chance_of(days, values, *, target, horizon, direction=1.0) -> float:
    """Return the chance of one series."""
    fit = local_level.fit(*padded([(days, values)]))
    return float(chance.chance(fit, target=target, horizon=horizon, direction=direction)[0])


asked = {"target": st.integers(-2_000, 2_000), "horizon": st.integers(1, 400)}
ways = st.sampled_from([-1.0, 1.0])


@settings(deadline=None, max_examples=60)
@given(drawn=series(), direction=ways, **asked)
def test_chance_is_the_formula(drawn, target, horizon, direction):
    days, values = drawn

    found = chance_of(days, values, target=target, horizon=horizon, direction=direction)

    plain = plainly.chance(days.tolist(), values.tolist(), horizon, target, direction)
    assert found == pytest.approx(plain, abs=1e-8)


@settings(deadline=None, max_examples=60)
@given(drawn=series(), direction=ways, **asked)
def test_chance_is_the_same_in_a_mirror(drawn, target, horizon, direction):
    days, values = drawn
    before = chance_of(days, values, target=target, horizon=horizon, direction=direction)

    after = chance_of(days, -values, target=-target, horizon=horizon, direction=-direction)

    assert after == pytest.approx(before, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(drawn=series(), direction=ways, factor=st.sampled_from([1e-9, 0.001, 100 / 7, 1e6]), **asked)
def test_chance_is_the_same_in_another_unit(drawn, target, horizon, direction, factor):
    days, values = drawn
    before = chance_of(days, values, target=target, horizon=horizon, direction=direction)

    after = chance_of(
        days, values * factor, target=target * factor, horizon=horizon, direction=direction
    )

    assert after == pytest.approx(before, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(drawn=series(), direction=ways, offset=st.sampled_from([-1e9, 0.5, 1e6]), **asked)
def test_chance_is_the_same_from_another_zero(drawn, target, horizon, direction, offset):
    days, values = drawn
    before = chance_of(days, values, target=target, horizon=horizon, direction=direction)

    after = chance_of(
        days, values + offset, target=target + offset, horizon=horizon, direction=direction
    )

    assert after == pytest.approx(before, abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(drawn=series(), direction=ways, **asked)
def test_chance_is_the_same_in_weeks_as_in_days(drawn, target, horizon, direction):
    days, values = drawn
    before = chance_of(days, values, target=target, horizon=horizon, direction=direction)

    after = chance_of(days / 7, values, target=target, horizon=horizon / 7, direction=direction)

    assert after == pytest.approx(before, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(drawn=series(), horizon=st.integers(1, 400), target=st.integers(-900, 900))
def test_nearer_target_has_no_smaller_chance(drawn, horizon, target):
    days, values = drawn

    near, far = (chance_of(days, values, target=t, horizon=horizon) for t in (target, target + 9))

    assert 0.01 <= far <= near <= 0.99


RISING = (np.arange(8) * 7.0, np.array([10.0, 12, 11, 14, 15, 17, 16, 19]))


@pytest.mark.parametrize("horizon", [0, -1, np.nan])
def test_chance_needs_a_day_to_come(horizon):
    assert np.isnan(chance_of(*RISING, target=30, horizon=horizon))


def test_chance_needs_a_target():
    assert np.isnan(chance_of(*RISING, target=np.nan, horizon=50))


@pytest.mark.parametrize("values", [[1, 2, 3], [5, 5, 5, 5, 5]])
def test_chance_needs_four_readings_that_differ(values):
    assert np.isnan(chance_of(np.arange(len(values)), values, target=9, horizon=5))


def test_chance_is_never_certain():
    days, values = RISING

    assert chance_of(days, values, target=-500, horizon=7) == 0.99
    assert chance_of(days, values, target=500, horizon=7) == 0.01


@pytest.mark.parametrize(
    ("exact", "count", "told"),
    [
        (0.34, 4, 0.3),
        (0.35, 6, 0.4),
        (0.34, 7, 0.35),
        (0.62, 40, 0.6),
        (0.625, 40, 0.65),
        (0.01, 40, 0.0),
        (0.99, 40, 1.0),
        (0.99, 5, 1.0),
    ],
)
def test_chance_is_told_as_exactly_as_the_readings_carry(exact, count, told):
    assert float(chance.shown(exact, count)) == pytest.approx(told)


def test_chance_that_is_not_known_is_not_told():
    assert np.isnan(chance.shown([np.nan], [3])).tolist() == [True]
