"""Whether a value fits what was read before. It never blocks: a person may know better."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from products.models import Outcome, Reading

FEWEST = 3
WIDTHS = 3
LEAST_SHARE = Decimal("0.1")


@dataclass(frozen=True)
class Doubt:
    """A value far outside its history, and where that history lies."""

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str

    @property
    def hint(self) -> str:
        """What is odd about it, in words."""
        return _("%(value)s is far outside what was read so far, %(low)s to %(high)s.") % {
            "value": formats.measure(self.value, self.unit),
            "low": formats.measure(self.low, self.unit),
            "high": formats.measure(self.high, self.unit),
        }


def doubt(value: Decimal, outcome: Outcome, readings: list[Reading]) -> Doubt | None:
    """Return a doubt about a value more than three times the width of its history away from it.

    Its history is every valid reading, its baseline and its target. Fewer than three readings
    are no history yet.
    """
    read = [reading.value for reading in readings if reading.value is not None]
    if len(read) < FEWEST:
        return None
    known = [*read, *(v for v in (outcome.baseline, outcome.target) if v is not None)]
    low, high = min(known), max(known)
    width = max(high - low, LEAST_SHARE * max(abs(low), abs(high)))
    if not width or low - WIDTHS * width <= value <= high + WIDTHS * width:
        return None
    return Doubt(value, min(read), max(read), outcome.unit)
