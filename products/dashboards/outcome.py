"""The page of one outcome."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pmo_portal.lib.vocabulary import MeasureKind
from portfolio.models import Objective, Portfolio
from products.charts.history import Picture, picture
from products.charts.readings import Words, figure
from products.charts.story import Point, Story, way
from products.models import Outcome, OutcomeLine, Product, Reading
from products.queries import check_ins, outcomes, products, readings, thread, versions
from products.queries.known import AsKnown
from products.queries.outcomes import Mover, Target
from products.queries.thread import Thread
from products.queries.versions import Version

READINGS_SHOWN = 8
BOUNDS = (MeasureKind.AT_LEAST, MeasureKind.AT_MOST, MeasureKind.WITHIN_RANGE)
LABELS = {
    "name": gettext_lazy("Name"),
    "measure_kind": gettext_lazy("Kind of measure"),
    "unit": gettext_lazy("Unit"),
    "baseline": gettext_lazy("Started at"),
    "baseline_on": gettext_lazy("Start day"),
    "target": gettext_lazy("Target"),
    "target_upper": gettext_lazy("Upper bound"),
    "target_on": gettext_lazy("Target day"),
    "target_steps": gettext_lazy("Steps on the way"),
    "weight": gettext_lazy("Weight"),
    "ambition": gettext_lazy("Ambition"),
    "source": gettext_lazy("Source"),
    "closed_as": gettext_lazy("Ended as"),
    "closed_on": gettext_lazy("Ended on"),
    "learned": gettext_lazy("What was learned"),
    "unlisted_on": gettext_lazy("No longer listed since"),
}


@dataclass(frozen=True)
class ReadingRow:
    """A reading in the table, with the change from the valid one before it."""

    reading: Reading
    change: Decimal | None
    better: bool | None


@dataclass(frozen=True)
class OutcomePage:
    """Everything the page of an outcome shows, as known on one day."""

    outcome: Outcome
    product: Product
    objective: Objective | None
    branch: list[Portfolio]
    thread: Thread
    latest: Reading | None
    rows: list[ReadingRow]
    reading_count: int
    picture: Picture | None
    figure: dict[str, Any] | None
    versions: list[Version]
    movers: list[Mover]
    lines: list[OutcomeLine]

    @property
    def recent_rows(self) -> list[ReadingRow]:
        """The readings shown at once."""
        return self.rows[:READINGS_SHOWN]

    @property
    def older_rows(self) -> list[ReadingRow]:
        """The readings folded away."""
        return self.rows[READINGS_SHOWN:]

    @property
    def axis_unit(self) -> str:
        """The unit beside the ticks of the picture: only what is short enough."""
        return self.outcome.unit if len(self.outcome.unit) == 1 else ""

    @property
    def earlier_count(self) -> int:
        """How many readings are older than those shown."""
        return self.reading_count - len(self.rows)


def outcome_page(outcome: Outcome, *, known: AsKnown) -> OutcomePage | None:
    """Return the page of an outcome as it was known, or nothing while its product was unknown."""
    product = products.products_by_id([outcome.product_id], known=known).get(outcome.product_id)
    if product is None:
        return None
    movers = outcomes.movers_of(outcome, known=known)
    strip = thread.thread_of_outcome(
        outcome, product=product, initiatives=[m.initiative for m in movers], known=known
    )
    recent = readings.reading_history(outcome, known=known)
    standing = readings.readings_by_outcome([outcome.pk], known=known)[outcome.pk]
    story = _story(outcome, standing, known)
    return OutcomePage(
        outcome=outcome,
        product=product,
        objective=strip.objectives[0] if strip.objectives else None,
        branch=products.branch_of(product, known=known),
        thread=strip,
        latest=standing[-1] if standing else None,
        rows=_with_changes(recent, standing, outcome),
        reading_count=readings.reading_count(outcome, known=known),
        picture=picture(story),
        figure=figure(story, _words(outcome)),
        versions=versions.versions_of(outcome, labels=LABELS, known=known),
        movers=movers,
        lines=check_ins.outcome_lines(outcome, known=known, limit=6),
    )


def _with_changes(
    recent: list[Reading], standing: list[Reading], outcome: Outcome
) -> list[ReadingRow]:
    measured = [reading for reading in standing if reading.value is not None]
    changes = {after.pk: after.value - before.value for before, after in pairwise(measured)}
    return [
        ReadingRow(reading, change := changes.get(reading.pk), _is_better(change, outcome))
        for reading in recent
    ]


def _is_better(change: Decimal | None, outcome: Outcome) -> bool | None:
    """Return whether a change goes the wanted way; nothing where neither way is wanted."""
    if not change:
        return None
    kind = outcome.measure_kind
    if kind in (MeasureKind.INCREASE, MeasureKind.AT_LEAST, MeasureKind.MILESTONE):
        return change > 0
    if kind in (MeasureKind.DECREASE, MeasureKind.AT_MOST):
        return change < 0
    return None


def _story(outcome: Outcome, standing: list[Reading], known: AsKnown) -> Story:
    points = [(r.observed_on, float(r.value)) for r in standing if r.value is not None]
    days = [on for on, _ in points] or [known.on]
    ends = (min(days), max(known.on, *days))
    before = outcomes.earlier_targets(outcome, known=known)
    return Story(
        points=points,
        wanted=_wanted(outcome, Target(outcome.target, outcome.target_on), ends),
        before=[way for target in before for way in _wanted(outcome, target, ends)],
        until=known.on,
    )


def _wanted(outcome: Outcome, target: Target, ends: tuple[date, date]) -> list[list[Point]]:
    """Return the lines wanted: bounds lie level, targets are a way from the start."""
    if target.value is None:
        return []
    if outcome.measure_kind in BOUNDS:
        levels = [target.value, outcome.target_upper]
        return [[(end, float(level)) for end in ends] for level in levels if level is not None]
    steps = [(date.fromisoformat(s["on"]), float(s["value"])) for s in outcome.target_steps]
    baseline = _point(outcome.baseline_on, outcome.baseline)
    points = way(baseline=baseline, steps=steps, target=_point(target.on, target.value))
    return [points] if len(points) > 1 else []


def _point(on: date | None, value: Decimal | None) -> Point | None:
    return (on, float(value)) if on is not None and value is not None else None


def _words(outcome: Outcome) -> Words:
    return Words(
        readings=_("Read"),
        wanted=_("Wanted"),
        before=_("Wanted before the target moved"),
        unit=outcome.unit,
    )
