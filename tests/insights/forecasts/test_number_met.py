"""How many will be met: against every possible case, and against the figures published."""

from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.forecasts.number_met import Range, number_met, weight_met
from insights.forecasts.student import normal_cdf, normal_quantile


def every_case(chances: list[float], rho: float) -> np.ndarray:
    """Return P(number = k) by going through all cases, at each of 31 nodes of the factor."""
    nodes, shares = np.polynomial.hermite_e.hermegauss(31)
    numbers = np.zeros(len(chances) + 1)
    for node, share in zip(nodes, shares / shares.sum(), strict=True):
        z = np.array([normal_quantile(p) for p in chances])
        given_factor = normal_cdf((z - np.sqrt(rho) * node) / np.sqrt(1 - rho)).tolist()
        for case in product([0, 1], repeat=len(chances)):
            pairs = zip(given_factor, case, strict=True)
            numbers[sum(case)] += share * prod(p if met else 1 - p for p, met in pairs)
    return numbers


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.sampled_from([0.05, 0.3, 0.5, 0.65, 0.95]), min_size=1, max_size=7),
    st.sampled_from([0.0, 0.05, 0.2]),
)
def test_number_met_is_every_case_counted(chances, rho):
    cumulative = np.cumsum(every_case(chances, rho))
    low, high = (int(np.argmax(cumulative >= level - 1e-12)) for level in (0.1, 0.9))

    found = number_met({p: chances.count(p) for p in set(chances)}, rho=rho)

    assert (found.low, found.high) == (low, high)
    assert found.expected == pytest.approx(sum(chances))
    assert np.arange(len(cumulative)) @ every_case(chances, rho) == pytest.approx(sum(chances))


@pytest.mark.parametrize(("rho", "low", "high"), [(0, 26, 34), (0.05, 23, 37), (0.2, 17, 42)])
def test_fifty_of_sixty_per_cent(rho, low, high):
    assert number_met({0.6: 50}, rho=rho) == Range(low, 30, high)


def test_number_of_none_is_none():
    assert number_met({}) == Range(0, 0, 0)
    assert weight_met([], []) == Range(0, 0, 0)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_number_of_the_certain_is_certain(chance):
    assert number_met({chance: 12}) == Range(12 * chance, 12 * chance, 12 * chance)


def test_many_join_the_few_without_a_jump():
    few, many = number_met({0.3: 40, 0.7: 60}), number_met({0.3: 40, 0.7: 61})

    assert few.high - 1 <= many.high <= few.high + 2
    assert few.low - 1 <= many.low <= few.low + 2


def test_number_of_thousands_stays_within_them():
    found = number_met({0.02: 3_000, 0.98: 40_000})

    assert 0 <= found.low <= found.expected <= found.high <= 43_000


def test_weight_of_equals_is_nearly_their_number():
    found = weight_met([0.6] * 50, [1.0] * 50)

    assert (round(found.low), found.expected, round(found.high)) == (23, pytest.approx(30), 37)


def test_weight_is_in_the_unit_it_is_given_in():
    one, tenfold = (weight_met([0.2, 0.7, 0.9], np.array([5, 1, 2.0]) * f) for f in (1, 10))

    assert tenfold.low == pytest.approx(10 * one.low)
    assert tenfold.expected == pytest.approx(10 * one.expected)
    assert tenfold.high == pytest.approx(10 * one.high)


def test_common_luck_widens_the_range_and_keeps_the_expectation():
    alone, together = number_met({0.5: 100}, rho=0), number_met({0.5: 100}, rho=0.2)

    assert together.low < alone.low
    assert together.high > alone.high
    assert together.expected == alone.expected == 50
