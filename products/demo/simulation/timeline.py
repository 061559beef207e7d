"""The days of the demo: a year that ends on a given day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pmo_portal.lib.calendar import day_of, month_start
from pmo_portal.lib.vocabulary import Cadence

WEEKS = 52
WEEKS_BETWEEN = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2, Cadence.MONTHLY: 4}


@dataclass(frozen=True)
class Timeline:
    """A year that ends at the moment; nothing is known later."""

    at: datetime
    zone: ZoneInfo

    @property
    def on(self) -> date:
        """The last day."""
        return day_of(self.at, self.zone)

    @property
    def first(self) -> date:
        """The first day."""
        return self.on - timedelta(weeks=WEEKS)

    def day(self, number: int) -> date:
        """Return the day so many days after the first one."""
        return self.first + timedelta(days=number)

    def has_lived(self, on: date) -> bool:
        """Return whether the day lies in the year, after its first day."""
        return self.first < on <= self.on

    def moment(self, on: date, minutes: int = 0) -> datetime:
        """Return a working hour of the day, so many minutes after nine, never in the future."""
        local = datetime.combine(on, time(9), tzinfo=self.zone) + timedelta(minutes=minutes)
        return min(local, self.at)

    def check_in_days(self, cadence: str, *, weekday: int) -> list[date]:
        """Return the days on which a team checks in, first to last; 0 is Monday."""
        last = self.on - timedelta(days=(self.on.weekday() - weekday) % 7)
        step = WEEKS_BETWEEN[Cadence(cadence)]
        days = [last - timedelta(weeks=week) for week in range(0, WEEKS + 1, step)]
        return sorted(day for day in days if day >= self.first)

    def months(self, *, ahead: int) -> list[date]:
        """Return the first days of the months of the year and of some to come."""
        found, month = [], month_start(self.first)
        while month <= self.on + timedelta(days=30 * ahead):
            found.append(month)
            month = month_start(month + timedelta(days=31))
        return found

    def quarters(self, *, ahead: int) -> list[tuple[date, date]]:
        """Return the first and last days of the quarters of the year and of some to come."""
        months = [month for month in self.months(ahead=3 * ahead) if month.month % 3 == 1]
        return [
            (start, month_start(start + timedelta(days=95)) - timedelta(days=1)) for start in months
        ]
