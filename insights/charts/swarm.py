"""One dot for each product, by the days since it was last heard from."""

from collections.abc import Sequence
from dataclasses import dataclass

from insights.charts.svg import Svg, drawing, element, per_cent, short, stretched

RADIUS, STEP, FLOOR, MARGIN = 4, 10, 22, 8
COLUMNS, LEFT, RIGHT = 42, 0.015, 0.985
MOST_HIGH, UNITS = 16, 1000
WEEK = 7


@dataclass(frozen=True)
class Dot:
    """A product, how many days ago it spoke, whether that is long for it, and where it leads."""

    name: str
    days: int
    is_quiet: bool
    url: str


def fallback(dots: Sequence[Dot], *, label: str, today: str, weeks: str) -> Svg:
    """Return the drawing; `weeks` names the unit at the end of the axis."""
    reach = max((dot.days for dot in dots), default=0)
    reach = max(reach, 2 * WEEK)
    columns: dict[int, list[Dot]] = {}
    for dot in sorted(dots, key=lambda dot: (dot.days, dot.is_quiet, dot.name)):
        columns.setdefault(round(dot.days / reach * COLUMNS), []).append(dot)
    tallest = max((len(column) for column in columns.values()), default=1)
    step = min(STEP, MOST_HIGH * STEP / tallest)
    floor = round(min(tallest, MOST_HIGH) * STEP + MARGIN + RADIUS)
    spots = [
        (dot, column / COLUMNS, round(floor - RADIUS - 2 - level * step, 1))
        for column, members in columns.items()
        for level, dot in enumerate(members)
    ]
    quiet = [_spot(dot, _place(x), y) for dot, x, y in spots if dot.is_quiet]
    spoke = [spot for spot in spots if not spot[0].is_quiet]
    recent = [(x, y) for dot, x, y in spoke if dot.days <= WEEK]
    older = [(x, y) for dot, x, y in spoke if dot.days > WEEK]
    marks = stretched(
        *_dots(recent, "dots"),
        *_dots(older, "dots w2"),
        x=LEFT,
        width=RIGHT - LEFT,
        height=floor,
        units=UNITS,
    )
    axis = _axis(reach, floor, today, weeks)
    return drawing(*axis, marks, *quiet, height=floor + FLOOR, label=label)


def _dots(places: list[tuple[float, float]], name: str) -> list[Svg]:
    """Return all dots of one colour as a path of points: round ends make each a dot."""
    if not places:
        return []
    drawn = "".join(f"M{round(x * UNITS)} {short(y)}h0" for x, y in places)
    return [element("path", class_=name, d=drawn)]


def _spot(dot: Dot, x: str, y: float) -> Svg:
    title = element("title", f"{dot.name}: {dot.days}")
    return element("circle", title, class_="dot w3", cx=x, cy=y, r=RADIUS)


def _axis(reach: int, floor: int, today: str, weeks: str) -> list[Svg]:
    span = reach // WEEK
    every = max(1, -(-span // 6))
    marks = [(n * WEEK, str(n)) for n in range(every, span + 1, every)]
    if marks:
        marks[-1] = (marks[-1][0], f"{marks[-1][1]} {weeks}")
    parts = [
        element("rect", class_="zone", x="0", y="0", width=_place(WEEK / reach), height=floor),
        element("line", class_="ax", x1="0", x2="100%", y1=floor, y2=floor),
        element("text", today, x=_place(0), y=floor + 15),
    ]
    for days, text in marks:
        anchor = "end" if days / reach > 0.9 else "middle"
        parts.append(
            element("text", text, x=_place(days / reach), y=floor + 15, text_anchor=anchor)
        )
    return parts


def _place(share: float) -> str:
    return per_cent(LEFT + (RIGHT - LEFT) * min(share, 1))
