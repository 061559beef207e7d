"""The t distribution against its density, integrated."""

import math

import numpy as np
import pytest

from insights.forecasts.student import normal_cdf, normal_quantile, t_cdf, t_quantile


def exact_t_cdf(x: float, nu: int) -> float:
    """Integrate the density of Student's t from 0 to x by Simpson's rule."""
    scale = math.exp(math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2)) / math.sqrt(nu * math.pi)
    points = np.linspace(0, x, 4_001)
    density = scale * (1 + points**2 / nu) ** (-(nu + 1) / 2)
    weights = np.full(4_001, 2.0)
    weights[1::2] = 4
    weights[[0, -1]] = 1
    return 0.5 + float(weights @ density) * x / 4_000 / 3


@pytest.mark.parametrize(
    ("nu", "error"), [(2, 0.0019), (3, 0.001), (4, 0.0006), (8, 0.0002), (50, 0.00001)]
)
def test_t_is_as_close_as_said(nu, error):
    x = np.linspace(-12, 12, 97)
    exact = np.array([exact_t_cdf(float(each), nu) for each in x])

    assert np.abs(t_cdf(x, nu) - exact).max() < error


@pytest.mark.parametrize("nu", [2, 5, 148])
@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_quantile_undoes_the_distribution(nu, share):
    assert float(t_cdf(t_quantile(share, nu), nu)) == pytest.approx(share, abs=1e-12)


def test_t_of_many_degrees_is_normal():
    x = np.linspace(-4, 4, 33)

    assert t_cdf(x, 1e9) == pytest.approx(normal_cdf(x), abs=1e-8)


def test_normal_quantile_undoes_the_normal():
    assert float(normal_cdf(normal_quantile(0.975))) == pytest.approx(0.975, abs=1e-14)


def test_distributions_keep_the_shape_they_are_asked_in():
    assert normal_cdf(np.zeros((2, 3))).tolist() == [[0.5] * 3] * 2
    assert t_cdf(np.zeros((2, 3)), np.array([2, 3, 4])).tolist() == [[0.5] * 3] * 2
