"""Fits of many series at once: the formulas, and what must not change them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.forecasts import local_level
from tests.insights.forecasts import plainly
from tests.insights.forecasts.series import padded, series


def settings_at(many, horizon):
    """Return (weight, location, scale) for each series as lists of nine."""
    fit = local_level.fit(*padded(many))
    ahead = fit.ahead(np.full(len(many), float(horizon)))
    return fit.weight.T, ahead.location.T, ahead.scale.T


@settings(deadline=None, max_examples=60)
@given(st.lists(series(), min_size=1, max_size=6), st.integers(1, 400))
def test_fit_of_many_is_the_formulas_one_by_one(many, horizon):
    weights, locations, scales = settings_at(many, horizon)

    for row, (days, values) in enumerate(many):
        plain = plainly.mixture(days.tolist(), values.tolist(), horizon)
        size = np.abs(values).max()
        assert weights[row] == pytest.approx([w for w, _, _ in plain], abs=1e-8)
        assert locations[row] == pytest.approx([x for _, x, _ in plain], abs=1e-7 * size)
        assert scales[row] == pytest.approx([s for _, _, s in plain], rel=1e-7)


def test_fit_keeps_the_order_of_the_series():
    long = (np.arange(30.0), np.sin(np.arange(30.0)))
    short = (np.arange(5.0), np.array([1.0, 3, 2, 5, 4]))

    fit = local_level.fit(*padded([short, long, short]))

    assert fit.counts.tolist() == [5, 30, 5]
    assert fit.level[:, 0].tolist() == fit.level[:, 2].tolist()
    assert fit.level[:, 1].tolist() == local_level.fit(*padded([long])).level[:, 0].tolist()


def test_fit_in_chunks_is_the_fit_of_each(monkeypatch):
    rng = np.random.default_rng(4)
    many = [(np.arange(n) * 7.0, rng.normal(size=n).cumsum()) for n in rng.integers(4, 60, 40)]
    whole = local_level.fit(*padded(many))

    monkeypatch.setattr(local_level, "CHUNK", 7)

    assert np.array_equal(local_level.fit(*padded(many)).level, whole.level)


def test_fit_looks_at_the_last_150_readings():
    rng = np.random.default_rng(5)
    days, values = np.arange(400.0), rng.normal(size=400).cumsum()

    fit = local_level.fit(*padded([(days, values), (days[:20], values[:20])]))
    tail = local_level.fit(*padded([(days[-150:], values[-150:])]))

    assert fit.counts.tolist() == [150, 20]
    assert fit.level[:, 0].tolist() == tail.level[:, 0].tolist()


@pytest.mark.parametrize(
    ("values", "can_tell"),
    [([], False), ([1], False), ([1, 2, 3], False), ([1, 2, 3, 4], True), ([7] * 9, False)],
)
def test_fit_can_tell_from_four_readings_that_differ(values, can_tell):
    fit = local_level.fit(*padded([(np.arange(len(values)), values), (np.arange(9), [7] * 9)]))

    assert fit.can_tell.tolist() == [can_tell, False]


def test_fit_cannot_tell_from_readings_of_one_day():
    assert local_level.fit(*padded([(np.zeros(4), [1, 2, 3, 4])])).can_tell.tolist() == [False]


def test_fit_of_nothing_is_nothing():
    assert local_level.fit(np.empty((0, 0)), np.empty((0, 0)), []).can_tell.tolist() == []


def test_forecast_widens_with_silence():
    fit = local_level.fit(*padded([(np.arange(9.0), [1, 2, 1, 3, 2, 4, 3, 5, 4])]))

    scales = [fit.ahead(np.array([h])).scale.max() for h in (1.0, 5.0, 20.0)]

    assert scales == sorted(scales)
