"""Days in their dialects."""

import re
from datetime import date, timedelta

from dateutil import parser
from django.utils.translation import gettext as _

from products.imports.values.typed import Typed, absent

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
YEARS = range(1900, 2200)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.+Z-]+)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: [\d:.]+)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


def day(cell: str) -> Typed:
    """Return the day a cell names. Days come before months, as in 31/03/2022."""
    nothing = absent(cell)
    if nothing is not None:
        return nothing
    words = " ".join(cell.split())
    if match := _ISO.fullmatch(words):
        return _made(words, int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(words):
        return _day_first(words, match)
    if _SERIAL.fullmatch(words) and int(float(words)) in EXCEL_DAYS:
        return Typed(EXCEL_EPOCH + timedelta(days=int(float(words))))
    if _MONTH.search(words) and re.search(r"\d", words):
        return _in_words(words)
    if re.search(r"\d", words) and not re.search(r"[A-Za-z]{3}", words):
        return _no_day(words)
    return Typed(reason=words)


def _day_first(words: str, match: re.Match[str]) -> Typed:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if year < 100:
        year += 2000 if year < 70 else 1900
    if second > 12 >= first:
        first, second = second, first
    return _made(words, year, second, first)


def _made(words: str, year: int, month: int, number: int) -> Typed:
    try:
        found = date(year, month, number)
    except ValueError:
        return _no_day(words)
    return Typed(found) if year in YEARS else _no_day(words)


def _in_words(words: str) -> Typed:
    try:
        found = parser.parse(words, default=parser.parse("2000-01-01"), dayfirst=True).date()
    except (ValueError, OverflowError):
        return Typed(reason=words)
    if not re.search(r"\d{4}|\d{2}$", words) or found.year not in YEARS:
        return Typed(reason=words)
    return Typed(found)


def _no_day(words: str) -> Typed:
    return Typed(
        reason=words[:200],
        doubt=_("“%(words)s” is not a day that exists") % {"words": words[:60]},
        suggestion=_("Leave the date open"),
    )
