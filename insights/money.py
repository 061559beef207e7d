"""Amounts of money added up, each line once. Asks no database."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from products.queries.money import MoneyLine

K = TypeVar("K", bound=Hashable)
Period = tuple[date, date]

AMOUNTS = ("planned", "forecast", "actual")
STALE = timedelta(days=365)


@dataclass(frozen=True)
class Amounts:
    """Planned, spent and expected, in the organisation's currency; none is unknown."""

    planned: Decimal | None = None
    actual: Decimal | None = None
    forecast: Decimal | None = None

    @classmethod
    def of(cls, lines: Iterable[MoneyLine]) -> "Amounts":
        """Return the sums of lines; what no line knows stays unknown."""
        held = list(lines)
        return cls(**{name: _total(held, name) for name in AMOUNTS})

    @property
    def variance(self) -> Decimal | None:
        """How much more is expected than planned."""
        if self.forecast is None or self.planned is None:
            return None
        return self.forecast - self.planned


def basis(lines: Iterable[MoneyLine]) -> str:
    """Return which amount shares are taken of: the plan, else what is expected, else spent."""
    amounts = Amounts.of(lines)
    return next((name for name in AMOUNTS if getattr(amounts, name)), AMOUNTS[0])


def whole_life(lines: Iterable[MoneyLine]) -> list[MoneyLine]:
    """Return the lines that tell a whole-life cost, which is never added to yearly amounts."""
    return [line for line in lines if line.period_start is None]


def periods(lines: Iterable[MoneyLine]) -> list[Period]:
    """Return the periods that lines are about, the latest first."""
    found = {(li.period_start, li.period_end) for li in lines if li.period_start and li.period_end}
    return sorted(found, reverse=True)


def in_period(lines: Iterable[MoneyLine], period: Period) -> list[MoneyLine]:
    """Return the lines of one period."""
    return [line for line in lines if (line.period_start, line.period_end) == period]


def running(lines: Iterable[MoneyLine], *, on: date) -> list[MoneyLine]:
    """Return of each kind of line the latest begun by the day, as roll-ups count them.

    So a yearly and a quarterly line of the same thing never add up.
    """
    begun = [
        line
        for line in lines
        if line.period_start
        and line.period_end
        and line.period_start <= on < line.period_end + STALE
    ]
    latest = {
        key: max(line.period_start for line in of if line.period_start)
        for key, of in grouped(begun, _thing).items()
    }
    return [line for line in begun if line.period_start == latest[_thing(line)]]


def grouped(lines: Iterable[MoneyLine], key: Callable[[MoneyLine], K]) -> dict[K, list[MoneyLine]]:
    """Return the lines by a key."""
    found: dict[K, list[MoneyLine]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return dict(found)


def _thing(line: MoneyLine) -> tuple[int | str | None, ...]:
    return (
        *(line.product_id, line.portfolio_id, line.objective_id, line.initiative_id),
        line.kind,
    )


def _total(lines: list[MoneyLine], name: str) -> Decimal | None:
    known = [amount for line in lines if (amount := getattr(line, name)) is not None]
    return sum(known, Decimal()) if known else None
