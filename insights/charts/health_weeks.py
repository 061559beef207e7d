"""The distribution of health, week by week, with those that say nothing among them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from insights.charts.labels import nice_top, plain, rulers, weekly
from insights.charts.svg import Svg, drawing, element, per_cent, stretched

ORDER = ("achieved", "on_track", "at_risk", "off_track", "not_reported")
HEIGHT, TOP, BOTTOM = 200, 6, 22
LEFT, TICKS = 0.06, 6
SLOT, FILLED = 10, 8

# Silence fills its place without drawing the eye, as in every bar of health.
COLOURS = {"not_reported": "token:line-2"}

Week = tuple[date, Mapping[str, int]]


def figure(weeks: Sequence[Week], words: Mapping[str, str]) -> dict[str, Any]:
    """Return the Plotly figure: one stack of bars for each health, with its word."""
    return {
        "data": [
            {
                "type": "bar",
                **weekly(weeks[0][0]),
                "y": [counts[health] for _, counts in weeks],
                "name": plain(words[health]),
                "marker": {"color": COLOURS.get(health, f"tone:{health}"), "line": {"width": 0}},
            }
            for health in ORDER
            if any(counts[health] for _, counts in weeks)
        ],
        "layout": {
            "barmode": "stack",
            "bargap": 0.18,
            "xaxis": {"type": "date"},
            "showlegend": False,
        },
    }


def fallback(weeks: Sequence[Week], month: Callable[[date], str]) -> Svg:
    """Return the same stacks, drawn on the server: one path for each health."""
    top = nice_top(max(sum(counts.values()) for _, counts in weeks))
    floor = HEIGHT - BOTTOM
    every = max(len(weeks) // TICKS, 1)
    ticks = [
        element("text", month(on), x=per_cent(LEFT + (1 - LEFT) * n / len(weeks)), y=HEIGHT - 6)
        for n, (on, _counts) in enumerate(weeks)
        if n % every == 0
    ]
    stacks = stretched(
        *(_stack(health, weeks, (floor - TOP) / top) for health in ORDER),
        x=LEFT,
        width=1 - LEFT,
        height=floor,
        units=len(weeks) * SLOT,
    )
    return drawing(
        element("line", class_="ax", x1="0", x2="100%", y1=floor, y2=floor),
        *_rules(top),
        *ticks,
        stacks,
        height=HEIGHT,
    )


def _rules(top: int) -> list[Svg]:
    """Return round numbers up the side, each with its line."""
    floor = HEIGHT - BOTTOM
    heights = {value: round(floor - value * (floor - TOP) / top) for value in rulers(top) if value}
    return [
        part
        for value, y in heights.items()
        for part in (
            element("line", class_="gl", x1="0", x2="100%", y1=y, y2=y),
            element("text", str(value), x=0, y=y - 4),
        )
    ]


def _stack(health: str, weeks: Sequence[Week], scale: float) -> Svg:
    """Return the blocks of one health, each on top of those before it in the order."""
    under = ORDER[: ORDER.index(health)]
    blocks = []
    for n, (_on, counts) in enumerate(weeks):
        foot = HEIGHT - BOTTOM - round(sum(counts[h] for h in under) * scale)
        head = HEIGHT - BOTTOM - round(sum(counts[h] for h in (*under, health)) * scale)
        if counts[health]:
            blocks.append(f"M{n * SLOT} {foot}h{FILLED}v{head - foot}h-{FILLED}z")
    return element("path", class_="bar", data_tone=health, d="".join(blocks))
