"""The numbers of a figure, for files: every point of every trace, by where it lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

DAY_MS = 86_400_000


@dataclass(frozen=True)
class Series:
    """One trace of a figure. `colour` is a name; points lie at days or at words."""

    name: str
    points: Mapping[date | str, float | None]
    colour: str
    is_bar: bool
    is_dashed: bool


def series_of(figure: Mapping[str, Any]) -> list[Series]:
    """Return the traces that carry numbers; those that only mark a spot are left out."""
    return [
        _series(trace)
        for trace in figure.get("data", ())
        if trace.get("y") is not None and trace.get("hoverinfo") != "skip" and trace.get("name")
    ]


def places_of(series: Sequence[Series]) -> list[Any]:
    """Return where the points of all traces lie: days in order, words as they first came."""
    places = dict.fromkeys(place for one in series for place in one.points)
    if all(isinstance(place, date) for place in places):
        return sorted(places)
    return list(places)


def table_of(
    figure: Mapping[str, Any], *, place: str
) -> tuple[list[str], list[list[float | date | str | None]]]:
    """Return the numbers as headings and rows, the first column named as given."""
    series = series_of(figure)
    rows = [[at, *(one.points.get(at) for one in series)] for at in places_of(series)]
    return [place, *(one.name for one in series)], rows


def _series(trace: Mapping[str, Any]) -> Series:
    is_bar = trace["type"] == "bar"
    paint = trace.get("marker" if is_bar else "line", {})
    colour = paint.get("color", "token:c1")
    return Series(
        name=str(trace["name"]).replace("<br>", " "),
        points=dict(zip(_places(trace), trace["y"], strict=False)),
        colour=colour if isinstance(colour, str) else "token:c1",
        is_bar=is_bar,
        is_dashed=paint.get("dash", "solid") != "solid",
    )


def _places(trace: Mapping[str, Any]) -> list[date | str]:
    if "x" in trace:
        return [_place(x) for x in trace["x"]]
    first = _place(trace.get("x0", 0))
    if isinstance(first, date):
        days = round(trace.get("dx", DAY_MS) / DAY_MS)
        return [first + timedelta(days=days * n) for n in range(len(trace["y"]))]
    return [str(n) for n in range(len(trace["y"]))]


def _place(x: Any) -> date | str:
    try:
        return datetime.fromisoformat(str(x)).date()
    except ValueError:
        return str(x)
