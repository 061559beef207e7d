"""An outcome in small, for reports: its readings, its target, and what to expect on its day."""

from collections.abc import Sequence
from datetime import date

from insights.charts.svg import Svg, drawing, element, per_cent, short, stretched

HEIGHT, TOP, BOTTOM = 96, 12, 18
WIDE = 0.72
Point = tuple[date, float]


def minifan(
    points: Sequence[Point],
    *,
    target: float | None,
    due_on: date | None,
    fan: tuple[float, float, float] | None,
    words: tuple[str, str, str],
    label: str,
    height: int = HEIGHT,
) -> Svg:
    """Return the drawing; `fan` is (low, middle, high) on the due day.

    `words` are what the last reading, the target and the middle are called beside the line.
    """
    first, last = points[0][0], points[-1][0]
    end = max(due_on, last) if fan and due_on else last
    values = [value for _on, value in points]
    known = values + ([target] if target is not None else []) + list(fan or ())
    scale = _Scale(first, end, min(known), max(known), height)
    parts: list[Svg] = []
    if fan:
        parts += _fan(scale, points[-1], end, fan)
    parts.append(element("path", class_="read", fill="none", d=scale.path(points)))
    marks = [_mark(words[0], scale.y(values[-1]), "tk")]
    rules = []
    if target is not None:
        y = scale.y(target)
        rules.append(element("line", class_="wanted", x1="0", x2=per_cent(WIDE), y1=y, y2=y))
        marks.append(_mark(words[1], y, "tk"))
    if fan:
        marks.append(_mark(words[2], scale.y(fan[1]), "middle-word"))
    inside = stretched(*parts, x=0, width=WIDE, height=height - BOTTOM)
    drawn = drawing(*rules, inside, *_apart(marks), height=height, label=label)
    return Svg(drawn.replace('class="sv"', 'class="sv mf history"', 1))


class _Scale:
    """Where a day and a value lie in the drawing."""

    def __init__(self, first: date, end: date, low: float, high: float, height: int) -> None:
        self.floor = height - BOTTOM
        self.first, self.days = first, max((end - first).days, 1)
        self.low, self.span = low, (high - low) or 1.0

    def x(self, on: date) -> float:
        return 100 * (on - self.first).days / self.days

    def y(self, value: float) -> float:
        room = self.floor - TOP
        return round(self.floor - room * (value - self.low) / self.span, 1)

    def path(self, points: Sequence[Point]) -> str:
        return "".join(
            f"{'L' if n else 'M'}{short(self.x(on))} {short(self.y(value))}"
            for n, (on, value) in enumerate(points)
        )


def _fan(scale: _Scale, last: Point, end: date, fan: tuple[float, float, float]) -> list[Svg]:
    low, middle, high = fan
    start = f"{short(scale.x(last[0]))} {short(scale.y(last[1]))}"
    x = short(scale.x(end))
    band = f"M{start}L{x} {short(scale.y(high))}L{x} {short(scale.y(low))}Z"
    return [
        element("path", class_="band", d=band),
        element("path", class_="middle", fill="none", d=f"M{start}L{x} {short(scale.y(middle))}"),
    ]


def _mark(text: str, y: float, css: str) -> tuple[float, str, str]:
    return y + 4, text, css


def _apart(marks: Sequence[tuple[float, str, str]]) -> list[Svg]:
    """Return the words beside the ends, moved apart where they would lie on each other."""
    drawn: list[Svg] = []
    least = 0.0
    for y, text, css in sorted(marks):
        least = max(y, least)
        drawn.append(element("text", text, class_=css, x=per_cent(WIDE + 0.02), y=round(least, 1)))
        least += 13
    return drawn
