"""What is to be expected of an outcome, in words."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards import odds
from pmo_portal.lib import formats
from products.dashboards import outcome_picture


class Expectation:
    """The low, middle and high of the target day, told in the unit of the outcome."""

    def __init__(self, outcome: Any, ends: Sequence[float]) -> None:
        self._outcome, self._ends = outcome, ends

    def of(self, value: float) -> str:
        """Return a value no more exact than the fan is narrow."""
        low, _middle, high = self._ends
        return formats.measure(odds.rounded(value, high - low), self._outcome.unit)

    @property
    def expected(self) -> str:
        """The sentence about the value: Most likely 68%; 80%: 62% to 75%."""
        low, middle, high = map(self.of, self._ends)
        said = {"middle": middle, "low": low, "high": high}
        return _("Most likely %(middle)s; 80%%: %(low)s to %(high)s.") % said

    def finding(self, chance: float | None) -> str:
        """Return the title of the picture: what is most likely, beside what is wanted.

        Where many courses are possible the middle may fall short and the chance be good, so the
        title says "short" only where both do.
        """
        outcome = self._outcome
        start, target = float(outcome.baseline), float(outcome.target)
        is_short = (target - start) * (self._ends[1] - target) < 0 and (chance or 0) < 0.5
        said = {
            "middle": self.of(self._ends[1]),
            "target": formats.measure(outcome.target, outcome_picture.short_unit(outcome)),
            "day": formats.short_day(outcome.target_on),
        }
        if is_short:
            return _("Most likely %(middle)s on %(day)s, short of the %(target)s wanted") % said
        return _("Most likely %(middle)s on %(day)s, where %(target)s is wanted") % said


def sentence(outcome: Any, chance: float | None, readings: int) -> str:
    """Return the sentence with the chance: The chance of 75% or better on 31 March is ..."""
    said = {
        "target": formats.measure(outcome.target, outcome.unit),
        "day": formats.day(outcome.target_on),
        "chance": odds.told(chance, readings),
    }
    return _("The chance of %(target)s or better on %(day)s is %(chance)s.") % said
