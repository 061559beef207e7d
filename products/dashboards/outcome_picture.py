"""What the picture of an outcome tells, and says on top."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import MeasureKind
from products.charts.readings import Words
from products.charts.story import Event, Point, Story, way
from products.models import Outcome, Reading
from products.queries.known import AsKnown
from products.queries.outcomes import Mover
from products.queries.targets import Target

MOST_EVENTS = 4
BOUNDS = (MeasureKind.AT_LEAST, MeasureKind.AT_MOST, MeasureKind.WITHIN_RANGE)


def story_of(
    outcome: Outcome,
    standing: list[Reading],
    targets: list[Target],
    movers: Iterable[Mover],
    *,
    known: AsKnown,
) -> Story:
    """Return the readings with what was wanted: by the last of the targets, and by those before."""
    points = [(r.observed_on, float(r.value)) for r in standing if r.value is not None]
    days = [on for on, _ in points] or [known.on]
    ends = (min(days), max(known.on, *days))
    wanted = _wanted(targets[-1], ends) if targets else []
    earlier = [line for target in targets[:-1] for line in _wanted(target, ends)]
    before = [line for n, line in enumerate(earlier) if line not in [*wanted, *earlier[:n]]]
    events = _events(movers, points) if points else []
    return Story(points=points, wanted=wanted, before=before, until=known.on, events=events)


def _events(movers: Iterable[Mover], points: list[Point]) -> list[Event]:
    """Return when the work meant to move the outcome began and ended, the latest four."""
    happened = []
    for work in (mover.initiative for mover in movers):
        if work.started_on:
            happened.append(Event(work.started_on, _("%(work)s began") % {"work": work.title}))
        if work.finished_on:
            happened.append(Event(work.finished_on, _("%(work)s ended") % {"work": work.title}))
    first, last = points[0][0], points[-1][0]
    return sorted(event for event in happened if first <= event.on <= last)[-MOST_EVENTS:]


def _wanted(target: Target, ends: tuple[date, date]) -> list[list[Point]]:
    """Return the lines wanted: bounds lie level, targets are a way from the start."""
    if target.value is None:
        return []
    if target.kind in BOUNDS:
        levels = [target.value, target.upper]
        return [[(end, float(level)) for end in ends] for level in levels if level is not None]
    baseline = _point(target.baseline_on, target.baseline)
    points = way(baseline=baseline, steps=target.steps, target=_point(target.on, target.value))
    return [points] if len(points) > 1 else []


def _point(on: date | None, value: Decimal | None) -> Point | None:
    return (on, float(value)) if on is not None and value is not None else None


def words_of(outcome: Outcome) -> Words:
    """Return what the chart calls its lines."""
    levels = [outcome.target, outcome.target_upper]
    return Words(
        readings=_("Read"),
        wanted=_("Wanted"),
        before=_("Wanted before the target moved"),
        unit=outcome.unit,
        aims=[
            _("%(value)s wanted") % {"value": formats.measure(level, short_unit(outcome))}
            for level in levels
            if level is not None
        ],
    )


def short_unit(outcome: Outcome) -> str:
    """Return the unit where it is short enough to stand beside every number of a picture."""
    return outcome.unit if len(outcome.unit) == 1 else ""


def finding(outcome: Outcome, latest: Reading | None) -> str:
    """Return what the picture shows in a sentence, or a plain title where nothing stands out."""
    if latest is None or latest.value is None or outcome.target is None:
        return _("Readings over time")
    values = {
        "now": formats.measure(latest.value, short_unit(outcome)),
        "start": formats.measure(outcome.baseline, short_unit(outcome)),
        "target": formats.measure(outcome.target, short_unit(outcome)),
    }
    if outcome.measure_kind in BOUNDS:
        return _("%(now)s, with a bound at %(target)s") % values
    if outcome.baseline is None:
        return _("%(now)s, on the way to %(target)s") % values
    gone = (latest.value - outcome.baseline) * (outcome.target - outcome.baseline)
    if gone < 0:
        return _("From %(start)s to %(now)s, away from the %(target)s wanted") % values
    if abs(latest.value - outcome.baseline) >= abs(outcome.target - outcome.baseline):
        return _("From %(start)s to %(now)s, past the %(target)s wanted") % values
    return _("From %(start)s to %(now)s, on the way to %(target)s") % values
