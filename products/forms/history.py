"""Whether a value fits what was read before. It never blocks: a person may know better."""

from decimal import Decimal

from products.actions.doubts import Doubt, far_away
from products.models import Outcome, Reading

__all__ = ["Doubt", "doubt"]


def doubt(value: Decimal, outcome: Outcome, readings: list[Reading]) -> Doubt | None:
    """Return a doubt about a value more than three times the width of its history away from it."""
    return far_away(value, outcome, readings)
