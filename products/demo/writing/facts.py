"""Check-ins with their lines, and readings with their corrections."""

from collections.abc import Iterator
from datetime import timedelta

from pmo_portal.lib.calendar import period_start
from products.demo.simulation.check_ins import Said
from products.demo.simulation.outcomes import Measured
from products.demo.simulation.timeline import Timeline
from products.demo.writing.definitions import Written
from products.models import CheckIn, InitiativeLine, OutcomeLine, Reading

BATCH = 2000
UNTIL_CORRECTED = timedelta(days=2)

CheckIns = dict[tuple[int, int], CheckIn]
"""Check-ins by the id of their product and their place in its year."""


def write_facts(written: list[Written], timeline: Timeline) -> CheckIns:
    """Write all that was said and measured, and return the check-ins.

    The current readings are not brought up to date.
    """
    check_ins = _write_check_ins(written, timeline)
    _write_outcome_lines(written, check_ins, timeline)
    InitiativeLine.objects.bulk_create(
        (
            InitiativeLine(
                check_in=check_in,
                initiative=own.initiatives[place],
                health=health,
                due_moved_to=due_on,
                known_at=check_in.known_at,
            )
            for own, said, check_in in _each(written, check_ins)
            for place, health, due_on in said.lines
        ),
        batch_size=BATCH,
    )
    return check_ins


def _each(written: list[Written], check_ins: CheckIns) -> Iterator[tuple[Written, Said, CheckIn]]:
    for own in written:
        for place, said in enumerate(own.life.check_ins):
            yield own, said, check_ins[own.product.pk, place]


def _write_check_ins(written: list[Written], timeline: Timeline) -> CheckIns:
    """Write check-ins, those that correct another one after all others."""
    found: CheckIns = {}
    corrections: list[tuple[CheckIn, tuple[int, int]]] = []
    for own in written:
        for place, said in enumerate(own.life.check_ins):
            key = (own.product.pk, place)
            found[key] = _check_in(own, said, place, timeline)
            if said.replaces is not None:
                corrections.append((found[key], (own.product.pk, said.replaces)))
    later = {id(check_in) for check_in, _ in corrections}
    first = [check_in for check_in in found.values() if id(check_in) not in later]
    CheckIn.objects.bulk_create(first, batch_size=BATCH)
    for check_in, replaced in corrections:
        check_in.supersedes = found[replaced]
    CheckIn.objects.bulk_create([check_in for check_in, _ in corrections], batch_size=BATCH)
    return found


def _check_in(own: Written, said: Said, place: int, timeline: Timeline) -> CheckIn:
    team = own.product.team
    return CheckIn(
        product=own.product,
        period_start=period_start(said.on, cadence=team.cadence, first_weekday=team.first_weekday),
        health=said.health,
        confidence=said.confidence,
        what_changed=said.what_changed,
        by=own.members[place % 2],
        known_at=timeline.moment(said.on, said.minutes),
    )


def _write_outcome_lines(written: list[Written], check_ins: CheckIns, timeline: Timeline) -> None:
    """Write readings with the lines that carry them, corrections after all others."""
    measured: list[Measured] = []
    readings: list[Reading] = []
    lines: list[OutcomeLine] = []
    for own, said, check_in in _each(written, check_ins):
        for place, one in said.readings:
            reading = _reading(own, place, one, check_in)
            measured.append(one)
            readings.append(reading)
            lines.append(
                OutcomeLine(
                    check_in=check_in,
                    outcome=reading.outcome,
                    reading=reading,
                    known_at=check_in.known_at,
                )
            )
    Reading.objects.bulk_create(readings, batch_size=BATCH)
    for line, reading in zip(lines, readings, strict=True):
        line.reading = reading
    OutcomeLine.objects.bulk_create(lines, batch_size=BATCH)
    Reading.objects.bulk_create(
        _correction(reading, one, timeline)
        for one, reading in zip(measured, readings, strict=True)
        if one.wrong is not None
    )


def _reading(own: Written, place: int, measured: Measured, check_in: CheckIn) -> Reading:
    return Reading(
        outcome=own.outcomes[place],
        observed_on=measured.on,
        value=measured.value if measured.wrong is None else measured.wrong,
        no_value_reason=measured.reason,
        by=check_in.by,
        known_at=check_in.known_at,
    )


def _correction(wrong: Reading, measured: Measured, timeline: Timeline) -> Reading:
    return Reading(
        outcome=wrong.outcome,
        observed_on=wrong.observed_on,
        value=measured.value,
        by=wrong.by,
        supersedes=wrong,
        correction_reason="Two digits were swapped on the way in.",
        known_at=timeline.moment(measured.known_on + UNTIL_CORRECTED, 90),
    )
