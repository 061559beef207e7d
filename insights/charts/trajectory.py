"""How many are met, week by week, what to expect of the rest, and how many are on course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain, weekly

HEIGHT, TOP, BOTTOM = 300, 22, 24
APART = 16  # from line to line of the numbers at the right


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
class Note:
    """A number at the right end of the chart: where, what, how it looks."""

    y: float
    text: str
    token: str
    weight: int


def ends(drawn: Trajectory, words: Words) -> list[Note]:
    """Return the numbers at the right, moved apart where they would lie on each other."""
    last = drawn.points[-1]
    found = [
        Note(value, f"{value} {word}", token, weight)
        for value, word, token, weight in (
            (last.total, words.total, "ink-3", 400),
            (last.well, words.well, "ink-2" if drawn.ahead else "ink", 550),
        )
        if value is not None
    ]
    if drawn.ahead:
        end = drawn.ahead[-1]
        found.append(Note(end.mid, f"{round(end.mid)} {words.expected}", "accent", 600))
        if last.met is not None:
            found.append(Note(last.met, f"{last.met} {words.met}", "ink", 600))
    return _apart(found, drawn.top)


def _apart(notes: list[Note], top: int) -> list[Note]:
    lines = {note: note.text.count("\n") + 1 for note in notes}
    unit = top / (HEIGHT - TOP - BOTTOM)
    placed: list[Note] = []
    room = float("inf")
    for note in sorted(notes, key=lambda note: -note.y):
        half = lines[note] * APART * unit / 2
        y = min(note.y, room - half)
        placed.append(Note(y, note.text, note.token, note.weight))
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
        for note in ends(drawn, words)
    ]
    if drawn.ahead:
        on = drawn.points[-1].on.isoformat()
        today = {"x": on, "y": 1, "yref": "paper", "yanchor": "bottom", "text": plain(words.today)}
        notes.append({**today, "showarrow": False, "font": {"color": "token:ink-3", "size": 11}})
    return notes
