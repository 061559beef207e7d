"""Fit a Bayesian local level with an uncertain drift to many series of readings at once.

A measure has a level that wanders and a drift that is zero until the readings say otherwise. Time
is counted in steps, a step being the mean distance between the readings of that series, so that
weekly, monthly and irregular readings go the same way. With r the variance of a reading about its
level, q = 1 - r that of the level in one step and v^2 that of the drift beforehand, all as shares
of sigma^2, the Kalman filter runs once for each of nine settings (q in .05, .3, 1; v in 0, .1, .5).
For a reading y that comes u steps after the one before:

    P' = P + 2uC + u^2 V + q u;  C' = C + uV;  F = P' + r;  e = y - l - u b
    K1 = P'/F;  K2 = C'/F;  l += u b + K1 e;  b += K2 e
    P = P'(1 - K1);  C = C'(1 - K1);  V -= K2 C';  LL -= ln(F)/2;  SS += e^2/F

starting from l = the first reading, b = 0, P = r, C = 0, V = v^2. With k = n - 1, sigma^2 = SS/k
and a setting weighs exp(LL - (k/2) ln SS + prior): its likelihood with sigma integrated out.

Sources: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), chapter
3; West and Harrison, Bayesian Forecasting and Dynamic Models (1997), sections 2.5 and 12.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from insights.forecasts.slips import Counts, without_slips
from insights.forecasts.student import Floats

ENOUGH, LAST = 4, 150  # readings it takes; older ones than the last 150 are left out
CHUNK = 4_096  # series at once: what a step touches stays in the cache

_GRID = np.array([(q, v, -1.0 if v == 0.5 else 0.0) for q in (0.05, 0.3, 1) for v in (0, 0.1, 0.5)])
WANDER, DRIFT, PRIOR = (_GRID[:, [column]] for column in range(3))  # each [settings, 1]
NOISE = 1 - WANDER
WIDENING, FARTHEST = 0.15, 1.5  # how much wider far ahead, in lengths of the history


@dataclass(frozen=True)
class Ahead:
    """Where each setting sees each series at a horizon, in the unit of the readings."""

    location: Floats  # [settings, m]
    scale: Floats  # [settings, m]


@dataclass(frozen=True)
class Fit:
    """What the readings of m series say; arrays are [m], or [settings, m] where it says so.

    Levels, drifts and sigmas are about `base` and in multiples of `unit`, so that neither the
    unit nor the offset of a measure costs digits.
    """

    counts: Counts  # readings used, at most 150, slips left out
    is_flat: npt.NDArray[np.bool_]  # all readings are equal
    step: Floats  # days
    base: Floats
    unit: Floats
    level: Floats  # [settings, m]
    drift: Floats  # [settings, m], per step
    level_variance: Floats  # [settings, m]; this and the next two as shares of sigma^2
    covariance: Floats  # [settings, m]
    drift_variance: Floats  # [settings, m]
    sigma: Floats  # [settings, m]
    weight: Floats  # [settings, m], sums to 1

    @property
    def can_tell(self) -> npt.NDArray[np.bool_]:
        """Whether there is anything to forecast from: four readings that are not all equal."""
        return (self.counts >= ENOUGH) & ~self.is_flat & (self.step > 0)

    @property
    def degrees(self) -> Floats:
        """Degrees of freedom of the forecast, max(n - 2, 2)."""
        return np.maximum(self.counts - 2.0, 2.0)

    def rows(self, some: slice | Counts) -> "Fit":
        """Return the fit of some of the series."""
        return Fit(*(getattr(self, field.name)[..., some] for field in fields(self)))

    def ahead(self, horizon: Floats) -> Ahead:
        """Return where a reading would lie so many days after the last one of each series.

        loc = l + u b;  scale = sigma sqrt(P + 2uC + u^2 V + q u + r) (1 + .15 min(u/n, 1.5)).
        The horizon counts from the last reading, so what has gone quiet widens by itself.
        """
        u = horizon / self.step
        variance = self.level_variance + 2 * u * self.covariance + u**2 * self.drift_variance
        spread = self.sigma * np.sqrt(variance + WANDER * u + NOISE)
        spread *= 1 + WIDENING * np.minimum(u / self.counts, FARTHEST)
        return Ahead(self.base + self.unit * (self.level + u * self.drift), self.unit * spread)


def chunks(length: int) -> Iterator[slice]:
    """Cut so many series into slices of a size the processor likes."""
    for start in range(0, length, CHUNK):
        yield slice(start, start + CHUNK)


def fit(days: npt.ArrayLike, values: npt.ArrayLike, counts: npt.ArrayLike) -> Fit:
    """Fit m series of readings, oldest first, padded on the right to a rectangle [m, n].

    `days` count from any day, the same unit for readings and horizons; `counts` says how many
    readings each series has. Days of a series ascend. Padding may be anything, NaN too.
    """
    days, values = (_rectangle(given, len(np.asarray(counts))) for given in (days, values))
    counts = np.asarray(counts, dtype=np.int64)
    order, back = _longest_first(counts)  # a chunk has series of about one length
    parts = [_fit(days[some], values[some], counts[some]) for some in _cut(order)]
    return Fit(
        *(
            np.concatenate([getattr(part, field.name) for part in parts], axis=-1)[..., back]
            for field in fields(Fit)
        )
    )


def _longest_first(counts: Counts) -> tuple[Counts, Counts]:
    """Return the places of the series by length, and where each of them went."""
    order = np.argsort(-counts, kind="stable")
    return order, np.argsort(order, kind="stable")


def _rectangle(given: npt.ArrayLike, rows: int) -> Floats:
    """Return the array with at least one column, so that nothing has a place too."""
    rectangle = np.asarray(given, dtype=float).reshape(rows, -1) if rows else np.empty((0, 1))
    return rectangle if rectangle.shape[1] else np.full((rows, 1), np.nan)


def _cut(order: Counts) -> list[Counts]:
    return [order[some] for some in chunks(len(order))] or [order]


def _fit(days: Floats, values: Floats, counts: Counts) -> Fit:
    """Fit one chunk, without its slips."""
    days, values, counts = without_slips(*_last(days, values, counts), least=ENOUGH)
    order, back = _longest_first(counts)
    return _fit_sorted(days[order], values[order], counts[order]).rows(back)


def _fit_sorted(days: Floats, values: Floats, counts: Counts) -> Fit:
    """Fit series in this order: longest first."""
    final = np.maximum(counts - 1, 0)
    has_two = counts > 1
    base = values[:, 0].copy()
    step = np.where(has_two, _at(days, final) - days[:, 0], np.nan) / np.maximum(final, 1)
    is_reading = np.arange(values.shape[1]) < counts[:, None]
    values = np.where(is_reading, values - base[:, None], 0.0)
    unit = np.abs(values).max(axis=1)
    is_flat = unit == 0
    unit[is_flat] = 1
    step[~(step > 0)] = np.nan
    filter_ = _filtered(days / step[:, None], values / unit[:, None], counts)
    return Fit(counts, is_flat, step, base, unit, *filter_)


def _last(days: Floats, values: Floats, counts: Counts) -> tuple[Floats, Floats, Counts]:
    """Keep the last 150 readings of each series, at least one column."""
    longest = int(min(max(counts.max(initial=0), 1), LAST))
    places = np.maximum(counts - LAST, 0)[:, None] + np.arange(longest)
    return (
        np.take_along_axis(days, places, axis=1),
        np.take_along_axis(values, places, axis=1),
        np.minimum(counts, LAST),
    )


def _at(rows: Floats, places: Counts) -> Floats:
    return np.take_along_axis(rows, places[:, None], axis=1)[:, 0]


def _filtered(times: Floats, values: Floats, counts: Counts) -> tuple[Floats, ...]:
    """Run the filter of every setting over every series; the rows are longest first.

    Returns level, drift, their three (co)variances, sigma and the weights of the settings.
    """
    shape = (len(_GRID), len(counts))
    level, drift, cov, log_f, squares = (np.zeros(shape) for _ in range(5))
    var, drift_var = np.broadcast_to(NOISE, shape).copy(), np.broadcast_to(DRIFT**2, shape).copy()
    for i in range(1, times.shape[1]):
        on = slice(0, int(np.count_nonzero(counts > i)))  # the others have no such reading
        u = times[on, i] - times[on, i - 1]
        p, c, v = var[:, on], cov[:, on], drift_var[:, on]
        ahead_var = p + u * (2 * c + u * v + WANDER)
        ahead_cov = c + u * v
        f = ahead_var + NOISE
        expected = level[:, on] + u * drift[:, on]
        e = values[on, i] - expected
        gain, drift_gain = ahead_var / f, ahead_cov / f
        level[:, on] = expected + gain * e
        drift[:, on] += drift_gain * e
        var[:, on] = ahead_var * (1 - gain)
        cov[:, on] = ahead_cov * (1 - gain)
        drift_var[:, on] -= drift_gain * ahead_cov
        log_f[:, on] += np.log(f)
        squares[:, on] += e**2 / f
    k = np.maximum(counts - 1, 1)
    weight = _weights(-log_f / 2 - k / 2 * np.log(np.where(squares > 0, squares, 1)) + PRIOR)
    return level, drift, var, cov, drift_var, np.sqrt(squares / k), weight


def _weights(log_weight: Floats) -> Floats:
    """Turn log weights of the settings into shares that sum to 1."""
    shares = np.exp(log_weight - log_weight.max(axis=0))
    weights: Floats = shares / shares.sum(axis=0)
    return weights
