"""Which days a file speaks of: fiscal quarters, fiscal years, and the day of its position."""

import calendar
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from products.imports.layout import Record, Sheet
from products.imports.values import dates

_QUARTER = re.compile(r"(?:FY|CY)?\s*'?(20\d\d|\d\d)\s*[-/ ]?\s*Q([1-4])", re.IGNORECASE)
_SPLIT_YEAR = re.compile(r"\b(20\d\d)/(\d\d)\b")
_ISO = re.compile(r"(20\d\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ _-]*(20\d\d)", re.IGNORECASE
)


@dataclass(frozen=True)
class Dated:
    """A position's day, and in words how it is known."""

    on: date
    how: str
    is_guess: bool = False


def quarter_end(year: int, quarter: int) -> date:
    """Return the last day of a quarter of a fiscal year that begins on 1 October before it."""
    month = (quarter * 3 + 9 - 1) % 12 + 1
    calendar_year = year - 1 if quarter == 1 else year
    return date(calendar_year, month, calendar.monthrange(calendar_year, month)[1])


def fiscal_year(on: date) -> tuple[date, date]:
    """Return the first and last day of the fiscal year, April to March, that holds the day."""
    year = on.year if on.month >= 4 else on.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)


def observed_on(record: Record) -> date | None:
    """Return the day a record's values describe, when the record says so."""
    year, quarter = record.text("fiscal_year"), record.text("fiscal_quarter").upper().lstrip("Q")
    if re.fullmatch(r"(FY)?\s*(20)?\d\d", year.upper()) and quarter in {"1", "2", "3", "4"}:
        return quarter_end(2000 + int(year[-2:]), int(quarter))
    if found := dates.day(record.text("observed_on")).value:
        return found
    return _quarter_named(record.text("period"))


def dated(sheet: Sheet, *, given: date | None, today: date) -> Dated:
    """Return the day of the position a sheet holds: as given, as it says itself, as its name
    says, or today."""
    if given:
        return Dated(given, _("as you said"))
    if days := Counter(filter(None, map(observed_on, sheet.records))):
        last = max(days) if len(days) > 1 and "value" in sheet.fields else days.most_common(1)[0][0]
        return Dated(min(last, today), _("as its rows say"))
    if on := _from_headers(sheet):
        return Dated(min(on, today), _("as its headers say"))
    if on := _from_name(sheet.table.file):
        return Dated(min(on, today), _("as its name says"))
    return Dated(today, _("today, as the file names no day"), is_guess=True)


def _quarter_named(text: str) -> date | None:
    match = _QUARTER.search(text)
    return quarter_end(2000 + int(match[1][-2:]), int(match[2])) if match else None


def _from_headers(sheet: Sheet) -> date | None:
    years = Counter(
        int(match[1]) + 1
        for heading in sheet.headings
        for match in _SPLIT_YEAR.finditer(heading.text)
        if (int(match[1]) + 1) % 100 == int(match[2])
    )
    return date(years.most_common(1)[0][0], 3, 31) if years else None


def _from_name(name: str) -> date | None:
    if match := _ISO.search(name):
        return dates.day(f"{match[1]}-{match[2]}-{match[3]}").value
    if match := _MONTH.search(name):
        month = list(calendar.month_abbr).index(match[1].title())
        year = int(match[2])
        return date(year, month, calendar.monthrange(year, month)[1])
    return None
