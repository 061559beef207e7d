"""What the picture of an outcome tells: what was read, and the way that was wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Point = tuple[date, float]


@dataclass(frozen=True)
class Story:
    """Readings oldest first; the ways wanted now, and those wanted before a target moved."""

    points: Sequence[Point]
    wanted: Sequence[Sequence[Point]]
    before: Sequence[Sequence[Point]]
    until: date

    @property
    def known(self) -> list[Point]:
        """Every point there is, for the ends of the axes."""
        return [*self.points, *(p for way in (*self.wanted, *self.before) for p in way)]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the picture."""
        days = [on for on, _ in self.known]
        return min(days), max(self.until, *days)


def way(*, baseline: Point | None, steps: Sequence[Point], target: Point | None) -> list[Point]:
    """Return the way from the start over the steps to the target, as far as it is known."""
    return sorted(point for point in (baseline, *steps, target) if point)
