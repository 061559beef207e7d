"""What a team says of its product, published the moment it is written."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.calendar import day_of
from pmo_portal.lib.vocabulary import Health
from portfolio.models import User
from products.actions import asks
from products.actions.changes import day_here, lock_all, locked, require_member, tell
from products.actions.initiatives import move_due_day
from products.actions.readings import (
    CorrectsAnotherOutcome,
    NoValue,
    refresh_current_readings,
    write_reading,
)
from products.actions.refusals import Refusal
from products.models import (
    CheckIn,
    Initiative,
    InitiativeLine,
    Outcome,
    OutcomeLine,
    Product,
    Reading,
)


class ConfidenceOutOfRange(Refusal):
    """A confidence below 0 or above 100."""

    sentence = _("Confidence goes from 0 to 100.")


class NotPartOfThisProduct(Refusal):
    """A check-in speaks of something that another product owns."""

    sentence = _("“%(name)s” belongs to another product, which checks in for itself.")


class CheckInAlreadyCorrected(Refusal):
    """Somebody has corrected this check-in already."""

    sentence = _("Somebody has corrected this check-in already. Correct the newer one instead.")


@transaction.atomic
def submit_check_in(
    *,
    product: Product,
    health: Health,
    confidence: int | None = None,
    what_changed: str = "",
    readings: Mapping[Outcome, Decimal | NoValue | Reading] | None = None,
    initiatives: Mapping[Initiative, tuple[Health, date | None]] | None = None,
    ask: asks.Wish | None = None,
    supersedes: CheckIn | None = None,
    by: User,
    at: datetime,
) -> CheckIn:
    """Write what the team says of its product now, or correct what it said.

    One transaction writes all: the check-in, a reading observed today for each outcome named
    (none where a reading that stands is named instead: it was not measured again), a line for
    each outcome and initiative named, the due days that moved (None leaves one as it is), and
    the ask. A correction keeps the observed day of the readings it corrects. Raises NotYourProduct, ConfidenceOutOfRange, NotPartOfThisProduct,
    CheckInAlreadyCorrected, and what the actions on readings, initiatives and asks raise.
    """
    require_member(by, product)
    _require_sense(product, confidence, [*(readings or {}), *(initiatives or {})])
    _require_correctable(supersedes, product)
    check_in = CheckIn.objects.create(
        product=product,
        period_start=_period_start(product, at),
        health=health,
        confidence=confidence,
        what_changed=what_changed,
        supersedes=supersedes,
        by=by,
        known_at=at,
    )
    _write_readings(check_in, readings or {}, by=by, at=at)
    _write_initiatives(check_in, initiatives or {}, at=at)
    if ask is not None:
        asks.write_ask(product=product, wish=ask, check_in=check_in, by=by, at=at)
    tell(product.pk, at=at)
    return check_in


def _write_readings(
    check_in: CheckIn,
    said: Mapping[Outcome, Decimal | NoValue | Reading],
    *,
    by: User,
    at: datetime,
) -> None:
    corrected = _readings_to_correct(check_in)
    today, lines = day_here(at), []
    lock_all(said)
    for outcome, value in sorted(said.items(), key=lambda item: item[0].pk):
        if isinstance(value, Reading):
            reading = _standing(value, outcome)
        else:
            reading = _measured(
                outcome, value, corrected.get(outcome.pk), today=today, by=by, at=at
            )
        lines.append(OutcomeLine(check_in=check_in, outcome=outcome, reading=reading, known_at=at))
    OutcomeLine.objects.bulk_create(lines)
    refresh_current_readings([outcome.pk for outcome in said])


def _standing(reading: Reading, outcome: Outcome) -> Reading:
    if reading.outcome_id != outcome.pk:
        raise CorrectsAnotherOutcome
    return reading


def _measured(
    outcome: Outcome,
    value: Decimal | NoValue,
    corrected: Reading | None,
    *,
    today: date,
    by: User,
    at: datetime,
) -> Reading:
    reason = value.reason if isinstance(value, NoValue) else ""
    return write_reading(
        outcome=outcome,
        today=today,
        observed_on=corrected.observed_on if corrected else today,
        value=None if isinstance(value, NoValue) else value,
        no_value_reason=reason,
        source="",
        supersedes=corrected,
        by=by,
        at=at,
    )


def _readings_to_correct(check_in: CheckIn) -> dict[int, Reading]:
    """Return the standing readings written by the check-in that this one corrects, by outcome.

    A reading it only pointed to came from elsewhere, and stays.
    """
    if check_in.supersedes_id is None:
        return {}
    lines = OutcomeLine.objects.filter(
        check_in=check_in.supersedes_id,
        reading__superseded_by__isnull=True,
        reading__known_at=F("check_in__known_at"),
    )
    return {
        line.outcome_id: line.reading for line in lines.select_related("reading") if line.reading
    }


def _write_initiatives(
    check_in: CheckIn, said: Mapping[Initiative, tuple[Health, date | None]], *, at: datetime
) -> None:
    lines = []
    for standing in lock_all(said):
        health, due_on = said[standing]
        moved_to = due_on if due_on != standing.due_on else None
        if moved_to is not None:
            move_due_day(standing, due_on=moved_to, at=at)
        lines.append(
            InitiativeLine(
                check_in=check_in,
                initiative=standing,
                health=health,
                due_moved_to=moved_to,
                known_at=at,
            )
        )
    InitiativeLine.objects.bulk_create(lines)


def _require_sense(
    product: Product, confidence: int | None, things: list[Outcome | Initiative]
) -> None:
    if confidence is not None and not 0 <= confidence <= 100:
        raise ConfidenceOutOfRange
    for thing in things:
        if thing.product_id != product.pk:
            raise NotPartOfThisProduct(name=str(thing))


def _require_correctable(supersedes: CheckIn | None, product: Product) -> None:
    if supersedes is None:
        return
    locked(product)  # two corrections of one check-in wait for each other here
    if supersedes.product_id != product.pk:
        raise NotPartOfThisProduct(name=str(supersedes))
    if CheckIn.objects.filter(supersedes=supersedes).exists():
        raise CheckInAlreadyCorrected


def _period_start(product: Product, at: datetime) -> date:
    """Return where the team's period began, by its own clock."""
    rhythm = product.team.rhythm
    return rhythm.period_start(day_of(at, rhythm.zone))
