"""Slips of the finger inside a history, which a forecast is better off without.

A reading is taken for a slip where it lies far from the median of the five readings about it,
|y - median of 5| > 6 median |difference between neighbours|. The first and the last reading are
never taken for one: what has just come may be news. Source: Hampel, The influence curve and its
role in robust estimation, Journal of the American Statistical Association 69 (1974).
"""

import numpy as np
import numpy.typing as npt

from insights.forecasts.student import Floats

AROUND, FAR = 2, 6.0  # neighbours on each side, and how many usual differences are far

Counts = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def without_slips(
    days: Floats, values: Floats, counts: Counts, *, least: int
) -> tuple[Floats, Floats, Counts]:
    """Return the readings [m, n] without slips, padded on the right as they came.

    A series of which fewer than `least` readings would remain is left as it is.
    """
    slips = are_slips(values, counts)
    kept = counts - slips.sum(axis=1)
    slips[kept < least] = False
    if not slips.any():
        return days, values, counts
    order = np.argsort(slips, axis=1, kind="stable")  # slips go behind the others
    return (
        np.take_along_axis(days, order, axis=1),
        np.take_along_axis(values, order, axis=1),
        counts - slips.sum(axis=1),
    )


def are_slips(values: Floats, counts: Counts) -> Bools:
    """Return which readings [m, n] are slips; none where half of all differences are zero."""
    slips: Bools = np.zeros(values.shape, dtype=bool)
    (rows,) = np.nonzero(counts > 2)
    if rows.size:
        of, last = values[rows], counts[rows, None] - 1
        far = FAR * _usual_difference(of, last[:, 0])
        places = np.arange(of.shape[1])
        is_inside = (places > 0) & (places < last)
        is_far = np.abs(of - _medians(of, last)) > far[:, None]
        slips[rows] = is_inside & is_far & (far > 0)[:, None]
    return slips


def _usual_difference(values: Floats, last: Counts) -> Floats:
    """Return the median of |difference between neighbours| of each series [m]."""
    differences = np.abs(np.diff(values, axis=1))
    differences[np.arange(differences.shape[1]) >= last[:, None]] = np.inf
    differences.sort(axis=1)
    middle = np.stack(((last - 1) // 2, last // 2), axis=1)
    usual: Floats = np.take_along_axis(differences, middle, axis=1).mean(axis=1)
    return usual


def _medians(values: Floats, last: Counts) -> Floats:
    """Return the median of the five about each reading [m, n], the ends repeated beyond them."""
    places = np.arange(values.shape[1])
    about = [
        np.take_along_axis(values, np.clip(places + step, 0, last), axis=1)
        for step in range(-AROUND, AROUND + 1)
    ]
    medians: Floats = np.median(about, axis=0)
    return medians
