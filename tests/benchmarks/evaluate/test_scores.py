"""Scores against cases whose answer is known."""

import numpy as np
import pytest

from benchmarks.evaluate import scores
from insights.forecasts.student import normal_quantile

LEVELS = (np.arange(100) + 0.5) / 100


def test_crps_of_a_standard_normal_is_the_closed_form():
    quantiles = np.array([[normal_quantile(level) for level in LEVELS]] * 2)

    found = scores.crps(quantiles, LEVELS, np.array([0.0, 0.0]), np.ones(2))

    assert found == pytest.approx(2 / np.sqrt(2 * np.pi) - 1 / np.sqrt(np.pi), abs=0.002)


def test_one_wild_window_counts_no_more_than_a_hundred():
    assert scores.mase(np.zeros(2), np.array([1.0, 1e9]), np.ones(2)) == 50.5


def test_coverage_is_the_share_inside():
    low, high = np.zeros(4), np.ones(4)

    assert scores.coverage(low, high, np.array([0.0, 1.0, 2.0, -1.0])) == 0.5


def test_calibration_error_weighs_bins_by_their_chances():
    chances = np.array([0.1, 0.1, 0.95, 0.95])

    assert scores.calibration_error(chances, np.array([False] * 4)) == pytest.approx(0.525)
    assert scores.brier(chances, np.array([False] * 4)) == pytest.approx(0.45625)


def test_promised_list_is_the_longest_that_keeps_its_promise():
    chances, was_met = np.array([0.3, 0.05, 0.9, 0.15]), np.array([False, False, True, True])

    assert scores.promised(chances, was_met, false=0.1) == (0.5, 0.5)
