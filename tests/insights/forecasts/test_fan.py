"""The fan: quantiles that widen, keep their order and respect what a measure can be."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.forecasts import fan, local_level
from insights.forecasts.student import t_quantile
from tests.insights.forecasts import plainly
from tests.insights.forecasts.series import padded, series


def fan_of(days, values, horizons, **bounds):
    """Return the fan of one series, [horizon, level]."""
    fit = local_level.fit(*padded([(days, values)]))
    return fan.fan(fit, horizons=[horizons], **bounds)[0]


@settings(deadline=None, max_examples=60)
@given(series(), st.integers(0, 400))
def test_fan_is_the_formula(drawn, horizon):
    days, values = drawn
    kept = plainly.without_slips(days.tolist(), values.tolist())
    mean, deviation = plainly.moments(*kept, horizon)
    reach = deviation * float(t_quantile(0.9, max(len(kept[1]) - 2, 2)))

    found = fan_of(days, values, [horizon])[0]

    assert found == pytest.approx([mean - reach, mean, mean + reach], abs=1e-6 * (1 + reach))


@settings(deadline=None, max_examples=60)
@given(series(), st.integers(1, 400))
def test_fan_is_upside_down_in_a_mirror(drawn, horizon):
    days, values = drawn

    turned = -fan_of(days, -values, [horizon])[:, ::-1]

    assert turned == pytest.approx(fan_of(days, values, [horizon]), rel=1e-6, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(series(), st.integers(1, 400))
def test_fan_keeps_its_order_and_its_bounds(drawn, horizon):
    days, values = drawn

    low, middle, high = fan_of(days, values, [horizon], low=0.0, high=100.0)[0]

    assert 0 <= low <= middle <= high <= 100


def test_fan_widens_with_every_day():
    quantiles = fan_of(np.arange(9.0), [1, 2, 1, 3, 2, 4, 3, 5, 4], [0, 1, 5, 20])

    widths = (quantiles[:, 2] - quantiles[:, 0]).tolist()
    assert widths == sorted(widths)


def test_fan_without_a_bound_is_not_clipped():
    free = fan_of(np.arange(5.0), [1, 9, 2, 8, 3], [30])
    unbounded = fan_of(np.arange(5.0), [1, 9, 2, 8, 3], [30], low=np.nan, high=np.nan)

    assert free.min() < 0
    assert unbounded.tolist() == free.tolist()


def test_fan_of_what_cannot_be_told_is_not_a_number():
    quantiles = fan_of(np.arange(3.0), [1, 2, 3], [1, 2], low=0.0, high=10.0)

    assert np.isnan(quantiles).tolist() == [[True] * 3] * 2


def test_fan_of_many_series_and_days_has_a_place_for_each():
    many = [(np.arange(5.0), [1, 2, 1, 3, 2]), (np.arange(4.0), [4, 4, 5, 4])]

    quantiles = fan.fan(local_level.fit(*padded(many)), horizons=np.ones((2, 7)))

    assert quantiles.shape == (2, 7, 3)


def test_range_of_the_unsuspicious_holds_nearly_all_that_comes():
    rng = np.random.default_rng(11)
    walks = rng.normal(size=(2_000, 31)).cumsum(axis=1)
    days = np.broadcast_to(np.arange(30.0), (2_000, 30))
    fit = local_level.fit(days, walks[:, :30], np.full(2_000, 30))

    quantiles = fan.fan(fit, horizons=np.ones((2_000, 1)), levels=fan.SUSPECT)[:, 0]

    inside = (walks[:, 30] >= quantiles[:, 0]) & (walks[:, 30] <= quantiles[:, 2])
    assert inside.mean() > 0.99
    assert NormalDist().cdf(3.09) == pytest.approx(fan.SUSPECT[2], abs=1e-4)
