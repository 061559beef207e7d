"""Chances and expected values in words, no more exact than the readings behind them."""

from math import floor, log10

from django.utils.translation import gettext as _

from insights.forecasts.chance import shown
from pmo_portal.lib import formats


def told(chance: float | None, readings: int) -> str:
    """Return a chance as it is told: about 35%, under 5%, over 95%, not known."""
    if chance is None:
        return _("not known")
    rounded = float(shown(chance, readings))
    if rounded in (0, 1):
        return _("under 5%") if rounded == 0 else _("over 95%")
    return _("about %(chance)s") % {"chance": formats.percent(rounded)}


def rounded(value: float, spread: float) -> float:
    """Round a value to a decimal step of about a thirtieth of the spread it is told with."""
    if spread <= 0:
        return value
    return round(value, 1 - floor(log10(spread * 1.3)))
