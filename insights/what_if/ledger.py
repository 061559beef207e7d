"""Amounts in places, and moves of amounts between them. Whatever is moved, the total stays.

Moves are taken from what stood before any of them, so their order makes no difference.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
NOTHING = Decimal()
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Transfer(Generic[K]):
    """What leaves which places, and what arrives in which: both come to the same."""

    out: Mapping[K, Decimal]
    into: Mapping[K, Decimal]

    @property
    def change(self) -> dict[K, Decimal]:
        """What the transfer adds to each place; what leaves is negative."""
        changed: dict[K, Decimal] = defaultdict(Decimal)
        for key, amount in self.out.items():
            changed[key] -= amount
        for key, amount in self.into.items():
            changed[key] += amount
        return dict(changed)


def spread(amount: Decimal, weights: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Return an amount in proportion to weights, in hundredths that come to all of it.

    Where all weights are nothing, the first place takes it all.
    """
    total = sum(weights.values(), NOTHING)
    if total <= 0:
        return dict.fromkeys(list(weights)[:1], amount)
    parts = {key: _cents(amount * weight / total) for key, weight in weights.items()}
    largest = max(weights, key=lambda key: weights[key])
    parts[largest] += amount - sum(parts.values(), NOTHING)
    return parts


def moved(before: Mapping[K, Decimal], transfers: Iterable[Transfer[K]]) -> dict[K, Decimal]:
    """Return what stands in each place after the transfers."""
    after: dict[K, Decimal] = defaultdict(Decimal, before)
    for transfer in transfers:
        for key, amount in transfer.change.items():
            after[key] += amount
    return dict(after)


def total(ledger: Mapping[K, Decimal]) -> Decimal:
    """Return what all places hold together."""
    return sum(ledger.values(), NOTHING)


def overdrawn(ledger: Mapping[K, Decimal]) -> dict[K, Decimal]:
    """Return the places from which more was taken than there was, and how much more."""
    return {key: -amount for key, amount in ledger.items() if amount < 0}


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_DOWN)
