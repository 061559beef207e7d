"""Bars of time on one shared axis, in per cent of its length, so that text never scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmo_portal.lib.calendar import month_start

TICKS = 4


@dataclass(frozen=True)
class Axis:
    """The days a set of bars spans. `today` is the day looked at, in per cent; ticks are months."""

    first: date
    last: date
    today: str
    ticks: list[tuple[str, date]]

    def at(self, on: date) -> float:
        """Return where a day lies, from 0 to 100, days outside at the nearer end."""
        share = (on - self.first).days / max((self.last - self.first).days, 1)
        return 100 * min(max(share, 0.0), 1.0)


@dataclass(frozen=True)
class Bar:
    """A stretch of time and the part of it gone by; `promise` marks the first due date."""

    x: str
    width: str
    gone: str
    promise: str | None


def axis(days: Sequence[date], *, on: date) -> Axis:
    """Return an axis around the day looked at, at most a year back and two years ahead."""
    earliest = max(min([*days, on]), on - timedelta(days=365))
    latest = min(max([*days, on + timedelta(days=90)]), on + timedelta(days=730))
    first = month_start(earliest)
    months = _months(first, latest)
    step = -(-len(months) // TICKS)
    bare = Axis(first, latest, "", [])
    ticks = [(_per_cent(bare.at(month)), month) for month in months[::step]]
    return Axis(first, latest, _per_cent(bare.at(on)), ticks)


def bar(
    start: date | None, end: date | None, *, promised: date | None, on: date, axis: Axis
) -> Bar | None:
    """Return the bar of one piece of work; nothing without days, or when it ended before."""
    if not (start or end) or (end and end < axis.first):
        return None
    x1 = axis.at(start or axis.first)
    x2 = axis.at(end or axis.last)
    gone = min(max(axis.at(on) - x1, 0.0), x2 - x1)
    moved = promised and promised != end and axis.first <= promised <= axis.last
    return Bar(
        _per_cent(x1),
        _per_cent(max(x2 - x1, 0.5)),
        _per_cent(gone),
        _per_cent(axis.at(promised)) if moved and promised else None,
    )


def _months(first: date, last: date) -> list[date]:
    months = [first]
    while (following := month_start(months[-1] + timedelta(days=32))) <= last:
        months.append(following)
    return months


def _per_cent(value: float) -> str:
    return f"{value:.1f}%"
