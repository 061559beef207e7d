"""Figures of a scope: additive parts, and what follows from them. Pure; knows no database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from insights.forecasts.number_met import number_met

HEALTHS = ("on_track", "at_risk", "off_track", "achieved", "not_reported")
NOTHING = Decimal(0)

Days = Mapping[str, int]  # from ISO days to how many things carry them
Chances = Mapping[str, int]  # from "2026-03:65", due month and per cent, to how many have them


@dataclass(frozen=True)
class Expected:
    """How many `of` these outcomes will be met: four times in five from `low` to `high`.

    `without` is how many of them are neither achieved nor have a forecast; they are in no number
    but `of`.
    """

    low: float
    mid: float
    high: float
    of: int
    without: int


@dataclass(frozen=True)
class Figures:
    """The additive parts of `insights.models.Measures`; two scopes apart add up with `+`."""

    outcomes: int = 0
    outcomes_measured: int = 0
    outcomes_on_track: int = 0
    outcomes_at_risk: int = 0
    outcomes_off_track: int = 0
    outcomes_achieved: int = 0
    outcomes_not_reported: int = 0
    weight: Decimal = NOTHING
    weight_measured: Decimal = NOTHING
    weighted_progress: Decimal = NOTHING
    plain_progress: Decimal = NOTHING
    reading_days: Days = field(default_factory=dict)
    outcomes_forecast: int = 0
    chance: Decimal = NOTHING
    weighted_chance: Decimal = NOTHING
    due_chances: Chances = field(default_factory=dict)

    initiatives: int = 0
    initiatives_measured: int = 0
    initiatives_on_track: int = 0
    initiatives_at_risk: int = 0
    initiatives_off_track: int = 0
    initiatives_achieved: int = 0
    initiatives_not_reported: int = 0
    initiatives_under_way: int = 0

    products: int = 0
    products_on_track: int = 0
    products_at_risk: int = 0
    products_off_track: int = 0
    products_achieved: int = 0
    products_not_reported: int = 0
    check_in_days: Days = field(default_factory=dict)
    asks_open: int = 0
    ask_days: Days = field(default_factory=dict)

    whole_life_cost: Decimal = NOTHING
    planned: Decimal = NOTHING
    actual: Decimal = NOTHING
    forecast: Decimal = NOTHING
    fte: Decimal = NOTHING

    def __add__(self, other: "Figures") -> "Figures":
        return self._with(other, 1)

    def __sub__(self, other: "Figures") -> "Figures":
        return self._with(other, -1)

    def _with(self, other: "Figures", sign: int) -> "Figures":
        parts: dict[str, Any] = {
            name: getattr(self, name) + sign * getattr(other, name) for name in ADDED
        }
        for name in MAPS:
            parts[name] = _merged(getattr(self, name), getattr(other, name), sign)
        return Figures(**parts)

    @classmethod
    def total(cls, parts: Sequence["Figures"]) -> "Figures":
        """Return the sum of scopes apart."""
        if len(parts) == 1:
            return parts[0]
        rows = [_ADDED_OF(of) for of in parts]
        sums = map(sum, zip(*rows, strict=True)) if rows else ()
        added: dict[str, Any] = dict(zip(ADDED, sums, strict=False))
        for name in MAPS:
            days = Counter[str]()
            for of in parts:
                days.update(getattr(of, name))
            added[name] = dict(days)
        return cls(**added)

    @property
    def is_equally_weighted(self) -> bool:
        """Whether nothing measured carries a weight, so that all count the same."""
        return self.weight_measured == 0

    @property
    def progress(self) -> float | None:
        """The weighted mean of progress over measured outcomes, 0 to 1; None if none is."""
        if not self.outcomes_measured:
            return None
        if self.is_equally_weighted:
            return float(self.plain_progress / self.outcomes_measured)
        return float(self.weighted_progress / self.weight_measured)

    @property
    def coverage(self) -> float | None:
        """The share of weight that is measured, 0 to 1; None without outcomes."""
        if not self.outcomes:
            return None
        if self.weight == 0:
            return self.outcomes_measured / self.outcomes
        return float(self.weight_measured / self.weight)

    def expected_met(self) -> Expected:
        """Return how many outcomes will be met, as far as forecasts tell.

        What is achieved counts as certain; what has no forecast is named, never guessed.
        """
        certain = self.outcomes_achieved
        low, high = self._range_met() if self.due_chances else (0, 0)
        return Expected(
            low=certain + low,
            mid=certain + float(self.chance),
            high=certain + high,
            of=self.outcomes,
            without=self.outcomes - certain - self.outcomes_forecast,
        )

    def _range_met(self) -> tuple[float, float]:
        counts = Counter[float]()
        for due_chance, things in self.due_chances.items():
            counts[int(due_chance.split(":")[1]) / 100] += things
        met = number_met(counts)
        return met.low, met.high

    def health(self, kind: str) -> dict[str, int]:
        """Return how many are in each health, of "outcomes", "initiatives" or "products"."""
        return {health: getattr(self, f"{kind}_{health}") for health in HEALTHS}

    def oldest_reading_days(self, on: date) -> int | None:
        """Return the age in days of the oldest current reading."""
        return _oldest(self.reading_days, on)

    def median_reading_days(self, on: date) -> int | None:
        """Return the median age in days of the current readings."""
        return _median(self.reading_days, on)

    def oldest_check_in_days(self, on: date) -> int | None:
        """Return the age in days of the oldest of the products' latest check-ins."""
        return _oldest(self.check_in_days, on)

    def median_check_in_days(self, on: date) -> int | None:
        """Return the median age in days of the products' latest check-ins."""
        return _median(self.check_in_days, on)

    def oldest_ask_days(self, on: date) -> int | None:
        """Return the age in days of the oldest open ask."""
        return _oldest(self.ask_days, on)

    def median_ask_days(self, on: date) -> int | None:
        """Return the median age in days of the open asks."""
        return _median(self.ask_days, on)


def _merged(one: Days, other: Days, sign: int) -> dict[str, int]:
    merged = dict(one)
    for day, count in other.items():
        merged[day] = merged.get(day, 0) + sign * count
    return {day: count for day, count in merged.items() if count}


def _oldest(counts: Days, on: date) -> int | None:
    return max((on - date.fromisoformat(min(counts))).days, 0) if counts else None


def _median(counts: Days, on: date) -> int | None:
    """The lower of the two middle ages where their number is even."""
    before = (sum(counts.values()) + 1) // 2
    for day in sorted(counts, reverse=True):
        before -= counts[day]
        if before <= 0:
            return max((on - date.fromisoformat(day)).days, 0)
    return None


MAPS = tuple(f.name for f in fields(Figures) if f.default_factory is dict)
TOTALS = tuple(f.name for f in fields(Figures) if f.default is NOTHING)
COUNTS = tuple(f.name for f in fields(Figures) if f.name not in MAPS + TOTALS)
ADDED = COUNTS + TOTALS
NAMES = tuple(f.name for f in fields(Figures))
_ADDED_OF = attrgetter(*ADDED)
