"""The course of an outcome for those who show it: fitted, or why there is nothing to fit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.forecasts.course import Course, bounds
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import MeasureKind

FORECAST = (MeasureKind.INCREASE, MeasureKind.DECREASE)


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


def chance_on(day: date, outcome: Any, course: Course) -> float | None:
    """Return the chance that the outcome is at its target, or better, on a day."""
    direction = 1 if outcome.target > outcome.baseline else -1
    return course.chance(target=float(outcome.target), on=day, direction=direction)
