"""People's time stacked by what it is for, under a step line of what there is to give."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from insights.charts.labels import nice_top, plain
from insights.charts.svg import Svg, drawing, element, per_cent

HEIGHT, TOP, BOTTOM = 300, 14, 24
LEFT, WIDE, BAR = 0.06, 0.92, 0.7


@dataclass(frozen=True)
class Layer:
    """One part of each month's bar, from the bottom up; `colour` is the name of a token."""

    name: str
    colour: str
    values: Sequence[float]


def figure(
    months: Sequence[str], layers: Sequence[Layer], capacity: Sequence[float | None], *, name: str
) -> dict[str, Any]:
    """Return the Plotly figure; `name` is what the line of capacity is called."""
    bars = [
        {
            "type": "bar",
            "name": plain(layer.name),
            "x": list(months),
            "y": list(layer.values),
            "marker": {"color": f"token:{layer.colour}"},
        }
        for layer in layers
    ]
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": plain(name),
        "x": list(months),
        "y": list(capacity),
        "line": {"color": "token:ink", "width": 2, "shape": "hvh"},
    }
    return {
        "data": [*bars, line],
        "layout": {
            "barmode": "stack",
            "bargap": round(1 - BAR, 2),
            "xaxis": {"type": "category"},
            "yaxis": {"range": [0, top_of(layers, capacity)]},
        },
    }


def fallback(
    months: Sequence[str], layers: Sequence[Layer], capacity: Sequence[float | None]
) -> Svg:
    """Return the same bars and line, drawn on the server."""
    top, wide = top_of(layers, capacity), WIDE / max(len(months), 1)
    parts: list[Svg] = []
    for value in sorted({round(top * share) for share in (0, 0.25, 0.5, 0.75)}):
        y = _y(value, top)
        parts.append(element("line", class_="gl", x1="0", x2="100%", y1=y, y2=y))
        parts.append(element("text", str(value), x=0, y=y - 4))
    for place, month in enumerate(months):
        x = LEFT + wide * place
        parts.append(
            element("text", month, x=per_cent(x + wide / 2), y=HEIGHT - 6, text_anchor="middle")
        )
        parts += _bar(place, layers, x + wide * (1 - BAR) / 2, wide * BAR, top)
    return drawing(*parts, *_line(capacity, wide, top), height=HEIGHT)


def top_of(layers: Sequence[Layer], capacity: Sequence[float | None]) -> int:
    """Return where the axis ends."""
    stacked = [sum(values) for values in zip(*(layer.values for layer in layers), strict=True)]
    return nice_top(max([*stacked, *(value or 0 for value in capacity)], default=0))


def _bar(place: int, layers: Sequence[Layer], x: float, width: float, top: int) -> list[Svg]:
    parts, below = [], 0.0
    for layer in layers:
        if value := layer.values[place]:
            y = _y(below + value, top)
            height = round(_y(below, top) - y, 1)
            name = f"w-{layer.colour}"
            parts.append(
                element(
                    "rect", class_=name, x=per_cent(x), width=per_cent(width), y=y, height=height
                )
            )
            below += value
    return parts


def _line(capacity: Sequence[float | None], wide: float, top: int) -> list[Svg]:
    """Return a step line; months whose capacity nobody said are left open."""
    parts: list[Svg] = []
    before: float | None = None
    for place, value in enumerate(capacity):
        x = LEFT + wide * place
        if value is not None:
            y = _y(value, top)
            parts.append(
                element("line", class_="cap", x1=per_cent(x), x2=per_cent(x + wide), y1=y, y2=y)
            )
            if before is not None and before != value:
                at = per_cent(x)
                parts.append(element("line", class_="cap", x1=at, x2=at, y1=_y(before, top), y2=y))
        before = value
    return parts


def _y(value: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)
