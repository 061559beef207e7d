"""What was measured, written once and never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import User
from products.actions.changes import day_here, lock_all, require_member, tell
from products.actions.doubts import histories, require_expected
from products.actions.refusals import Refusal
from products.models import Outcome, Reading

BRING_UP_TO_DATE = """
UPDATE products_outcome o SET current_reading_id = found.id, current_value = found.value,
    current_observed_on = found.observed_on, previous_observed_on = found.previous_on
FROM (
    SELECT ids.id AS outcome_id, latest.id, latest.value, latest.observed_on,
        before.observed_on AS previous_on
    FROM unnest(%(ids)s::bigint[]) AS ids (id)
    LEFT JOIN LATERAL (
        SELECT r.id, r.value, r.observed_on FROM products_reading r
        WHERE r.outcome_id = ids.id
            AND NOT EXISTS (SELECT 1 FROM products_reading s WHERE s.supersedes_id = r.id)
        ORDER BY r.observed_on DESC, r.recorded_at DESC, r.id DESC LIMIT 1
    ) latest ON true
    LEFT JOIN LATERAL (
        SELECT r.observed_on FROM products_reading r
        WHERE r.outcome_id = ids.id AND r.value IS NOT NULL
            AND r.observed_on < latest.observed_on
            AND NOT EXISTS (SELECT 1 FROM products_reading s WHERE s.supersedes_id = r.id)
        ORDER BY r.observed_on DESC LIMIT 1
    ) before ON true
) found
WHERE o.id = found.outcome_id
    AND (o.current_reading_id, o.current_value, o.current_observed_on, o.previous_observed_on)
        IS DISTINCT FROM (found.id, found.value, found.observed_on, found.previous_on)
"""


class ReadingNeedsValueOrReason(Refusal):
    """A reading has a value, or the reason why there is none, never both or neither."""

    sentence = _("Give either a value or the reason why there is none.")


class ReadingOfTheFuture(Refusal):
    """A reading describes a day that has not come."""

    sentence = _("%(day)s has not come yet. A reading describes today or a day before.")


class CorrectsAnotherOutcome(Refusal):
    """A correction belongs to the outcome it corrects."""

    sentence = _("That reading belongs to another outcome, so it cannot be corrected here.")


class AlreadyCorrected(Refusal):
    """Somebody has corrected this reading already."""

    sentence = _("Somebody has corrected this reading already. Correct the newer one instead.")


class CorrectionNeedsReason(Refusal):
    """A reading is corrected without saying why."""

    sentence = _("Say in one line why it is corrected; the reason stays beside it.")


@dataclass(frozen=True)
class NoValue:
    """Why a reading has no value, in words."""

    reason: str


@transaction.atomic
def record_reading(
    *,
    outcome: Outcome,
    observed_on: date,
    value: Decimal | float | None = None,
    no_value_reason: str = "",
    source: str = "",
    supersedes: Reading | None = None,
    correction_reason: str = "",
    is_sure: bool = True,
    by: User,
    at: datetime,
) -> Reading:
    """Record one measurement, in the outcome's unit, or why there is none; or correct one.

    Whoever is not sure is asked about a value that nobody would expect. Raises NotYourProduct,
    ReadingNeedsValueOrReason, ReadingOfTheFuture, CorrectionNeedsReason, CorrectsAnotherOutcome,
    AlreadyCorrected, Doubtful.
    """
    require_member(by, outcome.product)
    require_reason(supersedes, correction_reason)
    if not is_sure:
        history = histories([outcome])[outcome.pk]
        require_expected(value, outcome, history, on=observed_on, supersedes=supersedes)
    lock_all([outcome])
    reading = write_reading(
        outcome=outcome,
        today=day_here(at),
        observed_on=observed_on,
        value=value,
        no_value_reason=no_value_reason,
        source=source,
        supersedes=supersedes,
        correction_reason=correction_reason,
        by=by,
        at=at,
    )
    refresh_current_readings([outcome.pk])
    tell(outcome.product_id, at=at)
    return reading


def write_reading(
    *,
    outcome: Outcome,
    today: date,
    observed_on: date,
    value: Decimal | float | None,
    no_value_reason: str,
    source: str,
    supersedes: Reading | None,
    correction_reason: str = "",
    by: User,
    at: datetime,
) -> Reading:
    """Write the reading alone, for an action that locks the outcome and brings it up to date.

    Raises what `record_reading` raises about the reading, but asks for no reason.
    """
    if (value is None) != bool(no_value_reason.strip()):
        raise ReadingNeedsValueOrReason
    if observed_on > today:
        raise ReadingOfTheFuture(day=observed_on)
    if supersedes is not None:
        _require_correctable(supersedes, outcome=outcome)
    return Reading.objects.create(
        outcome=outcome,
        observed_on=observed_on,
        value=value,
        no_value_reason=no_value_reason.strip(),
        source=source,
        supersedes=supersedes,
        correction_reason=correction_reason.strip(),
        by=by,
        known_at=at,
    )


def require_reason(supersedes: Reading | None, correction_reason: str) -> None:
    """Raise CorrectionNeedsReason unless a correction says why."""
    if supersedes is not None and not correction_reason.strip():
        raise CorrectionNeedsReason


def refresh_current_readings(outcome_ids: Iterable[int]) -> int:
    """Bring the current reading of these outcomes up to date; return how many changed.

    The current reading is the uncorrected one of the latest observed day, of two on one day
    the later recorded. One statement, whatever the number of outcomes.
    """
    with connection.cursor() as cursor:
        cursor.execute(BRING_UP_TO_DATE, {"ids": list(outcome_ids)})
        return cursor.rowcount


def _require_correctable(supersedes: Reading, *, outcome: Outcome) -> None:
    if supersedes.outcome_id != outcome.pk:
        raise CorrectsAnotherOutcome
    if Reading.objects.filter(supersedes=supersedes).exists():
        raise AlreadyCorrected
