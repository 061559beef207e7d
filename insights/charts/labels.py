"""Words and axes of a chart."""

from datetime import date
from typing import Any

WEEK = 7 * 24 * 60 * 60 * 1000


def plain(text: str) -> str:
    """Return text that Plotly shows as it was typed: its labels read some HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def nice_top(highest: float) -> int:
    """Return a round number a little above the highest value, for the end of an axis."""
    if highest <= 0:
        return 1
    step = 10 ** (len(str(int(highest))) - 1)
    for part in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if step * part >= highest * 1.05:
            return max(round(step * part), 1)
    return step * 10 + step * 2


def rulers(top: int) -> list[int]:
    """Return round numbers from 0 to below the end of an axis: at most five."""
    size = 10 ** (len(str(top)) - 1)
    wide = (size * part // 10 for part in (1, 2, 5, 10, 20, 50))
    return list(range(0, top, next(step for step in wide if 0 < top <= 5 * step)))


def months(first: date, last: date, *, most: int) -> list[date]:
    """Return first days of months within the days, evenly left out until at most so many."""
    begins = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(first.year * 12 + first.month, last.year * 12 + last.month)
    ]
    return begins[:: -(-len(begins) // most) or 1]


def weekly(first: date) -> dict[str, Any]:
    """Return the x of a trace with one value for each week from the day on."""
    return {"x0": first.isoformat(), "dx": WEEK}
