"""How many of many outcomes will be met: an expectation and an honest range.

Outcomes of one organisation share luck, so their number varies more than coin tosses would. One
common factor F carries that: with Z = Phi^-1(p), an outcome is met with the chance
Phi((Z - sqrt(rho) F) / sqrt(1 - rho)) once F is known (Vasicek, 1987: the one-factor model). The
number met is then a mixture, over 31 Gauss-Hermite nodes of F, of Poisson-binomials; of normals
when there are more than 100 or when outcomes weigh differently. The expectation is sum(P) under
any correlation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from insights.forecasts.student import Floats, normal_cdf, normal_quantile

RHO = 0.05  # seen in real portfolios: 0 to .07
LEVELS = (0.1, 0.9)
FEW = 100  # up to here every number has its own probability; beyond, a normal is within one
ROUNDING = 1e-12
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(31)
_SHARES = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True)
class Range:
    """How many, or how much weight, will be met: four times in five between low and high."""

    low: float
    expected: float
    high: float


def number_met(
    counts_by_chance: Mapping[float, int],
    *,
    rho: float = RHO,
    levels: tuple[float, float] = LEVELS,
) -> Range:
    """Return how many outcomes will be met, given how many have which chance.

    Low and high are the smallest whole numbers that so many (10 and 90 %) of all cases do not
    exceed.
    """
    chances = np.array(list(counts_by_chance), dtype=float)
    counts = np.array(list(counts_by_chance.values()), dtype=np.int64)
    total = int(counts.sum())
    each = _given_factor(chances, rho)
    if total <= FEW:
        cumulative = _exactly(each, counts)
        low, high = (min(int(np.searchsorted(cumulative, x - ROUNDING)), total) for x in levels)
    else:
        low, high = (_smallest(each, counts, x - ROUNDING) for x in levels)
    return Range(low, float(chances @ counts), high)


def weight_met(
    chances: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    rho: float = RHO,
    levels: tuple[float, float] = LEVELS,
) -> Range:
    """Return how much weight will be met by outcomes of these chances and weights."""
    chances, weights = np.asarray(chances, dtype=float), np.asarray(weights, dtype=float)
    each = _given_factor(chances, rho)
    steps = np.linspace(0, weights.sum(), 2_001)  # closer than any range can be trusted
    cumulative = _normal(each, weights, steps, weights**2)
    low, high = (float(np.interp(x, cumulative, steps)) for x in levels)
    return Range(low, float(chances @ weights), high)


def _given_factor(chances: Floats, rho: float) -> Floats:
    """Return the chances at each node of the common factor, [nodes, outcomes]."""
    z = np.array([normal_quantile(p) for p in np.clip(chances, 1e-9, 1 - 1e-9).tolist()])
    return normal_cdf((z - np.sqrt(rho) * _NODES[:, None]) / np.sqrt(1 - rho))


def _exactly(each: Floats, counts: npt.NDArray[np.int64]) -> Floats:
    """Return P(number <= k) for k = 0 ... n: outcomes join one by one, at every node at once."""
    numbers = np.zeros((len(_NODES), int(counts.sum()) + 1))
    numbers[:, 0] = 1
    for met in np.repeat(each, counts, axis=1).T:
        numbers[:, 1:] += met[:, None] * (numbers[:, :-1] - numbers[:, 1:])
        numbers[:, 0] *= 1 - met
    cumulative: Floats = np.cumsum(_SHARES @ numbers)
    return cumulative


def _smallest(each: Floats, counts: npt.NDArray[np.int64], share: float) -> int:
    """Return the smallest number that so many cases do not exceed, found by halving.

    Every number's own probability would take far longer: there may be fifty thousand.
    """
    low, high = 0, int(counts.sum())
    while low < high:
        middle = (low + high) // 2
        if _normal(each, counts, np.array([middle + 0.5]), counts)[0] >= share:
            high = middle
        else:
            low = middle + 1
    return high


def _normal(
    each: Floats, weights: npt.NDArray, limits: Floats, squared_weights: npt.NDArray
) -> Floats:
    """Return P(sum <= limit) for each limit, the sum being normal once the factor is known."""
    mean = each @ weights
    spread = np.sqrt((each * (1 - each)) @ squared_weights)
    z = (limits[:, None] - mean) / np.maximum(spread, 1e-12)
    cumulative: Floats = normal_cdf(z) @ _SHARES
    return cumulative
