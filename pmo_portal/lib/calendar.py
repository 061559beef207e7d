"""Days and moments. Nothing here reads the clock: the edges do, and pass it in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


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


def mondays(first: date, last: date) -> list[date]:
    """Return every Monday from the first day to the last, both included."""
    start = week_start(first)
    if start < first:
        start += timedelta(days=7)
    return [start + timedelta(days=7 * n) for n in range((last - start).days // 7 + 1)]
