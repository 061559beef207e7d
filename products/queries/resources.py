"""Money and people's time of a product or an initiative."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pmo_portal.lib.calendar import month_start
from products.models import Allocation, FundingLine
from products.queries.known import AsKnown

AMOUNTS = ("planned", "actual", "forecast")
MONTHS_SHOWN = 6


@dataclass(frozen=True)
class Period:
    """The money of one period, in whole units of the organisation's currency; none is unknown."""

    start: date
    end: date
    planned: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None


@dataclass(frozen=True)
class Money:
    """Whole-life cost, and yearly amounts, which are never added to it."""

    whole_life: Decimal | None = None
    periods: list[Period] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether any amount is known."""
        return self.whole_life is not None or bool(self.periods)


def money_of(*, known: AsKnown, **where: Iterable[int]) -> Money:
    """Return the money of the products or initiatives named, each line counted once."""
    whole_life: list[FundingLine] = []
    yearly: dict[tuple[date, date], list[FundingLine]] = defaultdict(list)
    for line in known.standing(FundingLine, **where):
        if line.unlisted_on and line.unlisted_on <= known.on:
            continue
        if line.period_start is None:
            whole_life.append(line)
        else:
            yearly[line.period_start, line.period_end].append(line)
    periods = [
        Period(start, end, *(_total(lines, amount) for amount in AMOUNTS))
        for (start, end), lines in sorted(yearly.items(), reverse=True)
    ]
    return Money(_total(whole_life, "planned"), periods)


def people_by_month(product_id: int, *, known: AsKnown) -> list[tuple[date, Decimal]]:
    """Return the full-time equivalents of the next months, this one first."""
    months: dict[date, Decimal] = defaultdict(Decimal)
    for allocation in known.standing(Allocation, product_id=[product_id]):
        if allocation.month >= month_start(known.on):
            months[allocation.month] += allocation.fte
    return sorted(months.items())[:MONTHS_SHOWN]


def _total(lines: list[FundingLine], amount: str) -> Decimal | None:
    values = [value for line in lines if (value := getattr(line, amount)) is not None]
    return sum(values, Decimal()) if values else None
