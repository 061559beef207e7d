"""The course of one measure: the readings of a single outcome, fitted once and asked often."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from insights.forecasts.chance import chance
from insights.forecasts.fan import LEVELS, SUSPECT, fan
from insights.forecasts.local_level import ENOUGH, fit

Bounds = tuple[float | None, float | None]
NONE: Bounds = (None, None)


class Course:
    """Readings by the day they describe, one a day, and what they lead one to expect."""

    def __init__(self, by_day: Mapping[date, float], *, bounds: Bounds = NONE) -> None:
        """Fit the readings; `bounds` are the least and the most that the measure can be."""
        self.days = sorted(by_day)
        self.values = [by_day[day] for day in self.days]
        self.low, self.high = bounds
        ordinals = [[day.toordinal() for day in self.days]]
        self._fit = fit(ordinals, [self.values], [len(self.days)])

    @property
    def missing(self) -> int:
        """How many readings are missing before there is a forecast."""
        return max(ENOUGH - len(self.days), 0)

    @property
    def can_tell(self) -> bool:
        """Whether there are readings enough, and not all of them equal."""
        return bool(self._fit.can_tell[0])

    def chance(self, *, target: float, on: date, direction: float) -> float | None:
        """Return the chance to be at or beyond the target on a day after the last reading."""
        if not self.can_tell or on <= self.days[-1]:
            return None
        found = chance(self._fit, target=target, horizon=self._after(on), direction=direction)
        return float(found[0])

    def fan(
        self, days: Iterable[date], levels: Sequence[float] = LEVELS
    ) -> list[tuple[float, ...]]:
        """Return the quantiles at each day, from the last reading on; nothing if it cannot tell."""
        horizons = [self._after(day) for day in days] if self.can_tell else []
        if not horizons:
            return []
        quantiles = fan(self._fit, horizons=[horizons], low=self.low, high=self.high, levels=levels)
        return [tuple(row) for row in quantiles[0].tolist()]

    def _after(self, day: date) -> int:
        return (day - self.days[-1]).days


def expected_on(
    day: date, by_day: Mapping[date, float], *, unit: str, aims: Iterable[float]
) -> tuple[float, float] | None:
    """Return the range that 998 of 1,000 readings of a day lie in, judged by those before it.

    `aims` are values that the measure is known to be able to reach. None where nothing can be
    told.
    """
    before = {on: value for on, value in by_day.items() if on < day}
    course = Course(before, bounds=bounds(unit, [*before.values(), *aims]))
    for low, _middle, high in course.fan([day], levels=SUSPECT):
        return low, high
    return None


def bounds(unit: str, values: Iterable[float]) -> Bounds:
    """Return 0 and 100 for shares in per cent that never left them; other measures have none."""
    known = np.array(list(values))
    return (0, 100) if unit == "%" and ((known >= 0) & (known <= 100)).all() else NONE
