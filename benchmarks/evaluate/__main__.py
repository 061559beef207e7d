"""Forecast windows of series, print each figure beside the one it has to reach."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.evaluate import folder, scores, simulated
from benchmarks.evaluate.windows import Windows, windows_of
from benchmarks.results import Result
from insights.forecasts import chance, fan, local_level
from insights.forecasts.student import normal_quantile

SEED, HOW_MANY = 20_260, 12_000
LEVELS = (np.arange(100) + 0.5) / 100


def main() -> int:
    """Evaluate; return 1 when a figure is not reached, 2 when there is nothing to evaluate."""
    data = os.environ.get("DATA", "")
    many = folder.series_in(Path(data)) if data else simulated.series(SEED)
    if not many:
        print(f"No series of {folder.ENOUGH} readings in {data}.", file=sys.stderr)
        return 2
    windows = windows_of(many, how_many=HOW_MANY, seed=SEED)
    origin = f"in {data}" if data else "that are simulated [SIM]: they show nothing about real ones"
    print(f"{len(windows.counts):,} windows of {len(many):,} series {origin}", flush=True)
    results = [*of_the_fan(windows), *of_the_chances(windows), speed()]
    for result in results:
        print(result)
    return 0 if all(result.is_kept for result in results) else 1


def of_the_fan(windows: Windows) -> Iterator[Result]:
    """Compare the quantiles with what came."""
    fit = local_level.fit(windows.days, windows.values, windows.counts)
    horizons = windows.horizon[:, None]
    quantiles = fan.fan(fit, horizons=horizons, levels=LEVELS.tolist())[:, 0]
    low, middle, high = fan.fan(fit, horizons=horizons)[:, 0].T
    came, size = windows.came, windows.size
    plain = scores.crps(last_value(windows), LEVELS, came, size)
    yield figure(
        "CRPS", scores.crps(quantiles, LEVELS, came, size), 1.95, f"last value {plain:.3f}"
    )
    yield figure("MASE", scores.mase(middle, came, size), 2.6)
    covered = scores.coverage(low, high, came)
    yield figure(
        "80 % range, distance from 80 %", abs(covered - 0.8), 0.03, f"covers {covered:.1%}"
    )


def of_the_chances(windows: Windows) -> Iterator[Result]:
    """Compare the chances of both events with whether they happened."""
    fit = local_level.fit(windows.days, windows.values, windows.counts)
    for event, target, direction, limit in (
        ("A", windows.target_a, windows.direction_a, 0.152),
        ("B", windows.target_b, windows.direction_b, 0.166),
    ):
        is_asked = direction != 0
        chances = chance.chance(fit, target=target, horizon=windows.horizon, direction=direction)
        chances = chances[is_asked]
        was_met = (direction * (windows.came - target) >= 0)[is_asked]
        share = f"{was_met.mean():.0%} met"
        yield figure(f"Brier score, event {event}", scores.brier(chances, was_met), limit, share)
        error = scores.calibration_error(chances, was_met)
        yield figure(f"Calibration error, event {event}", error, 0.03)
    false, recall = scores.promised(chances, was_met, false=0.1)
    yield figure("List of misses promised 10 % false: false", false, 0.13)
    yield figure("List of misses promised 10 % false: left out", 1 - recall, 0.5)


def figure(name: str, value: float, limit: float, note: str = "") -> Result:
    """Return a figure with three digits and without a unit."""
    return Result(name, value, limit, "", note, digits=3)


def last_value(windows: Windows) -> np.ndarray:
    """Return the quantiles of who expects the last reading to stay, for comparison."""
    places = windows.counts[:, None] - 1
    last = np.take_along_axis(windows.values, places, axis=1)
    span = np.take_along_axis(windows.days, places, axis=1)[:, 0] - windows.days[:, 0]
    steps = windows.horizon / span * (windows.counts - 1)
    is_difference = np.arange(windows.values.shape[1] - 1) < places
    squares = np.where(is_difference, np.diff(windows.values) ** 2, 0).sum(axis=1) / places[:, 0]
    z = np.array([normal_quantile(level) for level in LEVELS.tolist()])
    return last + np.sqrt(squares * steps)[:, None] * z


def speed() -> Result:
    """Time fit and chance of 50,000 outcomes with a year of weekly readings, in CPU seconds."""
    values = np.random.default_rng(SEED).normal(size=(50_000, 52)).cumsum(axis=1)
    days = np.broadcast_to(np.arange(52) * 7.0, values.shape)
    began = time.process_time()
    fit = local_level.fit(days, values, np.full(50_000, 52))
    chance.chance(fit, target=values[:, -1] + 3, horizon=84.0, direction=1.0)
    return Result("Chance of 50,000 outcomes", time.process_time() - began, 10, "CPU s")


if __name__ == "__main__":
    sys.exit(main())
