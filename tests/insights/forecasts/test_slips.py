"""Slips inside a history, and what is none."""

import numpy as np
import pytest

from insights.forecasts import chance, local_level
from tests.insights.forecasts.series import padded

WEEKS = np.arange(20) * 7.0
STEADY = 50 + np.sin(np.arange(20) * 2.0) + 0.3 * np.arange(20)


def chance_of(days, values):
    fit = local_level.fit(*padded([(days, values)]))
    return float(chance.chance(fit, target=60.0, horizon=84.0, direction=1.0)[0])


@pytest.mark.parametrize("place", [1, 2, 9, 17, 18])
def test_slip_inside_the_history_is_as_if_it_was_not_there(place):
    slipped = STEADY.copy()
    slipped[place] *= 10

    without = np.delete(WEEKS, place), np.delete(STEADY, place)

    assert chance_of(WEEKS, slipped) == pytest.approx(chance_of(*without), abs=1e-12)


def test_newest_value_counts_however_far_it_is():
    risen = STEADY.copy()
    risen[-1] = 90

    assert chance_of(WEEKS, risen) > chance_of(WEEKS, STEADY) + 0.1


def test_step_that_lasts_is_no_slip():
    risen = STEADY.copy()
    risen[12:] += 40

    assert local_level.fit(*padded([(WEEKS, risen)])).counts.tolist() == [20]


def test_measure_that_mostly_stands_still_has_no_slips():
    still = np.zeros(20)
    still[[5, 11]] = 3

    assert local_level.fit(*padded([(WEEKS, still)])).counts.tolist() == [20]


def test_slip_of_one_series_leaves_the_others_as_they_are():
    slipped = STEADY.copy()
    slipped[9] = 500
    fit = local_level.fit(*padded([(WEEKS, STEADY), (WEEKS, slipped), (WEEKS[:6], STEADY[:6])]))

    assert fit.counts.tolist() == [20, 19, 6]
    alone = local_level.fit(*padded([(WEEKS, STEADY)]))
    assert fit.level[:, 0].tolist() == alone.level[:, 0].tolist()
