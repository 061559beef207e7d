"""Where one outcome is heading, for its page: the fan, the chance and what a later day would do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import odds
from insights.forecasts.course import Course, bounds
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import MeasureKind
from products.charts.history import Picture, picture
from products.charts.readings import figure
from products.charts.story import Expected, Story
from products.dashboards import outcome_picture
from products.queries.known import AsKnown
from products.queries.readings import readings_by_outcome
from products.queries.targets import targets_of

FORECAST = (MeasureKind.INCREASE, MeasureKind.DECREASE)
POINTS, ROWS = 24, 6  # of the fan, and of the table behind it
LATER = (30, 60, 90)


@dataclass(frozen=True)
class Outlook:
    """What the page of an outcome shows of its forecast, or why there is none.

    `chance` is the sentence and `odds` its figure, `later` the chance if the target day moves by
    so many days. The rest is what the picture of the readings takes, drawn anew with the fan.
    """

    reason: str = ""
    outcome: Any = None
    latest: Any = None
    finding: str = ""
    chance: str = ""
    odds: str = ""
    later: Sequence[tuple[int, date, str]] = ()
    picture: Picture | None = None
    figure: dict[str, Any] | None = None
    expected: Sequence[Sequence[str]] = ()

    @property
    def figure_text(self) -> str:
        """The figure as JSON that is text: a fragment that is swapped in may carry no script."""
        return json.dumps(self.figure)

    @property
    def axis_unit(self) -> str:
        """The unit beside the ticks of the picture."""
        return outcome_picture.short_unit(self.outcome)

    @property
    def expected_headers(self) -> Sequence[str]:
        """The columns of the table behind the fan."""
        return [_("Day"), _("Low, 1 in 10 is below"), _("Middle"), _("High, 1 in 10 is above")]


def outlook(outcome: Any, *, known: AsKnown) -> Outlook | None:
    """Return the outlook of an outcome as it was known, or nothing while it was not known."""
    then = known.one(outcome)
    if then is None:
        return None
    standing = readings_by_outcome([then.pk], known=known)[then.pk]
    course = course_of(then, standing)
    reason = why_not(then, course, on=known.on)
    if reason:
        return Outlook(reason=reason)
    wanted = targets_of(then, known=known)
    story = outcome_picture.story_of(then, standing, wanted, known=known)
    return _told(then, course, story, latest=standing[-1])


def course_of(outcome: Any, standing: Sequence[Any]) -> Course:
    """Fit the readings that stand; of two on one day the later recorded counts."""
    by_day = {reading.observed_on: reading.value for reading in standing}
    values = {day: float(value) for day, value in by_day.items() if value is not None}
    ends = [float(end) for end in (outcome.baseline, outcome.target) if end is not None]
    return Course(values, bounds=bounds(outcome.unit, [*values.values(), *ends]))


def why_not(outcome: Any, course: Course, *, on: date) -> str:
    """Return in a sentence why there is no forecast, or nothing where there is one."""
    if outcome.closed_as or outcome.unlisted_on:
        return _("It has ended, so nothing is forecast.")
    if outcome.measure_kind not in FORECAST:
        return _("Bounds and milestones get no forecast: nobody has shown that it would be right.")
    if outcome.target is None or outcome.target_on is None:
        return _("A forecast needs a target and a target day.")
    if outcome.baseline is None or outcome.baseline == outcome.target:
        return _("A forecast needs a start that differs from the target.")
    if course.missing:
        return ngettext(
            "Not enough readings for a forecast: it takes %(missing)s more.",
            "Not enough readings for a forecast: it takes %(missing)s more.",
            course.missing,
        ) % {"missing": formats.number(course.missing)}
    if on > outcome.target_on or outcome.target_on <= course.days[-1]:
        return _("The target day is past, so nothing is left to forecast.")
    if not course.can_tell:
        return _("All readings are the same, so they do not tell where it is heading.")
    return ""


def _told(outcome: Any, course: Course, story: Story, *, latest: Any) -> Outlook:
    days = _days(course.days[-1], outcome.target_on)
    quantiles = course.fan(days)
    last = story.points[-1][1]
    ahead = zip(days[1:], quantiles[1:], strict=True)
    fan = [Expected(days[0], last, last, last), *(Expected(day, *ends) for day, ends in ahead)]
    story = replace(story, fan=fan)
    words = replace(outcome_picture.words_of(outcome), fan=(_("Low"), _("Most likely"), _("High")))
    told = _Values(outcome, quantiles[-1])
    chance = _chance(outcome, course, outcome.target_on)
    return Outlook(
        outcome=outcome,
        latest=latest,
        finding=told.finding(chance),
        chance=f"{told.expected} {_sentence(outcome, chance, len(course.days))}",
        odds=odds.told(chance, len(course.days)),
        later=_later(outcome, course),
        picture=picture(story),
        figure=figure(story, words),
        expected=[
            (formats.day(day), *(told.of(value) for value in values))
            for day, *values in fan[:: -max(POINTS // ROWS, 1)][::-1]
        ],
    )


class _Values:
    """The low, middle and high of the target day, told in the unit of the outcome."""

    def __init__(self, outcome: Any, ends: Sequence[float]) -> None:
        self._outcome, self._ends = outcome, ends

    def of(self, value: float) -> str:
        """Return a value no more exact than the fan is narrow."""
        low, _middle, high = self._ends
        return formats.measure(odds.rounded(value, high - low), self._outcome.unit)

    @property
    def expected(self) -> str:
        """The sentence about the value: Most likely 68%; 80%: 62% to 75%."""
        low, middle, high = map(self.of, self._ends)
        said = {"middle": middle, "low": low, "high": high}
        return _("Most likely %(middle)s; 80%%: %(low)s to %(high)s.") % said

    def finding(self, chance: float | None) -> str:
        """Return the title of the picture: what is most likely, beside what is wanted.

        Where many courses are possible the middle may fall short and the chance be good, so the
        title says "short" only where both do.
        """
        outcome = self._outcome
        start, target = float(outcome.baseline), float(outcome.target)
        is_short = (target - start) * (self._ends[1] - target) < 0 and (chance or 0) < 0.5
        said = {
            "middle": self.of(self._ends[1]),
            "target": formats.measure(outcome.target, outcome_picture.short_unit(outcome)),
            "day": formats.short_day(outcome.target_on),
        }
        if is_short:
            return _("Most likely %(middle)s on %(day)s, short of the %(target)s wanted") % said
        return _("Most likely %(middle)s on %(day)s, where %(target)s is wanted") % said


def _sentence(outcome: Any, chance: float | None, readings: int) -> str:
    said = {
        "target": formats.measure(outcome.target, outcome.unit),
        "day": formats.day(outcome.target_on),
        "chance": odds.told(chance, readings),
    }
    return _("The chance to be at %(target)s by %(day)s is %(chance)s.") % said


def _chance(outcome: Any, course: Course, on: date) -> float | None:
    direction = 1 if outcome.target > outcome.baseline else -1
    return course.chance(target=float(outcome.target), on=on, direction=direction)


def _later(outcome: Any, course: Course) -> list[tuple[int, date, str]]:
    """Return the chance if the target day were so many days later."""
    days = [(later, outcome.target_on + timedelta(later)) for later in LATER]
    return [
        (later, day, odds.told(_chance(outcome, course, day), len(course.days)))
        for later, day in days
    ]


def _days(first: date, last: date) -> list[date]:
    """Return days from the first to the last, evenly spread."""
    span = (last - first).days
    count = min(span, POINTS)
    return [first + timedelta(round(span * step / count)) for step in range(count + 1)]
