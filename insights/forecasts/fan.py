"""Between which values a measure will probably lie on days to come."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from insights.forecasts.local_level import Fit, chunks
from insights.forecasts.student import Floats, t_quantile

LEVELS = (0.1, 0.5, 0.9)
SUSPECT = (0.001, 0.5, 0.999)  # outside of these a new value is worth a question


def fan(
    fit: Fit,
    *,
    horizons: npt.ArrayLike,
    low: npt.ArrayLike | None = None,
    high: npt.ArrayLike | None = None,
    levels: Sequence[float] = LEVELS,
) -> Floats:
    """Return the quantiles of a reading at each horizon [m, h] (days after the last reading).

    The nine settings are drawn together to one Student's t with their mean and variance:
    m = sum w loc; sd^2 = sum w (scale^2 + (loc - m)^2); quantile = m + sd tq(level, nu). Clipped
    to `low` and `high` where a measure has them (NaN: no bound). Shape [m, h, levels]; NaN below
    four readings, when all are equal and before the last reading.
    """
    horizons = np.asarray(horizons, dtype=float)
    quantiles = np.empty((*horizons.shape, len(levels)))
    for some in chunks(len(horizons)):
        part = fit.rows(some)
        for column, days in enumerate(horizons[some].T):
            quantiles[some, column] = _quantiles(part, days, levels)
    for bound, limit in ((low, np.fmax), (high, np.fmin)):
        if bound is not None:
            edge = np.broadcast_to(np.asarray(bound, dtype=float), fit.counts.shape)
            quantiles = np.where(np.isnan(quantiles), np.nan, limit(quantiles, edge[:, None, None]))
    return quantiles


def _quantiles(fit: Fit, days: Floats, levels: Sequence[float]) -> Floats:
    """Return the quantiles [m, levels] at one horizon of each series."""
    ahead = fit.ahead(np.where(fit.can_tell & (days >= 0), days, np.nan))
    middle = (fit.weight * ahead.location).sum(axis=0)
    variance = (fit.weight * (ahead.scale**2 + (ahead.location - middle) ** 2)).sum(axis=0)
    spread = np.sqrt(variance)
    return np.stack([middle + spread * t_quantile(x, fit.degrees) for x in levels], axis=-1)
