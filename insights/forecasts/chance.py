"""The chance that a measure is at its target on its due day."""

import numpy as np
import numpy.typing as npt

from insights.forecasts.local_level import Fit, chunks
from insights.forecasts.student import Floats, t_cdf

LEAST, MOST = 0.01, 0.99  # no forecast is surer than this
FEW = 6  # up to here the chance is told in steps of ten per cent


def chance(
    fit: Fit, *, target: npt.ArrayLike, horizon: npt.ArrayLike, direction: npt.ArrayLike
) -> Floats:
    """Return P(at or beyond the target on the due day) for each series, in .01 to .99.

    P = sum over the settings of w T_nu(d (loc - target) / scale). `horizon` is in days from the
    last reading to the due day, `direction` is +1 where more is better and -1 where less is. NaN
    below four readings, when all are equal, and where horizon or target are NaN or the due day is
    not after the last reading. Whoever asks on a day after the due day passes NaN.
    """
    target, horizon, direction = (
        np.broadcast_to(np.asarray(given, dtype=float), fit.counts.shape)
        for given in (target, horizon, direction)
    )
    chances = np.full(fit.counts.shape, np.nan)
    for some in chunks(len(chances)):
        part = fit.rows(some)
        ahead = part.ahead(np.where(part.can_tell & (horizon[some] > 0), horizon[some], np.nan))
        beyond = direction[some] * (ahead.location - target[some]) / ahead.scale
        chances[some] = (part.weight * t_cdf(beyond, part.degrees)).sum(axis=0)
    return np.clip(chances, LEAST, MOST)


def shown(chances: npt.ArrayLike, counts: npt.ArrayLike) -> Floats:
    """Round chances as far as so many readings can carry: to 10 % up to six, else to 5 %.

    0 and 1 mean "less than half a step" and are told as "under 5 %" and "over 95 %", never as
    impossible and certain.
    """
    steps = np.where(np.asarray(counts) <= FEW, 10, 20)
    return np.floor(np.asarray(chances, dtype=float) * steps + 0.5) / steps
