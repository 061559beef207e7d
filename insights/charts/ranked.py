"""Rows of bars with their names and values, as a drawing that can leave the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from insights.charts.svg import Svg, drawing, element, per_cent

HEIGHT, NAME, LENGTH, VALUE = 28, 0.0, 0.44, 0.84
LETTERS = 62


@dataclass(frozen=True)
class Line:
    """One row: its name and value in words, and shares of 1 to draw.

    `parts` follow one another, each with the tone it is painted in, "" for the colour of data;
    `tick` is where it was meant to be.
    """

    name: str
    value: str
    parts: Sequence[tuple[str, float]]
    tick: float | None = None


def ranked(lines: Sequence[Line], *, label: str) -> Svg:
    """Return the rows below one another."""
    drawn = [part for place, line in enumerate(lines) for part in _drawn(line, place * HEIGHT)]
    return drawing(*drawn, height=max(len(lines), 1) * HEIGHT, label=label)


def _drawn(line: Line, top: int) -> list[Svg]:
    room = VALUE - LENGTH - 0.02
    name = line.name if len(line.name) <= LETTERS else f"{line.name[: LETTERS - 1]}…"
    made = [
        element("text", name, x=per_cent(NAME), y=top + 17),
        element(
            "rect", class_="b-track", x=per_cent(LENGTH), width=per_cent(room), y=top + 8, height=10
        ),
        element("text", line.value, x=per_cent(VALUE), y=top + 17),
    ]
    start = LENGTH
    for tone, share in line.parts:
        width = min(share, 1) * room
        painted = {"class_": "bar", "data_tone": tone} if tone else {"class_": "b-fill"}
        made.append(
            element(
                "rect", **painted, x=per_cent(start), width=per_cent(width), y=top + 8, height=10
            )
        )
        start += width
    if line.tick is not None:
        at = per_cent(LENGTH + min(line.tick, 1) * room)
        made.append(element("rect", class_="b-tick", x=at, y=top + 5, width=2, height=16))
    return made
