"""What the picture of an outcome tells: what was read, what was wanted, what is to be expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

Point = tuple[date, float]


class Expected(NamedTuple):
    """What to expect on a day: 8 times in 10 between low and high."""

    on: date
    low: float
    middle: float
    high: float


class Event(NamedTuple):
    """Something that may explain a turn of the line, in words."""

    on: date
    words: str


@dataclass(frozen=True)
class Story:
    """Readings oldest first; the ways wanted now, and those wanted before a target moved.

    `fan` is what to expect from the last reading on, where somebody can tell. `events` are few,
    oldest first, and lie between two readings.
    """

    points: Sequence[Point]
    wanted: Sequence[Sequence[Point]]
    before: Sequence[Sequence[Point]]
    until: date
    fan: Sequence[Expected] = ()
    events: Sequence[Event] = ()

    @property
    def marks(self) -> list[Point]:
        """Where the line runs on the day of each event."""
        return [(event.on, self._value_on(event.on)) for event in self.events]

    @property
    def known(self) -> list[Point]:
        """Every point there is, for the ends of the axes."""
        ways = (*self.wanted, *self.before, self.edge("low"), self.edge("high"))
        return [*self.points, *(point for way in ways for point in way)]

    def edge(self, name: str) -> list[Point]:
        """Return a line through the fan: its low, its middle or its high."""
        return [(expected.on, getattr(expected, name)) for expected in self.fan]

    def is_above(self, aim: Point) -> bool:
        """Whether the fan ends above an aim, so that words about the aim belong below it."""
        return bool(self.fan) and self.fan[-1].middle > aim[1]

    def _value_on(self, day: date) -> float:
        """Return the value of the line between the readings around a day."""
        before = max(point for point in self.points if point[0] <= day)
        after = min((point for point in self.points if point[0] > day), default=before)
        span = (after[0] - before[0]).days or 1
        return before[1] + (after[1] - before[1]) * (day - before[0]).days / span

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the picture."""
        days = [on for on, _ in self.known]
        return min(days), max(self.until, *days)


def way(*, baseline: Point | None, steps: Sequence[Point], target: Point | None) -> list[Point]:
    """Return the way from the start over the steps to the target, as far as it is known."""
    return sorted(point for point in (baseline, *steps, target) if point)
