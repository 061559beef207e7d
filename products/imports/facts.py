"""Readings in bulk. A reading that says otherwise supersedes; what people wrote stays."""

from collections import defaultdict
from datetime import date, datetime

from products.actions import readings
from products.imports import copying
from products.imports.bringing import Bringing
from products.imports.listing import Listing, ReadingSaid, Ref
from products.models import Outcome, Reading


def write_readings(bringing: Bringing, listing: Listing) -> None:
    """Bring in the readings of a listing, each known since the day it describes."""
    outcome_ids = {bringing.refs[Ref("outcomes", ident)] for ident, _on in listing.readings}
    known = _known(outcome_ids)
    source = listing.source[:300]
    written: list[Reading] = []
    restated: list[Reading] = []
    for (ident, on), said in listing.readings.items():
        outcome_id = bringing.refs[Ref("outcomes", ident)]
        moment = bringing.moment(said.known_on)
        earlier = known.get((outcome_id, on), [])
        newest = earlier[-1] if earlier else None
        stood = next((r for r in reversed(earlier) if r.known_at <= moment), None)
        if (stood and _agrees(stood, said)) or (newest and newest.by_id is not None):
            continue
        reading = _reading(outcome_id, on, said, moment, source, stood)
        written.append(reading)
        if newest is not None and newest is not stood and not _agrees(newest, said):
            restated.append(_restated(newest, reading))
        key = f"{ident} {on}"
        (bringing.tally.changed if earlier else bringing.tally.created)["readings"].add(key)
    copying.copy(Reading, written)
    for reading in restated:
        reading.supersedes_id = reading.supersedes.pk  # type: ignore[union-attr]
    copying.copy(Reading, restated)
    if written:
        changed = {reading.outcome_id for reading in written}
        readings.refresh_current_readings(changed)
        _touch(bringing, written, changed)
    bringing.tally.read["readings"] |= {f"{ident} {on}" for ident, on in listing.readings}


def _known(outcome_ids: set[int]) -> dict[tuple[int, date], list[Reading]]:
    found: dict[tuple[int, date], list[Reading]] = defaultdict(list)
    standing = Reading.objects.filter(outcome_id__in=outcome_ids, superseded_by__isnull=True)
    for reading in standing.order_by("known_at", "pk"):
        found[reading.outcome_id, reading.observed_on].append(reading)
    return found


def _agrees(reading: Reading, said: ReadingSaid) -> bool:
    return reading.value == said.value and reading.no_value_reason == said.reason


def _reading(
    outcome_id: int,
    on: date,
    said: ReadingSaid,
    moment: datetime,
    source: str,
    stood: Reading | None,
) -> Reading:
    return Reading(
        outcome_id=outcome_id,
        observed_on=on,
        value=said.value,
        no_value_reason=said.reason,
        known_at=moment,
        source=source,
        supersedes=stood,
    )


def _restated(newest: Reading, before: Reading) -> Reading:
    """What is known since later, said again, as of two readings of a day the later recorded counts."""
    return Reading(
        outcome_id=newest.outcome_id,
        observed_on=newest.observed_on,
        value=newest.value,
        no_value_reason=newest.no_value_reason,
        known_at=newest.known_at,
        source=newest.source,
        supersedes=before,
    )


def _touch(bringing: Bringing, written: list[Reading], outcome_ids: set[int]) -> None:
    products = dict(Outcome.objects.filter(pk__in=outcome_ids).values_list("pk", "product_id"))
    for reading in written:
        bringing.touch(products[reading.outcome_id], reading.observed_on)
