"""Days and moments. Nothing here reads the clock: the edges do, and pass it in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pmo_portal.lib.vocabulary import Cadence

FIRST_FORTNIGHT = date(2024, 1, 1)
LONGEST = {
    Cadence.WEEKLY: 7,
    Cadence.FORTNIGHTLY: 14,
    Cadence.MONTHLY: 31,
    Cadence.QUARTERLY: 92,
}


def start_of_day(on: date, zone: ZoneInfo) -> datetime:
    """Return the first moment of the day in the zone."""
    return datetime.combine(on, time.min, tzinfo=zone)


def end_of_day(on: date, zone: ZoneInfo) -> datetime:
    """Return the last moment of the day in the zone, to the microsecond."""
    return start_of_day(on + timedelta(days=1), zone) - timedelta(microseconds=1)


def day_of(at: datetime, zone: ZoneInfo) -> date:
    """Return the day on which the moment falls in the zone."""
    return at.astimezone(zone).date()


def week_start(on: date) -> date:
    """Return the Monday of the day's ISO week."""
    return on - timedelta(days=on.weekday())


def month_start(on: date) -> date:
    """Return the first day of the month."""
    return on.replace(day=1)


def months_from(first: date, count: int) -> list[date]:
    """Return the first days of so many months, beginning with the month of the day."""
    start = first.year * 12 + first.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(start, start + count)]


def mondays(first: date, last: date) -> list[date]:
    """Return every Monday from the first day to the last, both included."""
    start = week_start(first)
    if start < first:
        start += timedelta(days=7)
    return [start + timedelta(days=7 * n) for n in range((last - start).days // 7 + 1)]


def period_start(on: date, *, cadence: str, first_weekday: int = 0) -> date:
    """Return the first day of the team's period in which the day falls; 0 is Monday.

    Fortnights are counted from the first week of 2024, so that all teams share theirs.
    """
    if cadence == Cadence.MONTHLY:
        return month_start(on)
    if cadence == Cadence.QUARTERLY:
        return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    length = 14 if cadence == Cadence.FORTNIGHTLY else 7
    first = FIRST_FORTNIGHT + timedelta(days=first_weekday)
    return on - timedelta(days=(on - first).days % length)


def period_end(on: date, *, cadence: str, first_weekday: int = 0) -> date:
    """Return the last day of the team's period in which the day falls."""
    start = period_start(on, cadence=cadence, first_weekday=first_weekday)
    beyond = start + timedelta(days=LONGEST[Cadence(cadence)])
    following = period_start(beyond, cadence=cadence, first_weekday=first_weekday)
    return following - timedelta(days=1)
