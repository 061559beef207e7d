"""When a check-in is due, and when to remind of it. Days and mornings are the team's own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pmo_portal.lib.calendar import period_end, period_start
from pmo_portal.lib.vocabulary import ReminderStep

MORNING, EVENING = time(9), time(18)
SATURDAY = 5
APART = 2


@dataclass(frozen=True)
class Rhythm:
    """How often a team checks in, where its days begin, and on which day its week does."""

    cadence: str
    zone: ZoneInfo
    first_weekday: int = 0

    def period_start(self, on: date) -> date:
        """Return the first day of the period in which the day falls."""
        return period_start(on, cadence=self.cadence, first_weekday=self.first_weekday)

    def period_end(self, on: date) -> date:
        """Return the last day of the period in which the day falls."""
        return period_end(on, cadence=self.cadence, first_weekday=self.first_weekday)

    def due_on(self, on: date) -> date:
        """Return the day the check-in of the day's period is due: its first working day."""
        return working_day(self.period_start(on))


@dataclass(frozen=True)
class Call:
    """A reminder that may go out now, of the check-in of one period."""

    period_start: date
    step: ReminderStep


def call_at(at: datetime, rhythm: Rhythm) -> Call | None:
    """Return the reminder that may go out at this moment, if any.

    The first may from nine in the morning of the day the check-in is due, the other from two
    working days later; each for two working days, so that a portal that was away catches up, and
    never at night or on a weekend. Hours are read off the team's clock, so that a day on which
    it changes has its nine o'clock like any other.
    """
    there = at.astimezone(rhythm.zone)
    on = there.date()
    if is_weekend(on) or not MORNING <= there.time() < EVENING:
        return None
    start, due_on = rhythm.period_start(on), rhythm.due_on(on)
    later_on = plus_working_days(due_on, APART)
    if due_on <= on < later_on:
        return Call(start, ReminderStep.DUE)
    if later_on <= on < plus_working_days(later_on, APART):
        return Call(start, ReminderStep.LATER)
    return None


def is_weekend(on: date) -> bool:
    """Return whether the day is a Saturday or a Sunday."""
    return on.weekday() >= SATURDAY


def working_day(on: date) -> date:
    """Return the day, or the Monday after a weekend."""
    return on + timedelta(days=7 - on.weekday()) if is_weekend(on) else on


def plus_working_days(on: date, count: int) -> date:
    """Return the day so many working days later, from a working day on."""
    for _day in range(count):
        on = working_day(on + timedelta(days=1))
    return on
