"""Windows of series: what was known, what was aimed at, and what came.

The protocol: 4 to 150 readings, a horizon of 1 to 26 of them, and in every other window about 30 %
of the readings between the first and the last are left out, so that the distances are uneven. Two
events are asked of each window:

* A: a target at u sd sqrt(h) from the last reading, u even in -1.5 to 1.5, sd that of the
  differences, and a direction that is tossed for.
* B: a target as a portfolio sets it. The baseline is the first reading, the direction the way
  gone so far, and the target asks for r times the pace so far, ln r normal with deviation .5.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.evaluate.folder import Series

SIZES = (4, 5, 6, 8, 10, 13, 18, 26, 36, 52, 78, 104, 150)
HORIZONS = (1, 2, 3, 4, 6, 8, 13, 18, 26)
LEFT_OUT, FAR, PACES = 0.3, 1.5, 0.5
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Windows:
    """Windows side by side: readings padded on the right, and what is asked of them."""

    days: Floats  # [m, n]
    values: Floats  # [m, n]
    counts: npt.NDArray[np.int64]
    horizon: Floats  # days from the last reading to the one to come
    came: Floats
    size: Floats  # mean |difference| between readings, in which errors are told
    target_a: Floats
    direction_a: Floats
    target_b: Floats
    direction_b: Floats  # 0 where the window ends where it began: nothing to ask


def windows_of(many: list[Series], *, how_many: int, seed: int) -> Windows:
    """Cut windows from the series in turn; those whose readings are all equal are left out."""
    rng = np.random.default_rng(seed)
    rows = [_window(many[i % len(many)], is_uneven=i % 2 == 1, rng=rng) for i in range(how_many)]
    rows = [row for row in rows if np.ptp(row[1]) > 0]
    counts = np.array([len(days) for days, *_ in rows])
    days, values = (np.zeros((len(rows), counts.max())) for _ in range(2))
    for i, (when, known, *_) in enumerate(rows):
        days[i, : counts[i]], values[i, : counts[i]] = when, known
    return Windows(days, values, counts, *np.array([row[2] for row in rows]).T)


def _window(
    series: Series, *, is_uneven: bool, rng: np.random.Generator
) -> tuple[Floats, Floats, tuple[float, ...]]:
    """Return days, values and the row of what is asked, in the order of `Windows`."""
    length = len(series.values)
    n = rng.choice([size for size in SIZES if size < length])
    h = rng.choice([steps for steps in HORIZONS if steps <= length - n])
    first = rng.integers(0, length - n - h + 1)
    kept = np.arange(first, first + n)
    if is_uneven:
        inner = rng.random(n - 2) >= LEFT_OUT
        inner[rng.choice(n - 2, size=2, replace=False)] = True  # never below four readings
        kept = kept[np.concatenate(([True], inner, [True]))]
    days, values, due = series.days[kept], series.values[kept], kept[-1] + h
    differences = np.diff(values)
    horizon = series.days[due] - days[-1]
    steps = horizon / (days[-1] - days[0]) * (len(days) - 1)
    asked_a = values[-1] + rng.uniform(-FAR, FAR) * differences.std() * np.sqrt(steps)
    pace = (values[-1] - values[0]) / (days[-1] - days[0])
    asked_b = values[0] + rng.lognormal(0, PACES) * pace * (series.days[due] - days[0])
    size = np.abs(differences).mean()
    tossed = rng.choice([-1.0, 1.0])
    came = series.values[due]
    return days, values, (horizon, came, size, asked_a, tossed, asked_b, np.sign(pace))
