"""The page of one outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import MeasureKind
from portfolio.models import Objective, Portfolio
from products import permissions
from products.charts.history import Picture, picture
from products.charts.readings import figure
from products.charts.story import Event
from products.dashboards import outcome_picture
from products.models import Outcome, OutcomeLine, Product, Reading
from products.queries import check_ins, outcomes, products, readings, targets, thread, versions
from products.queries.known import AsKnown
from products.queries.outcomes import Mover
from products.queries.targets import Target
from products.queries.thread import Thread
from products.queries.versions import Version

READINGS_SHOWN = 8
LABELS = {
    "name": _("Name"),
    "measure_kind": _("Kind of measure"),
    "unit": _("Unit"),
    "baseline": _("Started at"),
    "baseline_on": _("Start day"),
    "target": _("Target"),
    "target_upper": _("Upper bound"),
    "target_on": _("Target day"),
    "target_steps": _("Steps on the way"),
    "weight": _("Weight"),
    "ambition": _("Ambition"),
    "objective_id": _("Objective it serves"),
    "product_id": _("Product"),
    "owner_id": _("Who keeps an eye on it"),
    "cadence": _("Read"),
    "source": _("Source"),
    "closed_as": _("Ended as"),
    "closed_on": _("Ended on"),
    "learned": _("What was learned"),
    "unlisted_on": _("No longer listed since"),
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
    finding: str
    picture: Picture | None
    events: Sequence[Event]
    figure: dict[str, Any] | None
    targets: list[Target]
    versions: list[Version]
    movers: list[Mover]
    lines: list[OutcomeLine]
    can_check_in: bool

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
        """The unit beside the ticks of the picture."""
        return outcome_picture.short_unit(self.outcome)

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
    wanted = targets.targets_of(outcome, known=known)
    story = outcome_picture.story_of(outcome, standing, wanted, movers, known=known)
    return OutcomePage(
        outcome=outcome,
        product=product,
        objective=strip.objectives[0] if strip.objectives else None,
        branch=products.branch_of(product, known=known),
        thread=strip,
        latest=standing[-1] if standing else None,
        rows=_with_changes(recent, standing, outcome),
        reading_count=readings.reading_count(outcome, known=known),
        finding=outcome_picture.finding(outcome, standing[-1] if standing else None),
        picture=picture(story),
        events=story.events,
        figure=figure(story, outcome_picture.words_of(outcome)),
        targets=wanted[::-1],
        versions=versions.versions_of(outcome, labels=LABELS, known=known),
        movers=movers,
        lines=check_ins.outcome_lines(outcome, known=known, limit=6),
        can_check_in=permissions.can_check_in(known.user, product),
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
