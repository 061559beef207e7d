"""What is known of a thing on two days, side by side, each as it was known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health
from products.models import Outcome, Product
from products.queries import asks, check_ins, outcomes, readings
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Figure:
    """One figure of a thing, in words, on both days."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class Sides:
    """The figures of a thing on two days. The same day twice has nothing to compare yet."""

    then_on: date
    now_on: date
    figures: list[Figure]


def outcome_sides(outcome: Outcome, *, then: AsKnown, now: AsKnown) -> list[Figure]:
    """Return the value and the target of an outcome on both days."""
    before, after = (dict(_of_outcome(outcome, known)) for known in (then, now))
    return _beside(before, after)


def product_sides(product: Product, *, then: AsKnown, now: AsKnown) -> list[Figure]:
    """Return what a product's team said, and how much of it is measured, on both days."""
    before, after = (dict(_of_product(product, known)) for known in (then, now))
    return _beside(before, after)


def _of_outcome(outcome: Outcome, known: AsKnown) -> Iterator[tuple[str, str]]:
    there = known.one(outcome)
    if there is None:
        return
    read = readings.readings_by_outcome([there.pk], known=known)[there.pk]
    values = [reading.value for reading in read if reading.value is not None]
    yield (
        _("Latest value"),
        formats.measure(values[-1], there.unit) if values else _("not read yet"),
    )
    yield (
        _("Target"),
        _("none yet") if there.target is None else formats.measure(there.target, there.unit),
    )
    yield _("Wanted by"), formats.day(there.target_on) if there.target_on else _("no day")
    yield _("Readings"), formats.number(len(values))


def _of_product(product: Product, known: AsKnown) -> Iterator[tuple[str, str]]:
    there = known.one(product)
    if there is None:
        return
    said = check_ins.latest_check_in(there.pk, known=known)
    health = said.health if said else Health.NOT_REPORTED
    yield _("The team says"), str(Health(health).label)
    yield (
        _("Confidence"),
        formats.number(said.confidence) if said and said.confidence is not None else _("not said"),
    )
    rows = outcomes.rows(outcomes.outcomes_of(there.pk, known=known), known=known)
    measured = sum(1 for row in rows if row.latest and row.latest.value is not None)
    yield _("Outcomes measured"), formats.share(measured, len(rows))
    yield _("Open asks for help"), formats.number(len(asks.open_asks(there.pk, known=known)))


def _beside(then: dict[str, str], now: dict[str, str]) -> list[Figure]:
    labels = list(now) or list(then)
    return [Figure(label, then.get(label, "–"), now.get(label, "–")) for label in labels]
