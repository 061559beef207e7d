"""How many are met, week by week, what to expect of the rest, and how many are on course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain, weekly
from insights.charts.svg import Svg, drawing, element, per_cent, short, stretched

HEIGHT, TOP, BOTTOM = 300, 22, 24
LEFT, WIDE = 0.06, 0.8
TICKS, APART = 6, 16


@dataclass(frozen=True)
class Point:
    """One week: how many are well, how many of these are met, of how many. None before any is."""

    on: date
    well: int | None
    total: int | None
    met: int | None = None


@dataclass(frozen=True)
class Ahead:
    """One day to come: how many will be met by then, four times in five from low to high."""

    on: date
    low: float
    mid: float
    high: float


@dataclass(frozen=True)
class Words:
    """What the chart calls its lines, which may take two, and its months."""

    well: str
    total: str
    met: str
    expected: str
    today: str
    month: Callable[[date], str]


@dataclass(frozen=True)
class Trajectory:
    """The weeks up to the day and the days to come, in their order; the first of these is today."""

    points: Sequence[Point]
    ahead: Sequence[Ahead]

    @property
    def first(self) -> date:
        """The day on which the chart begins."""
        return self.points[0].on

    @property
    def last(self) -> date:
        """The day on which the chart ends."""
        return self.ahead[-1].on if self.ahead else self.points[-1].on

    @property
    def top(self) -> int:
        """A round number above all that is drawn."""
        return nice_top(max((p.total or 0 for p in self.points), default=0))

    def share(self, on: date) -> float:
        """Return how far along the chart a day lies, from 0 to 1."""
        return (on - self.first).days / max((self.last - self.first).days, 1)


def figure(drawn: Trajectory, words: Words) -> dict[str, Any]:
    """Return the Plotly figure."""
    line = {"type": "scatter", "mode": "lines", **weekly(drawn.first), "connectgaps": False}
    lines = [
        _line(line, [p.total for p in drawn.points], words.total, "token:ink-3", 1.25, "dot"),
        _line(line, [p.well for p in drawn.points], words.well, "token:ink-2", 1.5, "solid"),
    ]
    if drawn.ahead:
        met = [p.met for p in drawn.points]
        lines += [_line(line, met, words.met, "token:ink", 2.25, "solid"), *_fan(drawn, words)]
    return {
        "data": lines,
        "layout": {
            "yaxis": {"range": [0, drawn.top]},
            "xaxis": {
                "type": "date",
                "range": [drawn.first.isoformat(), drawn.last.isoformat()],
            },
            "margin": {"r": 116, "t": 20},
            "annotations": _notes(drawn, words),
            "shapes": _today(drawn),
        },
    }


def _line(
    line: dict[str, Any], y: list[int | None], name: str, colour: str, width: float, dash: str
) -> dict[str, Any]:
    drawn = {"color": colour, "width": width, "dash": dash}
    return {**line, "y": y, "name": plain(name).replace("\n", " "), "line": drawn}


def _fan(drawn: Trajectory, words: Words) -> list[dict[str, Any]]:
    x = [ahead.on.isoformat() for ahead in drawn.ahead]
    edge = {"type": "scatter", "mode": "lines", "x": x, "line": {"width": 0}, "hoverinfo": "skip"}
    return [
        {**edge, "y": [round(ahead.low, 1) for ahead in drawn.ahead]},
        {
            **edge,
            "y": [round(ahead.high, 1) for ahead in drawn.ahead],
            "fill": "tonexty",
            "fillcolor": "token:accent/0.16",
        },
        {
            **edge,
            "y": [round(ahead.mid, 1) for ahead in drawn.ahead],
            "name": plain(words.expected),
            "line": {"color": "token:accent", "width": 1.75, "dash": "dot"},
            "hoverinfo": "all",
        },
    ]


def _today(drawn: Trajectory) -> list[dict[str, Any]]:
    if not drawn.ahead:
        return []
    on = drawn.points[-1].on.isoformat()
    line = {"color": "token:line-2", "width": 1}
    return [{"type": "line", "x0": on, "x1": on, "y0": 0, "y1": 1, "yref": "paper", "line": line}]


@dataclass(frozen=True)
class _Note:
    """A number at the right end of the chart: where, what, how it looks."""

    y: float
    text: str
    token: str
    weight: int


def _ends(drawn: Trajectory, words: Words) -> list[_Note]:
    """Return the numbers at the right, moved apart where they would lie on each other."""
    last = drawn.points[-1]
    ends = [
        _Note(value, f"{value} {word}", token, weight)
        for value, word, token, weight in (
            (last.total, words.total, "ink-3", 400),
            (last.well, words.well, "ink-2" if drawn.ahead else "ink", 550),
        )
        if value is not None
    ]
    if drawn.ahead:
        end = drawn.ahead[-1]
        ends.append(_Note(end.mid, f"{round(end.mid)} {words.expected}", "accent", 600))
        if last.met is not None:
            ends.append(_Note(last.met, f"{last.met} {words.met}", "ink", 600))
    return _apart(ends, drawn.top)


def _apart(ends: list[_Note], top: int) -> list[_Note]:
    lines = {note: note.text.count("\n") + 1 for note in ends}
    unit = top / (HEIGHT - TOP - BOTTOM)
    placed: list[_Note] = []
    room = float("inf")
    for note in sorted(ends, key=lambda note: -note.y):
        half = lines[note] * APART * unit / 2
        y = min(note.y, room - half)
        placed.append(_Note(y, note.text, note.token, note.weight))
        room = y - half
    return placed


def _notes(drawn: Trajectory, words: Words) -> list[dict[str, Any]]:
    notes = [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 8,
            "y": note.y,
            "text": "<br>".join(plain(note.text).splitlines()),
            "align": "left",
            "showarrow": False,
            "font": {"color": f"token:{note.token}", "size": 12, "weight": note.weight},
        }
        for note in _ends(drawn, words)
    ]
    if drawn.ahead:
        on = drawn.points[-1].on.isoformat()
        today = {"x": on, "y": 1, "yref": "paper", "yanchor": "bottom", "text": plain(words.today)}
        notes.append({**today, "showarrow": False, "font": {"color": "token:ink-3", "size": 11}})
    return notes


def fallback(drawn: Trajectory, words: Words) -> Svg:
    """Return the same lines, drawn on the server."""
    top = drawn.top
    rules = [
        part
        for value in _rulers(top)
        for part in (
            element("line", class_="gl", x1="0", x2="100%", y1=_y(value, top), y2=_y(value, top)),
            element("text", str(value), x=0, y=_y(value, top) - 4),
        )
    ]
    every = max(len(drawn.points) // TICKS, 1)
    ticks = [
        element("text", words.month(p.on), x=_x(drawn, p.on), y=HEIGHT - 6)
        for p in drawn.points[::every]
    ]
    lines = stretched(
        *_future(drawn),
        element("path", class_="ln all", d=_path(drawn, [p.total for p in drawn.points])),
        element("path", class_="ln well", d=_path(drawn, [p.well for p in drawn.points])),
        element("path", class_="ln", d=_path(drawn, [p.met for p in drawn.points])),
        x=LEFT,
        width=WIDE,
        height=HEIGHT - BOTTOM,
    )
    return drawing(*rules, *ticks, lines, *_numbers(drawn, words), height=HEIGHT)


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


def _numbers(drawn: Trajectory, words: Words) -> list[Svg]:
    x = per_cent(LEFT + WIDE + 0.015)
    return [
        element(
            "text",
            note.text.replace("\n", " "),
            class_=f"tk {note.token}",
            x=x,
            y=_y(note.y, drawn.top) + 4,
        )
        for note in _ends(drawn, words)
    ]


def _rulers(top: int) -> list[int]:
    return sorted({round(top * share) for share in (0, 0.25, 0.5, 0.75)})


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
