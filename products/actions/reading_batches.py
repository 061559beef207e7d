"""Many measurements at once, as a script or a data pipeline sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from portfolio.models import User
from products.actions.changes import day_here, lock_all, require_member, tell
from products.actions.doubts import histories, require_expected
from products.actions.readings import (
    refresh_current_readings,
    require_reason,
    write_reading,
)
from products.actions.refusals import Refusal
from products.models import Outcome, Product, Reading

Standing = dict[tuple[int, date], Reading]


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One row of a batch: a value in the outcome's unit, or why there is none.

    It corrects the reading it `supersedes`, and says why. A value that nobody would expect has to
    be `confirmed`; that is asked of the newest of an outcome alone, which is what pages show.
    """

    outcome: Outcome
    observed_on: date
    value: Decimal | None = None
    no_value_reason: str = ""
    source: str = ""
    supersedes: Reading | None = None
    correction_reason: str = ""
    confirmed: bool = False


class RowsRefused(Exception):
    """Some rows cannot be recorded, so none was; `problems` are by place in the batch."""

    def __init__(self, problems: dict[int, Refusal]) -> None:
        super().__init__()
        self.problems = problems


@transaction.atomic
def record_readings(
    *, product: Product, rows: Sequence[Measurement], by: User, at: datetime
) -> list[Reading]:
    """Record a batch of one product's measurements, all of it or nothing.

    A row that says what stands for its day already is not written again, so that a script may
    send the same batch twice. Returns the readings in the order of the rows.
    Raises NotYourProduct, RowsRefused.
    """
    require_member(by, product)
    today = day_here(at)
    lock_all({row.outcome.pk: row.outcome for row in rows}.values())
    standing, unsure = _standing(rows), _unsure(rows)
    history = histories({row.outcome for row in unsure})
    readings: dict[int, Reading] = {}
    problems: dict[int, Refusal] = {}
    in_turn = sorted(enumerate(rows), key=lambda item: (item[1].outcome.pk, item[1].observed_on))
    for place, row in in_turn:
        try:
            if row in unsure and not _stands(row, standing):
                require_expected(
                    row.value,
                    row.outcome,
                    history[row.outcome.pk],
                    on=row.observed_on,
                    supersedes=row.supersedes,
                )
            readings[place] = _recorded(row, standing, today=today, by=by, at=at)
            history[row.outcome.pk].append(readings[place])
        except Refusal as problem:
            problems[place] = problem
    if problems:
        raise RowsRefused(problems)
    refresh_current_readings({row.outcome.pk for row in rows})
    tell(product.pk, at=at)
    return [readings[place] for place in range(len(rows))]


def _recorded(
    row: Measurement, standing: Standing, *, today: date, by: User, at: datetime
) -> Reading:
    if there := _stands(row, standing):
        return there
    require_reason(row.supersedes, row.correction_reason)
    reading = write_reading(
        outcome=row.outcome,
        today=today,
        observed_on=row.observed_on,
        value=row.value,
        no_value_reason=row.no_value_reason,
        source=row.source,
        supersedes=row.supersedes,
        correction_reason=row.correction_reason,
        by=by,
        at=at,
    )
    standing[row.outcome.pk, row.observed_on] = reading
    return reading


def _unsure(rows: Sequence[Measurement]) -> list[Measurement]:
    """Return the rows to ask about: of the latest day of each outcome, unless confirmed."""
    newest = {row.outcome.pk: row for row in sorted(rows, key=lambda row: row.observed_on)}
    return [row for row in newest.values() if not row.confirmed]


def _standing(rows: Sequence[Measurement]) -> Standing:
    """Return the reading that stands for each outcome and day named."""
    found = (
        Reading.objects.filter(
            outcome__in={row.outcome.pk for row in rows},
            observed_on__in={row.observed_on for row in rows},
            superseded_by__isnull=True,
        )
        .select_related("supersedes")
        .order_by("recorded_at", "pk")
    )
    return {(reading.outcome_id, reading.observed_on): reading for reading in found}


def _stands(row: Measurement, standing: Standing) -> Reading | None:
    """Return the reading that says what the row says, if it stands for its day already."""
    there = standing.get((row.outcome.pk, row.observed_on))
    return there if there is not None and _says_the_same(there, row) else None


def _says_the_same(reading: Reading, row: Measurement) -> bool:
    said = (reading.value, reading.no_value_reason, reading.source)
    is_same = said == (row.value, row.no_value_reason.strip(), row.source)
    return is_same and row.supersedes in (None, reading.supersedes)
