"""How many are on course or achieved, week by week, under how many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain
from insights.charts.svg import Svg, drawing, element, per_cent

HEIGHT, TOP, BOTTOM = 300, 22, 24
LEFT, RIGHT = 0.06, 0.97
TICKS = 6


@dataclass(frozen=True)
class Point:
    """One week: how many are well, of how many. None before anything was known."""

    on: date
    well: int | None
    total: int | None


@dataclass(frozen=True)
class Words:
    """What the chart calls its lines and months, in the reader's language."""

    well: str
    total: str
    month: Callable[[date], str]


def figure(points: Sequence[Point], words: Words) -> dict[str, Any]:
    """Return the Plotly figure."""
    days = [point.on.isoformat() for point in points]
    line = {"type": "scatter", "mode": "lines", "x": days, "connectgaps": False}
    last = points[-1]
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
                "name": plain(words.well),
                "line": {"color": "token:ink", "width": 2},
                "fill": "tozeroy",
                "fillcolor": "token:accent/0.06",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": days[-1:],
                "y": [last.well],
                "marker": {"color": "token:ink", "size": 8},
                "hoverinfo": "skip",
                "showlegend": False,
            },
        ],
        "layout": {
            "yaxis": {"range": [0, _top(points)]},
            "xaxis": {"type": "date"},
            "annotations": _ends(last, words),
        },
    }


def fallback(points: Sequence[Point], words: Words) -> Svg:
    """Return the same lines, drawn on the server."""
    top = _top(points)
    x = _places(points)
    rules = [
        part
        for value in _rulers(top)
        for part in (
            element("line", class_="gl", x1="0", x2="100%", y1=_y(value, top), y2=_y(value, top)),
            element("text", str(value), x=0, y=_y(value, top) - 4),
        )
    ]
    ticks = [
        element("text", words.month(point.on), x=per_cent(x[n]), y=HEIGHT - 6, text_anchor="middle")
        for n, point in enumerate(points)
        if n % max(len(points) // TICKS, 1) == 0
    ]
    last = points[-1]
    ends = (
        [
            element("circle", class_="end", cx=per_cent(x[-1]), cy=_y(last.well, top), r=4),
            element("text", str(last.well), class_="tk", x=per_cent(x[-1]), y=_y(last.well, top) - 9, text_anchor="end"),
        ]
        if last.well is not None
        else []
    )
    lines = [
        *_steps(x, [point.total for point in points], top, "ln-all"),
        *_steps(x, [point.well for point in points], top, "ln"),
    ]
    return drawing(*rules, *ticks, *lines, *ends, height=HEIGHT)


def _ends(last: Point, words: Words) -> list[dict[str, Any]]:
    ends = [(last.total, words.total, "token:ink-3", 12), (last.well, words.well, "token:ink", 13)]
    return [
        {
            "x": last.on.isoformat(),
            "y": value,
            "text": f"{value} {plain(word)}",
            "xanchor": "right",
            "yanchor": "bottom",
            "yshift": 4,
            "showarrow": False,
            "font": {"color": color, "size": size},
        }
        for value, word, color, size in ends
        if value is not None
    ]


def _top(points: Sequence[Point]) -> int:
    return nice_top(max((p.total or 0 for p in points), default=0) * 1.08)


def _rulers(top: int) -> list[int]:
    return sorted({round(top * share) for share in (0, 0.25, 0.5, 0.75)})


def _places(points: Sequence[Point]) -> list[float]:
    span = max((points[-1].on - points[0].on).days, 1)
    return [LEFT + (RIGHT - LEFT) * (p.on - points[0].on).days / span for p in points]


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _steps(x: Sequence[float], values: Sequence[int | None], top: int, name: str) -> list[Svg]:
    """Single strokes, because a path cannot be given in per cent."""
    return [
        element(
            "line", class_=name, x1=per_cent(x[n]), x2=per_cent(x[n + 1]), y1=_y(one, top), y2=_y(two, top)
        )
        for n, (one, two) in enumerate(zip(values, values[1:], strict=False))
        if one is not None and two is not None
    ]
