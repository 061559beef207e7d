"""How near forecasts came: the usual scores, over arrays."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MOST = 100.0  # what the error of one window may count at most, in mean differences


def crps(quantiles: Floats, levels: Floats, came: Floats, size: Floats) -> float:
    """Return the mean continuous ranked probability score of quantiles [m, levels].

    Twice the pinball loss, averaged over evenly spaced levels (Gneiting and Raftery, 2007).
    """
    miss = came[:, None] - quantiles
    loss = 2 * np.maximum(levels * miss, (levels - 1) * miss).mean(axis=1)
    return float(np.minimum(loss / size, MOST).mean())


def mase(middle: Floats, came: Floats, size: Floats) -> float:
    """Return the mean absolute error in mean differences of the readings."""
    return float(np.minimum(np.abs(came - middle) / size, MOST).mean())


def coverage(low: Floats, high: Floats, came: Floats) -> float:
    """Return the share of what came that lay between low and high."""
    return float(((low <= came) & (came <= high)).mean())


def brier(chances: Floats, was_met: npt.NDArray[np.bool_]) -> float:
    """Return the mean squared distance of chances from what happened; always saying 50 % has .25."""
    return float(((chances - was_met) ** 2).mean())


def calibration_error(chances: Floats, was_met: npt.NDArray[np.bool_]) -> float:
    """Return how far chances lie from shares met, over ten bins by the chances in them."""
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = np.bincount(bins, chances - was_met, minlength=10)
    return float(np.abs(gaps).sum() / len(chances))


def promised(
    chances: Floats, was_met: npt.NDArray[np.bool_], *, false: float
) -> tuple[float, float]:
    """Return (share false, recall) of the longest list whose mean chance keeps the promise.

    The list names outcomes that will be missed, those of the smallest chance first.
    """
    order = np.argsort(chances, kind="stable")
    means = np.cumsum(chances[order]) / np.arange(1, len(order) + 1)
    listed = order[: int(np.searchsorted(means, false, side="right"))]
    missed = ~was_met
    return float(was_met[listed].mean()), float(missed[listed].sum() / missed.sum())
