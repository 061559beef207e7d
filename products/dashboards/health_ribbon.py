"""What a team said of its product, week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo_portal.lib import formats
from pmo_portal.lib.calendar import LONGEST, week_start
from pmo_portal.lib.rhythm import Rhythm
from pmo_portal.lib.vocabulary import Cadence, Health
from products.charts.ribbon import Ribbon, Stretch, ribbon
from products.models import CheckIn
from products.queries.known import AsKnown

WEEKS, CHANGES_SHOWN = 26, 4


@dataclass(frozen=True)
class Week:
    """A week by its Monday, and the check-in that spoke for it; nothing when nobody did."""

    monday: date
    said: CheckIn | None

    @property
    def health(self) -> str:
        """What was said of the week; silence is never good news."""
        return self.said.health if self.said else Health.NOT_REPORTED


@dataclass(frozen=True)
class HealthRibbon:
    """The weeks drawn, in a sentence and, newest first, one by one; `changes` begin a stretch."""

    drawing: Ribbon
    sentence: str
    changes: list[Week]
    weeks: list[Week]


def ribbon_since(on: date) -> date:
    """Return the first day of which a word may reach into the weeks shown on a day."""
    return _first_week(on) - timedelta(days=LONGEST[Cadence.QUARTERLY])


def health_ribbon(
    said: Iterable[CheckIn], *, rhythm: Rhythm, known: AsKnown
) -> HealthRibbon | None:
    """Return how health moved by these check-ins, newest first; nothing where none reaches in.

    A word stands for its week, and to the end of the period in which the team owes no other.
    """
    first = _first_week(known.on)
    spoken: dict[date, CheckIn] = {}
    for check_in in said:
        for week in _weeks_of(check_in, rhythm, known):
            spoken.setdefault(week, check_in)
    weeks = [Week(day := first + timedelta(weeks=n), spoken.get(day)) for n in range(WEEKS)]
    if not any(week.said for week in weeks):
        return None
    drawing = ribbon([str(week.health) for week in weeks], first=first)
    newest_first = drawing.stretches[::-1]
    begins = {stretch.week for stretch in newest_first}
    changes = [week for week in weeks[::-1] if week.said and week.monday in begins]
    return HealthRibbon(drawing, _sentence(newest_first), changes[:CHANGES_SHOWN], weeks[::-1])


def _first_week(on: date) -> date:
    return week_start(on) - timedelta(weeks=WEEKS - 1)


def _weeks_of(check_in: CheckIn, rhythm: Rhythm, known: AsKnown) -> list[date]:
    """Return the Mondays of the weeks a check-in speaks for, up to the day."""
    day = check_in.known_at.astimezone(known.moment.tzinfo).date()
    last = week_start(min(rhythm.period_end(day), known.on))
    first = week_start(day)
    return [first + timedelta(weeks=n) for n in range(max(0, (last - first).days // 7) + 1)]


def _sentence(stretches: list[Stretch]) -> str:
    """Return what stands and since when, and what stood before; silence is called no news."""
    now, *before = stretches
    if not before:
        return _("%(health)s for all %(weeks)s weeks") % {
            "health": Health(now.health).label,
            "weeks": formats.number(now.weeks),
        }
    return ngettext(
        "%(health)s since the week of %(day)s; %(before)s for %(weeks)s week before",
        "%(health)s since the week of %(day)s; %(before)s for %(weeks)s weeks before",
        before[0].weeks,
    ) % {
        "health": Health(now.health).label if not now.is_silent else _("No news"),
        "day": formats.short_day(now.week),
        "before": _before(before[0].health),
        "weeks": formats.number(before[0].weeks),
    }


def _before(health: str) -> str:
    return {
        "on_track": _("on course"),
        "at_risk": _("needed attention"),
        "off_track": _("off course"),
        "achieved": _("achieved"),
        "not_reported": _("no news"),
    }[health]
