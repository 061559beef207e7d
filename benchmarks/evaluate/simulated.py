"""Series that nobody measured, made much as the forecast supposes series to be. [SIM]

A level that wanders, now and then with a jump (Student's t with 3 degrees of freedom), a drift, and
readings that scatter about the level; in every other series the drift is another one from some day
on, as when people change what they do. Whoever forecasts these badly has an error in the
arithmetic. Whoever forecasts them well has shown nothing about measures that people take.
"""

import numpy as np

from benchmarks.evaluate.folder import Series

HOW_MANY, LENGTH = 400, 180
WANDERS, DRIFTS = (0.05, 0.3, 1.0), (0.0, 0.1, 0.5)


def series(seed: int) -> list[Series]:
    """Make series of weekly readings; the same seed makes the same."""
    rng = np.random.default_rng(seed)
    days = np.arange(LENGTH) * 7.0
    return [Series(f"simulated: {i}", days, _walk(rng, i % 2 == 1)) for i in range(HOW_MANY)]


def _walk(rng: np.random.Generator, does_turn: bool) -> np.ndarray:
    wander, before, after = rng.choice(WANDERS), *(rng.choice(DRIFTS, 2) * rng.normal(size=2))
    turn = rng.integers(LENGTH) if does_turn else LENGTH
    drift = np.where(np.arange(LENGTH) < turn, before, after)
    level = (drift + np.sqrt(wander) * rng.standard_t(3, size=LENGTH)).cumsum()
    return level + np.sqrt(1 - wander) * rng.normal(size=LENGTH)
