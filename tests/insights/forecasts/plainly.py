"""The formulas of the forecast once more, for one series and with nothing but loops."""

from itertools import pairwise
from math import erf, exp, log, sqrt
from statistics import median


def without_slips(days: list[float], values: list[float]) -> tuple[list[float], list[float]]:
    """Return the readings but those far from the median of the five about them."""
    n = len(values)
    far = 6 * median(abs(b - a) for a, b in pairwise(values))
    kept = []
    for i in range(n):
        about = [values[min(max(j, 0), n - 1)] for j in range(i - 2, i + 3)]
        is_far = abs(values[i] - median(about)) > far > 0
        if not is_far or i in (0, n - 1):
            kept.append(i)
    kept = kept if len(kept) >= 4 else range(n)
    return [days[i] for i in kept], [values[i] for i in kept]


def mixture(days: list[float], values: list[float], horizon: float) -> list[tuple]:
    """Return (weight, location, scale) of the nine settings at a horizon."""
    days, values = without_slips(days, values)
    n = len(values)
    step = (days[-1] - days[0]) / (n - 1)
    settings = []
    for rho in (0.05, 0.3, 1):
        for v in (0, 0.1, 0.5):
            settings.append(_setting(days, values, horizon, step, rho, v))
    most = max(log_weight for log_weight, *_ in settings)
    total = sum(exp(log_weight - most) for log_weight, *_ in settings)
    return [(exp(w - most) / total, location, scale) for w, location, scale in settings]


def _setting(days, values, horizon, step, rho, v) -> tuple[float, float, float]:
    n, q, r = len(values), rho, 1 - rho
    level, drift, p, c, w, likelihood, squares = values[0], 0.0, r, 0.0, v * v, 0.0, 0.0
    for i in range(1, n):
        u = (days[i] - days[i - 1]) / step
        p1, c1 = p + 2 * u * c + u * u * w + q * u, c + u * w
        f = p1 + r
        e = values[i] - level - u * drift
        k1, k2 = p1 / f, c1 / f
        level, drift = level + u * drift + k1 * e, drift + k2 * e
        p, c, w = p1 * (1 - k1), c1 * (1 - k1), w - k2 * c1
        likelihood, squares = likelihood - log(f) / 2, squares + e * e / f
    k, u = n - 1, horizon / step
    scale = sqrt(squares / k) * sqrt(p + 2 * u * c + u * u * w + q * u + r)
    scale *= 1 + 0.15 * min(u / n, 1.5)
    return likelihood - k / 2 * log(squares) - (v == 0.5), level + u * drift, scale


def chance(days, values, horizon, target, direction) -> float:
    """Return the chance to be at the target, within its bounds of .01 and .99."""
    nu = max(len(without_slips(days, values)[1]) - 2, 2)
    total = 0.0
    for weight, location, scale in mixture(days, values, horizon):
        x = direction * (location - target) / scale
        z = (1 if x > 0 else -1) * sqrt(nu * log(1 + x * x / nu)) * (8 * nu + 1) / (8 * nu + 3)
        total += weight * (1 + erf(z / sqrt(2))) / 2
    return min(max(total, 0.01), 0.99)


def moments(days, values, horizon) -> tuple[float, float]:
    """Return mean and deviation of the mixture, from which the fan is drawn."""
    settings = mixture(days, values, horizon)
    mean = sum(weight * location for weight, location, _ in settings)
    variance = sum(w * (scale**2 + (location - mean) ** 2) for w, location, scale in settings)
    return mean, sqrt(variance)
