"""How fast an outcome moves and would have to move, per week, in figures and in words."""

from datetime import date
from math import floor, log10

from django.utils.translation import gettext as _

from insights.facts import OutcomeFact
from pmo_portal.lib import formats

DAYS, DIGITS = 7, 2


def needed(fact: OutcomeFact, *, on: date) -> float | None:
    """Return the change per week that reaches the target on its day; None where there is none."""
    if fact.value is None or fact.target is None or fact.target_on is None:
        return None
    days = (fact.target_on - on).days
    return (fact.target - fact.value) * DAYS / days if days > 0 else None


def recent(fact: OutcomeFact, then: OutcomeFact | None) -> float | None:
    """Return the change per week between two looks; None where a value is missing."""
    if then is None or fact.value is None or then.value is None:
        return None
    if fact.observed_on is None or then.observed_on is None:
        return None
    days = (fact.observed_on - then.observed_on).days
    return (fact.value - then.value) * DAYS / days if days > 0 else None


def said(rate: float, *, beside: float, unit: str) -> str:
    """Return a rate in words, no more exact than two digits: −0.05 h, +0.3 points.

    What is too small to be seen in the value beside it reads "next to nothing".
    """
    if is_small(rate, beside=beside):
        return _("next to nothing")
    places = max(0, DIGITS - 1 - floor(log10(abs(rate))))
    unit = _("points") if unit == "%" else unit
    text = formats.measure(abs(round(rate, places)), unit)
    return f"{formats.MINUS if rate < 0 else '+'}{text}"


def is_small(rate: float, *, beside: float) -> bool:
    """Return whether a rate is under a tenth of the last digit that is shown of a value."""
    size = floor(log10(abs(beside))) if beside else 0
    return abs(rate) < 10.0 ** (size - formats.SIGNIFICANT)
