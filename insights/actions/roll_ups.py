"""Keep the figures up to date with the facts. Every action may run twice, late or be killed.

What is to be done stands in the database: a mark for each change, a ledger of days. A roll-up
takes its marks away in the transaction that writes its result.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from insights.facts.ledger import day_shown
from insights.models import Mark
from insights.rollups import forecasts, ledger
from insights.rollups.recompute import recompute, take_turn
from pmo_portal.lib import calendar
from portfolio.models import Organisation
from portfolio.queries.organisations import the_organisation
from products.models import Initiative, Outcome

ROWS_AT_ONCE = 40_000
BEGINNING = date(1900, 1, 1)
EVERYTHING: frozenset[int | None] = frozenset([None])


class DayToCome(Exception):
    """A day that has not come cannot be rolled up."""

    def __init__(self, day: date) -> None:
        super().__init__(_("%(day)s has not come yet.") % {"day": day})


def mark_changed(*, product_id: int | None, since: date) -> None:
    """Note that a product, or without one all of them, changed from this day on."""
    Mark.objects.create(product_id=product_id, since=since)


def mark_if_day_turned(*, began_at: datetime, at: datetime) -> None:
    """Have the day done again from history if it ended while its roll-up ran.

    The roll-up of today reads the facts as they stand, so it may have seen one of tomorrow.
    """
    organisation = the_organisation()
    if organisation and organisation.day_of(began_at) < organisation.day_of(at):
        mark_changed(product_id=None, since=organisation.day_of(began_at))


@transaction.atomic
def roll_up_today(*, at: datetime) -> list[date]:
    """Bring today up to date with the changes marked for it; return the days written."""
    organisation = the_organisation()
    if organisation is None:
        return []
    today = organisation.day_of(at)
    take_turn()
    marked, shown = ledger.take_marks(since=today), day_shown(today)
    product_ids = None
    if None not in marked and shown == today:
        if not marked:
            return []
        product_ids = ledger.with_dependants(marked)
    changed = EVERYTHING if product_ids is None else set(marked)
    _foresee(organisation, since=shown or BEGINNING, changed=changed)
    _recompute([today], organisation, product_ids=product_ids, at=at)
    return [today]


def roll_up_past(*, at: datetime) -> list[date]:
    """Bring past days up to date with the changes marked for them, and fill those missed.

    Each week is a transaction of its own, the latest first; the marks go last, so that a
    roll-up cut short is done again. Returns the days written.
    """
    organisation = the_organisation()
    if organisation is None:
        return []
    today = organisation.day_of(at)
    marks, done = ledger.marks_before(today), ledger.filled()
    _foresee_marked(organisation, marks)
    written: list[date] = []
    for week in reversed(_weeks(ledger.days_needed(organisation, today=today))):
        changed = {mark.product_id for mark in marks if mark.since <= week[-1]}
        is_whole = None in changed or not done.issuperset(week)
        if is_whole or changed:
            product_ids = None if is_whole else ledger.with_dependants(changed)
            _recompute_in_turn(week, organisation, product_ids=product_ids, at=at)
            written = week + written
    Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    ledger.record([today], at=at, job=ledger.LOOK_BACK)
    return written


def rebuild(*, at: datetime) -> list[date]:
    """Make all sums anew from the facts; return the days made.

    Readers see the old sums of a week until the new ones are complete.
    """
    organisation = the_organisation()
    if organisation is None:
        return []
    seen = list(Mark.objects.values_list("pk", flat=True))
    needed = ledger.days_needed(organisation, today=organisation.day_of(at))
    foresee_all()
    for days in _batches(needed):
        _recompute_in_turn(days, organisation, product_ids=None, at=at)
    Mark.objects.filter(pk__in=seen).delete()
    return needed


def foresee_all() -> None:
    """Make all forecasts anew from the facts."""
    organisation = the_organisation()
    if organisation is not None:
        _foresee(organisation, since=BEGINNING, changed=EVERYTHING)


@transaction.atomic
def roll_up_day(on: date, *, at: datetime) -> list[date]:
    """Bring one day, and those of its week that build on it, up to date; return them.

    Raises DayToCome.
    """
    organisation = the_organisation()
    if organisation is None:
        return []
    if on > organisation.day_of(at):
        raise DayToCome(on)
    take_turn()
    days = ledger.rest_of_week(on, done=ledger.filled(since=on))
    _foresee_marked(organisation, ledger.marks_before(days[-1] + timedelta(days=1)))
    _recompute(days, organisation, product_ids=None, at=at)
    return days


@transaction.atomic
def _recompute_in_turn(
    days: Sequence[date],
    organisation: Organisation,
    *,
    product_ids: Sequence[int] | None,
    at: datetime,
) -> None:
    take_turn()
    _recompute(days, organisation, product_ids=product_ids, at=at)


def _foresee_marked(organisation: Organisation, marks: Sequence[Mark]) -> None:
    if marks:
        changed = {mark.product_id for mark in marks}
        _foresee(organisation, since=min(mark.since for mark in marks), changed=changed)


def _foresee(organisation: Organisation, *, since: date, changed: Collection[int | None]) -> None:
    """Bring forecasts up to date before the sums that they enter; a batch takes its own turn."""
    product_ids = {product_id for product_id in changed if product_id is not None}
    outcome_ids = forecasts.touched(
        organisation, since=since, product_ids=None if None in changed else product_ids
    )
    for batch in forecasts.batches(outcome_ids):
        with transaction.atomic(savepoint=False):
            take_turn()
            forecasts.foresee(batch, since=since, organisation=organisation)


def _recompute(
    days: Sequence[date],
    organisation: Organisation,
    *,
    product_ids: Sequence[int] | None,
    at: datetime,
) -> None:
    week = calendar.week_start(days[0])
    frames = ledger.frames(days, beside=ledger.filled(since=week))
    recompute(
        days,
        frames=frames,
        organisation=organisation,
        today=organisation.day_of(at),
        product_ids=product_ids,
        at=at,
    )
    ledger.record(days, at=at)


def _weeks(days: Sequence[date]) -> list[list[date]]:
    return [list(week) for _, week in groupby(days, key=calendar.week_start)]


def _batches(days: Sequence[date]) -> Iterator[list[date]]:
    """Whole weeks together, as many as keep a batch at a size that memory likes."""
    things = Outcome.objects.count() + Initiative.objects.count() + 1
    batch: list[date] = []
    for week in _weeks(days):
        if batch and (len(batch) + len(week)) * things > ROWS_AT_ONCE:
            yield batch
            batch = []
        batch = batch + week
    if batch:
        yield batch
