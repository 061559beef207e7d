"""INSIGHT.md 1.6 once more, in plain Python for one series: what forecasts are checked against."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

Point = tuple[date, float]


def chance(points: Sequence[Point], *, target: float, due: date, direction: int) -> float | None:
    """Return the chance of being at the target on the due day; None where none is told."""
    points = points[-150:]
    n, horizon = len(points), (due - points[-1][0]).days if points else 0
    if n < 4 or horizon <= 0 or len({value for _, value in points}) == 1:
        return None
    step = (points[-1][0] - points[0][0]).days / (n - 1)
    settings = [filtered(points, step, q, v) for q in (0.05, 0.3, 1) for v in (0, 0.1, 0.5)]
    likeliest = max(logarithm for logarithm, *_ in settings)
    weights = [math.exp(logarithm - likeliest) for logarithm, *_ in settings]
    u, nu, hit = horizon / step, max(n - 2, 2), 0.0
    for weight, (_, q, level, drift, p, c, v, sigma) in zip(weights, settings, strict=True):
        scale = sigma * math.sqrt(p + 2 * u * c + u * u * v + q * u + 1 - q)
        scale *= 1 + 0.15 * min(u / n, 1.5)
        hit += weight * student(direction * (level + u * drift - target) / scale, nu)
    return round(min(max(hit / sum(weights), 0.01), 0.99), 6)


def filtered(points: Sequence[Point], step: float, q: float, v0: float) -> tuple[float, ...]:
    """Return log weight, q, level, drift, P, C, V and sigma of one setting."""
    r, level, drift, p, c, v = 1 - q, points[0][1], 0.0, 1 - q, 0.0, v0 * v0
    log_f = squares = 0.0
    for (before, _), (day, value) in pairwise(points):
        u = (day - before).days / step
        p, c = p + 2 * u * c + u * u * v + q * u, c + u * v
        f, e = p + r, value - level - u * drift
        gain, drift_gain = p / f, c / f
        level += u * drift + gain * e
        drift += drift_gain * e
        p, c, v = p * (1 - gain), c * (1 - gain), v - drift_gain * c
        log_f += math.log(f)
        squares += e * e / f
    k = len(points) - 1
    weight = -log_f / 2 - k / 2 * math.log(squares) - (1 if v0 == 0.5 else 0)
    return weight, q, level, drift, p, c, v, math.sqrt(squares / k)


def student(x: float, nu: float) -> float:
    """Return the share of Student's t below x, as INSIGHT.md approximates it."""
    z = math.copysign(math.sqrt(nu * math.log1p(x * x / nu)), x) * (8 * nu + 1) / (8 * nu + 3)
    return math.erfc(-z / math.sqrt(2)) / 2
