"""Where one outcome is heading, for its page: the fan, the chance and what a later day would do."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from insights.dashboards import odds
from insights.dashboards.courses import chance_on, course_of, why_not
from insights.dashboards.expectation import Expectation, sentence
from insights.forecasts.course import Course
from pmo_portal.lib import formats
from products.charts.history import Picture, picture
from products.charts.readings import figure
from products.charts.story import Event, Expected, Story
from products.dashboards import outcome_picture
from products.queries.known import AsKnown
from products.queries.outcomes import movers_of
from products.queries.readings import readings_by_outcome
from products.queries.targets import targets_of

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
    events: Sequence[Event] = ()
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
    movers = movers_of(then, known=known)
    story = outcome_picture.story_of(then, standing, wanted, movers, known=known)
    return _told(then, course, story, latest=standing[-1])


def _told(outcome: Any, course: Course, story: Story, *, latest: Any) -> Outlook:
    days = _days(course.days[-1], outcome.target_on)
    quantiles = course.fan(days)
    last = course.values[-1]
    ahead = zip(days[1:], quantiles[1:], strict=True)
    fan = [Expected(days[0], last, last, last), *(Expected(day, *ends) for day, ends in ahead)]
    story = replace(story, fan=fan)
    words = replace(outcome_picture.words_of(outcome), fan=(_("Low"), _("Most likely"), _("High")))
    told = Expectation(outcome, quantiles[-1])
    chance = chance_on(outcome.target_on, outcome, course)
    return Outlook(
        outcome=outcome,
        latest=latest,
        finding=told.finding(chance),
        chance=f"{told.expected} {sentence(outcome, chance, len(course.days))}",
        odds=odds.told(chance, len(course.days)),
        later=_later(outcome, course),
        picture=picture(story),
        events=story.events,
        figure=figure(story, words),
        expected=[
            (formats.day(day), *(told.of(value) for value in values))
            for day, *values in fan[:: -max(POINTS // ROWS, 1)][::-1]
        ],
    )


def _later(outcome: Any, course: Course) -> list[tuple[int, date, str]]:
    """Return the chance if the target day were so many days later."""
    days = [(later, outcome.target_on + timedelta(later)) for later in LATER]
    return [
        (later, day, odds.told(chance_on(day, outcome, course), len(course.days)))
        for later, day in days
    ]


def _days(first: date, last: date) -> list[date]:
    """Return days from the first to the last, evenly spread."""
    span = (last - first).days
    count = min(span, POINTS)
    return [first + timedelta(round(span * step / count)) for step in range(count + 1)]
