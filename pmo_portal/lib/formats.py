"""How figures, days and money read to a person. One home for pages, charts, mail and exports.

Everything follows the active locale. What is not known reads "no data", never 0.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

Number = int | float | Decimal

SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "JPY": "¥", "INR": "₹"}
SIGNIFICANT = 3
PENCE_BELOW = 1000
MINUS = "−"
DAYS_TOLD, MONTHS_TOLD = 61, 24  # from here on the next larger unit


def number(value: Number | None, places: int | None = None) -> str:
    """Return a number with the locale's separators: 12.4, 1,843.

    Without `places`, whole numbers stay whole and others keep three significant digits.
    """
    if value is None:
        return _("no data")
    return _written(value or 0, places, get_language())  # zero has no sign


@lru_cache(maxsize=4096)
def _written(value: Number, places: int | None, language: str | None) -> str:
    """Write a number in the active language, which is named so that it is kept apart."""
    exact = _rounded(Decimal(str(value)), places)
    text = formats.number_format(exact, places, use_l10n=True)
    return text.replace("-", MINUS, 1)


def signed(value: Number | None, places: int | None = None) -> str:
    """Return a change with its sign: +3, −2, 0."""
    text = number(value, places)
    return f"+{text}" if value is not None and value > 0 else text


def percent(share: Number | None, places: int = 0) -> str:
    """Return a share of one as a percentage: 0.61 reads 61%.

    Rounding never claims all or nothing: what is close reads >99% or <1%.
    """
    if share is None:
        return _("no data")
    hundredths = _rounded(Decimal(str(share)) * 100, places)
    if 0 < share < 1 and hundredths in (0, 100):
        return _("<1%") if hundredths == 0 else _(">99%")
    return _("%(number)s%%") % {"number": number(hundredths, places)}


def points(change: Number | None) -> str:
    """Return a change of a share in percentage points: 0.04 reads +4 pts."""
    if change is None:
        return _("no data")
    hundredths = _rounded(Decimal(str(change)) * 100, 0)
    return ngettext("%(number)s pt", "%(number)s pts", abs(int(hundredths))) % {
        "number": signed(hundredths, 0)
    }


def share(part: int, whole: int) -> str:
    """Return a count with its denominator: 9 of 12."""
    return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(whole)}


def days(count: int | None) -> str:
    """Return a length of time: 1 day, 41 days."""
    if count is None:
        return _("no data")
    return ngettext("%(number)s day", "%(number)s days", count) % {"number": number(count)}


def span(count: int) -> str:
    """Return a length of time in the unit people plan in: 41 days, 9 months, 7.3 years."""
    if count < DAYS_TOLD:
        return days(count)
    if (months := round(count / 30.44)) < MONTHS_TOLD:
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    years: float = round(count / 365.25, 1)
    return ngettext("%(number)s year", "%(number)s years", 1 if years == 1 else 2) % {
        "number": number(years)
    }


def duration(time: timedelta | None) -> str:
    """Return a length of time in its largest fitting unit: 40 minutes, 5 hours, 2.4 days."""
    if time is None:
        return _("no data")
    minutes = round(time.total_seconds() / 60)
    if minutes < 60:
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {
            "number": number(minutes)
        }
    if (hours := round(minutes / 60)) < 24:
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": number(hours)}
    count: float = round(minutes / 1440, 1 if minutes < 14_400 else 0)
    return ngettext("%(number)s day", "%(number)s days", 1 if count == 1 else 2) % {
        "number": number(count)
    }


def day(on: date | None) -> str:
    """Return a day in full: Fri 20 Nov 2026."""
    return formats.date_format(on, pgettext("a day in full", "D j M Y")) if on else _("no date")


def short_day(on: date | None) -> str:
    """Return a day whose year is plain from around it: 20 Nov."""
    return formats.date_format(on, pgettext("a day without year", "j M")) if on else _("no date")


def month(on: date | None) -> str:
    """Return the month of a day: Nov 2026."""
    return formats.date_format(on, pgettext("a month", "M Y")) if on else _("no date")


def moment(at: datetime | None) -> str:
    """Return a moment, in the zone it carries: Fri 20 Nov 2026, 09:12."""
    return f"{day(at)}, {formats.date_format(at, 'H:i')}" if at else _("no date")


def ago(on: date | None, today: date) -> str:
    """Return a day in relation to today while that is under a week ago, in full otherwise."""
    if on is None:
        return _("never")
    passed = (today - on).days
    if passed == 0:
        return _("today")
    if passed == 1:
        return _("yesterday")
    if 1 < passed < 7:
        return ngettext("%(number)s day ago", "%(number)s days ago", passed) % {"number": passed}
    return day(on)


def money(amount: Number | None, currency: str) -> str:
    """Return an amount of a currency (ISO 4217 code), shortened: £12.1m, CHF 940k, £75."""
    if amount is None:
        return _("no data")
    size, unit = _shortened(abs(Decimal(str(amount))))
    sign = SIGNS.get(currency, f"{currency} ")
    text = f"{sign}{number(size)}{unit}"
    return f"{MINUS}{text}" if amount < 0 else text


def measure(value: Number | None, unit: str = "") -> str:
    """Return the value of an outcome with its unit: 61%, £12.40, £209k, 28 minutes."""
    if value is None:
        return _("no data")
    unit = SIGNS.get(unit, unit)
    if unit[:1] in SIGNS.values():
        return _price(value, sign=unit[:1], scale=unit[1:])
    joint = "" if unit in {"", "%"} else " "
    return f"{number(value)}{joint}{unit}"


def _price(value: Number, sign: str, scale: str) -> str:
    """Return an amount after its sign: with pence when there are some, or in thousands."""
    amount: Decimal = abs(Decimal(str(value)))
    has_pence = amount < PENCE_BELOW and bool(amount % 1) and not scale.strip().isalpha()
    text = f"{sign}{number(amount, 2 if has_pence else None)}{scale}"
    return f"{MINUS}{text}" if value < 0 else text


def _rounded(value: Decimal, places: int | None) -> Decimal:
    """Round half away from zero, to `places` or to the significant digits, without noise."""
    if places is None:
        whole = value == value.to_integral_value()
        places = 0 if whole or not value else max(0, SIGNIFICANT - 1 - value.adjusted())
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return rounded.normalize() if rounded % 1 else rounded.to_integral_value()
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _shortened(amount: Decimal) -> tuple[Decimal, str]:
    """Return an amount in the largest unit that leaves at least one before the point."""
    units = (
        (Decimal("1e9"), pgettext("billions, after a number", "bn")),
        (Decimal("1e6"), pgettext("millions, after a number", "m")),
        (Decimal("1e3"), pgettext("thousands, after a number", "k")),
    )
    if amount >= 1000:
        last_kept = Decimal(1).scaleb(amount.adjusted() - SIGNIFICANT + 1)
        amount = amount.quantize(last_kept, ROUND_HALF_UP)
    for factor, unit in units:
        if amount >= factor:
            return amount / factor, unit
    return amount, ""
