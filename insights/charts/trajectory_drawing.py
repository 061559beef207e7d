"""The trajectory drawn on the server, in sight before Plotly is and without it."""

from collections.abc import Sequence
from datetime import date

from insights.charts.labels import months, rulers
from insights.charts.svg import Svg, drawing, element, per_cent, short, stretched
from insights.charts.trajectory import APART, BOTTOM, HEIGHT, TOP, Note, Trajectory, Words, ends

LEFT, WIDE = 0.06, 0.69
MONTHS = 8


def trajectory_drawing(drawn: Trajectory, words: Words) -> Svg:
    """Return the lines of the trajectory, the fan, and the numbers at the right."""
    top = drawn.top
    lines = stretched(
        *_future(drawn),
        element("path", class_="ln all", d=_path(drawn, [p.total for p in drawn.points])),
        element("path", class_="ln well", d=_path(drawn, [p.well for p in drawn.points])),
        element("path", class_="ln", d=_path(drawn, [p.met for p in drawn.points])),
        x=LEFT,
        width=WIDE,
        height=HEIGHT - BOTTOM,
    )
    numbers = [line for note in ends(drawn, words) for line in _number(note, top)]
    return drawing(*_rules(top), *_days(drawn, words), lines, *numbers, height=HEIGHT)


def _rules(top: int) -> list[Svg]:
    wide = per_cent(LEFT + WIDE)
    return [
        part
        for value in rulers(top)
        for part in (
            element("line", class_="gl", x1="0", x2=wide, y1=_y(value, top), y2=_y(value, top)),
            element("text", str(value), x=0, y=_y(value, top) - 4),
        )
    ]


def _days(drawn: Trajectory, words: Words) -> list[Svg]:
    """Return the names of months along the foot, and today at its line."""
    days = [
        element("text", words.month(day), x=_x(drawn, day), y=HEIGHT - 6)
        for day in months(drawn.first, drawn.last, most=MONTHS)
    ]
    if drawn.ahead:
        today = _x(drawn, drawn.points[-1].on)
        days.append(element("text", words.today, x=today, y=TOP - 8, text_anchor="middle"))
    return days


def _future(drawn: Trajectory) -> list[Svg]:
    """Return the fan: its area, its middle, and the line of today."""
    if not drawn.ahead:
        return []
    there = [(drawn.share(a.on), a.high) for a in drawn.ahead]
    back = [(drawn.share(a.on), a.low) for a in reversed(drawn.ahead)]
    middle = [(drawn.share(a.on), a.mid) for a in drawn.ahead]
    now = short(100 * drawn.share(drawn.points[-1].on))
    return [
        element("path", class_="fan", d=_through([*there, *back], drawn.top) + "z"),
        element("path", class_="gl", d=f"M{now} {TOP}V{HEIGHT - BOTTOM}"),
        element("path", class_="ln mid", d=_through(middle, drawn.top)),
    ]


def _number(note: Note, top: int) -> list[Svg]:
    """Return a number at the right, line by line about its height."""
    lines = note.text.splitlines()
    first = _y(note.y, top) + 4 - (len(lines) - 1) * APART / 2
    x = per_cent(LEFT + WIDE + 0.015)
    return [
        element("text", line, class_=f"tk {note.token}", x=x, y=short(first + n * APART))
        for n, line in enumerate(lines)
    ]


def _x(drawn: Trajectory, on: date) -> str:
    return per_cent(LEFT + WIDE * drawn.share(on))


def _y(value: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _through(places: Sequence[tuple[float, float]], top: int) -> str:
    """Return path data through places given as (share of the width, value)."""
    return "M" + "L".join(f"{short(100 * x)} {short(_y(y, top))}" for x, y in places)


def _path(drawn: Trajectory, values: Sequence[int | None]) -> str:
    """Return path data from 0 to 100; a week without a value lifts the pen."""
    parts, is_down = [], False
    for point, value in zip(drawn.points, values, strict=True):
        if value is not None:
            x = 100 * drawn.share(point.on)
            parts.append(f"{'L' if is_down else 'M'}{short(x)} {short(_y(value, drawn.top))}")
        is_down = value is not None
    return "".join(parts)
