"""A small line of readings, as the geometry of an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from products.charts.story import Point

WIDTH, HEIGHT, MARGIN = 150.0, 32.0, 4.0


@dataclass(frozen=True)
class Line:
    """A path through points in time, with an optional level drawn across."""

    path: str
    dots: list[tuple[str, str]]
    level_y: str | None
    width: int = round(WIDTH)
    height: int = round(HEIGHT)

    @property
    def last(self) -> tuple[str, str] | None:
        """Where the newest point lies."""
        return self.dots[-1] if self.dots else None


def line(points: Sequence[Point], *, level: float | None = None, until: date) -> Line | None:
    """Return the line from the first point to the day given, or nothing without points.

    One or two points are drawn as dots only: a line through them would promise too much.
    """
    if not points:
        return None
    first = min(on for on, _ in points)
    days = max((until - first).days, 1)
    values = [value for _, value in points] + ([level] if level is not None else [])
    low, high = min(values), max(values)

    def x(on: date) -> float:
        return MARGIN + (WIDTH - 2 * MARGIN) * (on - first).days / days

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share

    spots = [(_number(x(on)), _number(y(value))) for on, value in points]
    path = "M" + " ".join(f"{px} {py}" for px, py in spots) if len(spots) > 2 else ""
    return Line(path, spots, _number(y(level)) if level is not None else None)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
