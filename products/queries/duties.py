"""What is due from a person: a word on each product, and readings of what is still watched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from pmo_portal.lib.calendar import day_of
from portfolio.models import User
from products.models import Product
from products.queries.known import AsKnown
from products.queries.standing_then import standing_then
from products.queries.watching import Standing, Watched, standing_of


@dataclass(frozen=True)
class ReadingDuty:
    """A watched outcome whose reading is due, by the last day of its own period."""

    outcome: Watched
    due_on: date


@dataclass(frozen=True)
class Duty:
    """A product of the person's teams, and what is due on it. Days are those of its team.

    `due_on` is the last day of the period not spoken for, nothing where no check-in is owed;
    it `is_due` from the morning on which reminders go out, the first working day of the period.
    """

    product: Product
    health: str
    said_at: datetime | None
    due_on: date | None
    is_due: bool
    readings: list[ReadingDuty]

    @property
    def is_pressing(self) -> bool:
        """Whether a check-in or a reading is due."""
        return self.is_due or bool(self.readings)


def duties(user: User, *, at: datetime) -> list[Duty]:
    """Return the products of the person's teams, those with something due first; one query."""
    return _in_order(standing_of(Q(team__memberships__user=user)), at)


def duties_then(*, known: AsKnown) -> list[Duty]:
    """Return what was due from the person as it was known on a past day."""
    return _in_order(standing_then(known=known), known.moment)


def _in_order(standings: Iterable[Standing], at: datetime) -> list[Duty]:
    mine = [_duty(standing, at) for standing in standings]
    return sorted(mine, key=lambda one: (not one.is_pressing, one.due_on or date.max))


def _duty(standing: Standing, at: datetime) -> Duty:
    rhythm = standing.team.rhythm
    on = day_of(at, rhythm.zone)
    is_owed = standing.has_to_check_in or (standing.is_new and not standing.is_over)
    is_unsaid = is_owed and standing.is_unsaid(on)
    end = rhythm.period_end(on)
    due_on = end if is_unsaid else rhythm.period_end(end + timedelta(days=1))
    return Duty(
        product=standing.product,
        health=standing.health,
        said_at=standing.said_at,
        due_on=due_on if is_owed else None,
        is_due=is_unsaid and on >= rhythm.due_on(on),
        readings=[
            ReadingDuty(outcome, own.period_end(on))
            for outcome, own in standing.unread(on)
            if on >= own.due_on(on)
        ],
    )
