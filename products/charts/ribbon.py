"""How health moved, week by week, as the geometry of an SVG in per cent across."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

SILENT = "not_reported"


@dataclass(frozen=True)
class Stretch:
    """Neighbouring weeks of one health: where they lie, the first Monday, how many they are."""

    health: str
    x: str
    width: str
    week: date
    weeks: int

    @property
    def is_silent(self) -> bool:
        """Whether nobody said anything in these weeks."""
        return self.health == SILENT


@dataclass(frozen=True)
class Ribbon:
    """The stretches in order of time, and where months begin."""

    stretches: list[Stretch]
    months: list[tuple[str, date]]


def ribbon(healths: Sequence[str], *, first: date) -> Ribbon:
    """Return the ribbon of one health a week, beginning with the week of the Monday given."""
    weeks = [first + timedelta(weeks=n) for n in range(len(healths))]
    stretches = [
        _stretch(health, [place for place, _ in run], weeks)
        for health, run in groupby(enumerate(healths), key=lambda week: week[1])
    ]
    starts = [n for n, week in enumerate(weeks) if week.day <= 7]
    return Ribbon(stretches, [(_per_cent(n, weeks), weeks[n]) for n in starts])


def _stretch(health: str, places: list[int], weeks: list[date]) -> Stretch:
    return Stretch(
        health=health,
        x=_per_cent(places[0], weeks),
        width=_per_cent(len(places), weeks),
        week=weeks[places[0]],
        weeks=len(places),
    )


def _per_cent(count: int, weeks: list[date]) -> str:
    return f"{100 * count / len(weeks):.1f}%"
