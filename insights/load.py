"""How much of a team's capacity is given away, by month. Pure; knows no database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

TeamMonth = tuple[int, date]

STRETCHED, FULL, EASY, ROOM = 110, 100, 85, 70
STEPS = ((120, "v3"), (STRETCHED, "v2"), (FULL, "v1"))


@dataclass(frozen=True)
class Load:
    """Full-time equivalents given and to give. A month without capacity has no load."""

    given: Mapping[TeamMonth, Decimal]
    capacity: Mapping[TeamMonth, Decimal]

    @classmethod
    def of(
        cls, given: Iterable[tuple[int, date, Decimal]], capacity: Mapping[TeamMonth, Decimal]
    ) -> "Load":
        """Return the load of these (team, month, full-time equivalents)."""
        summed: dict[TeamMonth, Decimal] = defaultdict(Decimal)
        for team_id, month, fte in given:
            summed[team_id, month] += fte
        return cls(dict(summed), capacity)

    def percent(self, team_id: int, month: date) -> int | None:
        """Return the load in per cent; None where no capacity is known."""
        return percent(
            self.given.get((team_id, month), Decimal()), self.capacity.get((team_id, month))
        )

    def free(self, team_id: int, month: date) -> Decimal | None:
        """Return what is left to give, negative when more is given than there is."""
        has = self.capacity.get((team_id, month))
        return None if has is None else has - self.given.get((team_id, month), Decimal())

    def stretched(self, months: Iterable[date]) -> dict[int, list[date]]:
        """Return the teams with more than 110% in some of these months, and in which."""
        return self._where(months, lambda load: load > STRETCHED)

    def roomy(self, months: Iterable[date]) -> dict[int, list[date]]:
        """Return the teams with less than 70% in some of these months, and in which."""
        return self._where(months, lambda load: load < ROOM)

    def total(self, months: Iterable[date], teams: Iterable[int]) -> tuple[Decimal, Decimal]:
        """Return what those with known capacity give and have to give in these months."""
        keys = [
            (team, month) for month in months for team in teams if (team, month) in self.capacity
        ]
        given = sum((self.given.get(key, Decimal()) for key in keys), Decimal())
        return given, sum((self.capacity[key] for key in keys), Decimal())

    def _where(self, months: Iterable[date], holds: Callable[[int], bool]) -> dict[int, list[date]]:
        wanted, found = set(months), defaultdict[int, list[date]](list)
        for team_id, month in sorted(self.capacity):
            if month in wanted and holds(self.percent(team_id, month) or 0):
                found[team_id].append(month)
        return dict(found)


def percent(given: Decimal, capacity: Decimal | None) -> int | None:
    """Return a load in whole per cent; None without capacity, or of nothing given by nobody."""
    if capacity is None or (not capacity and not given):
        return None
    return round(100 * given / capacity) if capacity else 999


def step(load: int | None) -> str:
    """Return the name of the tint for a load in per cent: from `u2`, room, to `v3`, stretched."""
    if load is None:
        return ""
    for above, name in STEPS:
        if load > above:
            return name
    return "u2" if load < ROOM else "u1" if load < EASY else ""
