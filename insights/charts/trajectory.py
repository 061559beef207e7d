"""How many are on course or achieved, week by week, under how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain, weekly
from insights.charts.svg import Svg, drawing, element, per_cent, short, stretched

HEIGHT, TOP, BOTTOM = 300, 22, 24
LEFT, WIDE = 0.06, 0.84
TICKS = 6


@dataclass(frozen=True)
class Point:
    """One week: how many are well, of how many. None before anything was known."""

    on: date
    well: int | None
    total: int | None


@dataclass(frozen=True)
class Words:
    """What the chart calls its lines, which may take two, and its months."""

    well: str
    total: str
    month: Callable[[date], str]


def figure(points: Sequence[Point], words: Words) -> dict[str, Any]:
    """Return the Plotly figure."""
    first, last = points[0], points[-1]
    line = {"type": "scatter", "mode": "lines", **weekly(first.on), "connectgaps": False}
    return {
        "data": [
            {
                **line,
                "y": [point.total for point in points],
                "name": plain(words.total),
                "line": {"color": "token:ink-3", "width": 1.25, "dash": "dot", "shape": "hv"},
            },
            {
                **line,
                "y": [point.well for point in points],
                "name": plain(words.well).replace("\n", " "),
                "line": {"color": "token:ink", "width": 2},
                "fill": "tozeroy",
                "fillcolor": "token:accent/0.06",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [last.on.isoformat()],
                "y": [last.well],
                "marker": {"color": "token:ink", "size": 8},
                "hoverinfo": "skip",
                "showlegend": False,
            },
        ],
        "layout": {
            "yaxis": {"range": [0, _top(points)]},
            "xaxis": {"type": "date", "range": [first.on.isoformat(), last.on.isoformat()]},
            "margin": {"r": 104, "t": 18},
            "annotations": _ends(last, words),
        },
    }


def fallback(points: Sequence[Point], words: Words) -> Svg:
    """Return the same lines, drawn on the server."""
    top = _top(points)
    rules = [
        part
        for value in _rulers(top)
        for part in (
            element("line", class_="gl", x1="0", x2="100%", y1=_y(value, top), y2=_y(value, top)),
            element("text", str(value), x=0, y=_y(value, top) - 4),
        )
    ]
    every = max(len(points) // TICKS, 1)
    ticks = [
        element("text", words.month(point.on), x=per_cent(_share(points, point)), y=HEIGHT - 6)
        for point in points[::every]
    ]
    lines = stretched(
        element("path", class_="ln all", d=_path(points, [p.total for p in points], top)),
        element("path", class_="ln", d=_path(points, [p.well for p in points], top)),
        x=LEFT,
        width=WIDE,
        height=HEIGHT - BOTTOM,
    )
    return drawing(*rules, *ticks, lines, *_numbers(points, top), height=HEIGHT)


def _numbers(points: Sequence[Point], top: int) -> list[Svg]:
    last = points[-1]
    return [
        element(
            "text", str(value), class_="tk", x=per_cent(LEFT + WIDE + 0.02), y=_y(value, top) + 4
        )
        for value in {last.total, last.well}
        if value is not None
    ]


def _ends(last: Point, words: Words) -> list[dict[str, Any]]:
    ends = [
        (last.total, words.total, "token:ink-3", 400),
        (last.well, words.well, "token:ink", 600),
    ]
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 8,
            "y": value,
            "text": "<br>".join([str(value), *plain(word).splitlines()]),
            "align": "left",
            "showarrow": False,
            "font": {"color": colour, "size": 12, "weight": weight},
        }
        for value, word, colour, weight in ends
        if value is not None
    ]


def _top(points: Sequence[Point]) -> int:
    return nice_top(max((p.total or 0 for p in points), default=0))


def _rulers(top: int) -> list[int]:
    return sorted({round(top * share) for share in (0, 0.25, 0.5, 0.75)})


def _share(points: Sequence[Point], point: Point) -> float:
    span = max((points[-1].on - points[0].on).days, 1)
    return LEFT + WIDE * (point.on - points[0].on).days / span


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _path(points: Sequence[Point], values: Sequence[int | None], top: int) -> str:
    """Return path data from 0 to 100; a week without a value lifts the pen."""
    span = max((points[-1].on - points[0].on).days, 1)
    parts, is_down = [], False
    for point, value in zip(points, values, strict=True):
        if value is not None:
            x = 100 * (point.on - points[0].on).days / span
            parts.append(f"{'L' if is_down else 'M'}{short(x)} {short(_y(value, top))}")
        is_down = value is not None
    return "".join(parts)
