"""Weeks with numbers: ISO weeks, or those of a fiscal year that begins in another month.

A week belongs to the year that holds at least four of its days, whatever its first weekday and
whatever the first month of the year; with Monday and January these are the weeks of ISO 8601.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

LABEL = re.compile(r"(\d{4})-w(\d{2})")
WEEK = timedelta(days=7)
MOST_IN_ITS_YEAR = timedelta(days=3)  # the fourth day lies in the year that holds most of them


class NoSuchWeek(Exception):
    """A label that names no week."""


@dataclass(frozen=True, order=True)
class Week:
    """Seven days with a number. A fiscal year is named by the calendar year in which it ends."""

    first: date
    year: int
    number: int

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + WEEK - timedelta(days=1)

    @property
    def label(self) -> str:
        """The week in an address: 2026-w47."""
        return f"{self.year}-w{self.number:02d}"


@dataclass(frozen=True)
class Calendar:
    """How weeks are cut and numbered. `first_weekday` 0 is Monday, `first_month` 1 January."""

    first_weekday: int = 0
    first_month: int = 1

    def week_of(self, on: date) -> Week:
        """Return the week in which the day lies."""
        first = on - timedelta(days=(on.weekday() - self.first_weekday) % 7)
        start = self._year_of(first + MOST_IN_ITS_YEAR)
        number = (first - self._first_week(start)).days // 7 + 1
        return Week(first, start + (self.first_month > 1), number)

    def named(self, label: str) -> Week:
        """Return the week with this label. Raises NoSuchWeek."""
        found = LABEL.fullmatch(label)
        if found and 1990 <= int(found[1]) <= 2199 and int(found[2]):
            start = int(found[1]) - (self.first_month > 1)
            week = self.week_of(self._first_week(start) + (int(found[2]) - 1) * WEEK)
            if week.label == label:
                return week
        raise NoSuchWeek(label)

    def following(self, week: Week) -> Week:
        """Return the week after."""
        return self.week_of(week.first + WEEK)

    def before(self, week: Week) -> Week:
        """Return the week before."""
        return self.week_of(week.first - WEEK)

    def _year_of(self, on: date) -> int:
        """Return the calendar year in which the fiscal year of a day begins."""
        return on.year if on.month >= self.first_month else on.year - 1

    def _first_week(self, start: int) -> date:
        """Return the first day of the first week of the year that begins in that year."""
        fourth = date(start, self.first_month, 4)
        return fourth - timedelta(days=(fourth.weekday() - self.first_weekday) % 7)
