"""Moves of money as transfers between lines of one period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from insights.what_if.ledger import Transfer, spread
from insights.what_if.people import Spot
from products.queries.money import MoneyLine


@dataclass(frozen=True)
class MoneyKey:
    """A line of money; `line` is its public id, empty for one that is not there yet."""

    line: str
    product_id: int | None = None
    portfolio_id: int | None = None
    objective_id: int | None = None


ANYWHERE = Spot()


@dataclass(frozen=True)
class MoneySpot:
    """A place by ids: a portfolio's unassigned money, or a product and an objective."""

    spot: Spot = ANYWHERE
    portfolio_id: int | None = None

    def holds(self, key: MoneyKey) -> bool:
        """Whether the line lies here."""
        if self.portfolio_id is not None:
            return key.portfolio_id == self.portfolio_id
        if key.product_id is None and self.spot.product_id is not None:
            return False
        return self.spot.holds(key.product_id, key.objective_id)


def ledger(lines: Iterable[MoneyLine], *, of: str) -> dict[MoneyKey, Decimal]:
    """Return the planned, expected or spent amount of each line, as `of` says."""
    return {
        MoneyKey(line.public_id, line.product_id, line.portfolio_id, line.objective_id): amount
        for line in lines
        if (amount := getattr(line, of)) is not None
    }


def transfer(
    before: Mapping[MoneyKey, Decimal], *, source: MoneySpot, target: MoneySpot, amount: Decimal
) -> Transfer[MoneyKey] | None:
    """Return the transfer; None where an objective named without a product has no money."""
    out, into = spread(amount, _weights(before, source)), spread(amount, _weights(before, target))
    return Transfer(out, into) if out and into else None


def _weights(before: Mapping[MoneyKey, Decimal], place: MoneySpot) -> dict[MoneyKey, Decimal]:
    there = {key: amount for key, amount in before.items() if place.holds(key) and amount > 0}
    if there:
        return there
    if place.portfolio_id is not None:
        return {MoneyKey("", portfolio_id=place.portfolio_id): Decimal(1)}
    if place.spot.product_id is not None:
        new = MoneyKey("", place.spot.product_id, objective_id=place.spot.objective_id)
        return {new: Decimal(1)}
    return {}
