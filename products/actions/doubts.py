"""Whether a value fits what was read before. It never blocks: a person may know better."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo_portal.lib import formats
from products.actions.refusals import Refusal
from products.models import Outcome, Reading
from products.signals import expected_range

Number = Decimal | float
FEWEST = 3
WIDTHS = 3
LEAST_SHARE = Decimal("0.1")


class Doubtful(Refusal):
    """A value lies far outside what was to be expected, and nobody has said that it is right."""

    sentence = gettext_lazy("%(hint)s If it is right, confirm it.")


@dataclass(frozen=True)
class Doubt:
    """A value far outside its history, and where that history lies or leads."""

    value: Number
    low: Number
    high: Number
    unit: str
    is_forecast: bool = False

    @property
    def hint(self) -> str:
        """What is odd about it, in words."""
        said = {
            "value": formats.measure(self.value, self.unit),
            "low": formats.measure(self.low, self.unit),
            "high": formats.measure(self.high, self.unit),
        }
        if self.is_forecast:
            sentence = _(
                "%(value)s is far from what the readings lead to expect, %(low)s to %(high)s."
            )
            return sentence % said
        return _("%(value)s is far outside what was read so far, %(low)s to %(high)s.") % said


def doubt(
    value: Number, outcome: Outcome, readings: Iterable[Reading], *, on: date
) -> Doubt | None:
    """Return a doubt about a value of a day that the valid readings did not lead to expect.

    Whoever can tell what they lead to is asked; where nobody can, a value is doubted that lies
    more than three times the width of its history away from it.
    """
    known = list(readings)
    expected = _expected(outcome, known, on)
    if expected is None:
        return _far_away(value, outcome, known)
    low, high = expected
    return None if low <= value <= high else Doubt(value, low, high, outcome.unit, is_forecast=True)


def require_expected(
    value: Number | None,
    outcome: Outcome,
    history: Iterable[Reading],
    *,
    on: date,
    supersedes: Reading | None = None,
) -> None:
    """Raise Doubtful about a value that the history of its outcome did not lead to expect."""
    known = [reading for reading in history if reading != supersedes]
    if value is not None and (found := doubt(value, outcome, known, on=on)):
        raise Doubtful(hint=found.hint)


def histories(outcomes: Iterable[Outcome]) -> defaultdict[int, list[Reading]]:
    """Return the valid readings by outcome id, oldest first; one query for all."""
    valid = Reading.objects.filter(outcome__in=outcomes, superseded_by__isnull=True)
    found = defaultdict(list)
    for reading in valid.order_by("observed_on", "recorded_at", "pk"):
        found[reading.outcome_id].append(reading)
    return found


def _expected(outcome: Outcome, readings: list[Reading], on: date) -> tuple[float, float] | None:
    """Return the range that somebody above names, or nothing when nobody can."""
    by_day = {reading.observed_on: reading.value for reading in readings}
    values = {day: float(value) for day, value in by_day.items() if value is not None}
    answers = expected_range.send_robust(Outcome, outcome=outcome, by_day=values, on=on)
    return next((answer for _heard_by, answer in answers if isinstance(answer, tuple)), None)


def _far_away(value: Number, outcome: Outcome, readings: list[Reading]) -> Doubt | None:
    """Return a doubt about a value beyond its history, its baseline and its target.

    Fewer than three readings are no history yet.
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
