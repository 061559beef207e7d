"""The distribution of health, week by week, with those that say nothing among them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain
from insights.charts.svg import Svg, drawing, element, per_cent

ORDER = ("achieved", "on_track", "at_risk", "off_track", "not_reported")
HEIGHT, TOP, BOTTOM = 200, 6, 22
LEFT, TICKS = 0.06, 6

Week = tuple[date, Mapping[str, int]]


def figure(weeks: Sequence[Week], words: Mapping[str, str]) -> dict[str, Any]:
    """Return the Plotly figure: one stack of bars for each health, with its word."""
    days = [on.isoformat() for on, _ in weeks]
    return {
        "data": [
            {
                "type": "bar",
                "x": days,
                "y": [counts[health] for _, counts in weeks],
                "name": plain(words[health]),
                "marker": {"color": f"tone:{health}", "line": {"width": 0}},
            }
            for health in ORDER
            if any(counts[health] for _, counts in weeks)
        ],
        "layout": {"barmode": "stack", "bargap": 0.18, "xaxis": {"type": "date"}, "showlegend": False},
    }


def fallback(weeks: Sequence[Week], month: Callable[[date], str]) -> Svg:
    """Return the same stacks, drawn on the server."""
    top = nice_top(max(sum(counts.values()) for _, counts in weeks))
    slot = (1 - LEFT) / len(weeks)
    parts: list[Svg] = [
        element("line", class_="ax", x1="0", x2="100%", y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM),
        element("text", str(top), x=0, y=TOP + 8),
    ]
    for n, (on, counts) in enumerate(weeks):
        x = LEFT + n * slot
        parts += _stack(x, slot * 0.82, counts, top)
        if n % max(len(weeks) // TICKS, 1) == 0:
            parts.append(element("text", month(on), x=per_cent(x), y=HEIGHT - 6))
    return drawing(*parts, height=HEIGHT)


def _stack(x: float, width: float, counts: Mapping[str, int], top: int) -> list[Svg]:
    room = HEIGHT - BOTTOM - TOP
    foot, bars = float(HEIGHT - BOTTOM), []
    for health in ORDER:
        tall = room * counts[health] / top
        if not tall:
            continue
        foot -= tall
        bars.append(
            element(
                "rect",
                class_="bar",
                data_tone=health,
                x=per_cent(x),
                y=round(foot, 1),
                width=per_cent(width),
                height=round(tall, 1),
            )
        )
    return bars
