"""An outcome's readings, the way wanted and the fan expected, as the geometry of an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor, log10

from products.charts.story import Point, Story

TOP, BOTTOM, HEIGHT = 14.0, 268.0, 300
FEW = 3


@dataclass(frozen=True)
class Mark:
    """A tick of an axis: where it lies (per cent across, or pixels down) and what it stands for."""

    at: str
    value: float | date


@dataclass(frozen=True)
class Segment:
    """A straight piece of a line: per cent across, pixels down."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Picture:
    """Readings as segments (from three on) and dots, the ways wanted, the ticks of both axes.

    `aims` are the ends of the ways wanted: across, down, how far from there the words stand, and
    the value. `band` is the fan
    as a path whose x goes from 0 to 100; `middle` is the line through it. `marks` are the places
    of the events, to be numbered from 1.
    """

    line: list[Segment]
    dots: list[tuple[str, str]]
    wanted: list[Segment]
    before: list[Segment]
    aims: list[tuple[str, str, int, float]]
    band: str
    middle: list[Segment]
    marks: list[tuple[str, str]]
    today: str
    values: list[Mark]
    days: list[Mark]
    height: int = HEIGHT
    floor: float = BOTTOM


def picture(story: Story) -> Picture | None:
    """Return the picture, or nothing without readings. It starts at zero unless values are below."""
    if not story.points:
        return None
    first, last = story.days
    span = max((last - first).days, 1)
    ticks = value_ticks([value for _, value in story.known])
    low, high = ticks[0], ticks[-1]

    def spot(point: Point) -> tuple[str, str]:
        on, value = point
        down = BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)
        return f"{100 * (on - first).days / span:.2f}%", f"{down:.1f}"

    def stroke(points: Sequence[Point]) -> list[Segment]:
        return [Segment(*one, *two) for one, two in pairwise([spot(p) for p in points])]

    many = len(story.points) >= FEW
    return Picture(
        line=stroke(story.points) if many else [],
        dots=[spot(p) for p in (story.points[-1:] if many else story.points)],
        wanted=[piece for points in story.wanted for piece in stroke(points)],
        before=[piece for points in story.before for piece in stroke(points)],
        aims=[_aim(story, points[-1], spot(points[-1])) for points in story.wanted if points],
        band=_closed([spot(p) for p in (*story.edge("high"), *story.edge("low")[::-1])]),
        middle=stroke(story.edge("middle")),
        marks=[spot(point) for point in story.marks],
        today=spot((story.until, low))[0],
        values=[Mark(spot((first, tick))[1], tick) for tick in ticks],
        days=[Mark(spot((day, low))[0], day) for day in day_ticks(first, last)],
    )


def _aim(story: Story, aim: Point, spot: tuple[str, str]) -> tuple[str, str, int, float]:
    return (*spot, 15 if story.is_above(aim) else -6, aim[1])


def _closed(spots: Sequence[tuple[str, str]]) -> str:
    """Return path data through all spots and back to the first."""
    return f"M{' L'.join(f'{x[:-1]} {y}' for x, y in spots)}Z" if spots else ""


def value_ticks(values: Sequence[float]) -> list[float]:
    """Return four to seven round values that hold all given, from zero where nothing is below."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high == low:
        high = low + 1
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(unit * power for unit in (1, 2, 2.5, 5, 10) if unit * power >= rough * 0.999)
    start = floor(low / step)
    ticks = [start * step]
    while ticks[-1] < high:
        ticks.append((start + len(ticks)) * step)
    return ticks


def day_ticks(first: date, last: date) -> list[date]:
    """Return at most six firsts of a month within the days given."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = max(-(-months // 5), 1)
    starts = (
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(1, months + 1, step)
    )
    return [start for start in starts if first <= start <= last]
