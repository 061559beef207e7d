"""The things worth knowing: all that could be told, chosen, and drawn where it is measured."""

from dataclasses import replace

from insights.reports import weigh
from insights.reports.content import Picture
from insights.reports.found import Found
from insights.reports.initiative_findings import initiative_findings
from insights.reports.money_findings import money_findings
from insights.reports.outcome_findings import outcome_findings
from insights.reports.product_findings import product_findings
from insights.reports.seen import Seen
from products.queries.readings import readings_by_outcome

MOST_POINTS = 52


def chosen(seen: Seen) -> list[Found]:
    """Return the things worth knowing, the weightiest first."""
    kinds = (outcome_findings, initiative_findings, money_findings, product_findings)
    found = {one.item.key: one for of_kind in kinds for one in of_kind(seen)}
    picked = weigh.choose(one.candidate(seen.told.keys) for one in found.values())
    return _with_pictures([found[one.key] for one in picked], seen)


def _with_pictures(found: list[Found], seen: Seen) -> list[Found]:
    """Give the findings on outcomes their readings to show."""
    ids = [one.outcome_id for one in found if one.outcome_id]
    readings = readings_by_outcome(ids, known=seen.known)
    return [
        replace(one, item=replace(one.item, picture=_picture(seen, one.outcome_id, readings)))
        if one.outcome_id and len(readings.get(one.outcome_id, [])) > 1
        else one
        for one in found
    ]


def _picture(seen: Seen, pk: int, readings: dict) -> Picture:
    fact, outcome = seen.now[pk], seen.outcomes[pk]
    points = [
        [reading.observed_on.isoformat(), float(reading.value)]
        for reading in readings[pk]
        if reading.value is not None
    ]
    return Picture(
        caption=outcome.name,
        unit=outcome.unit,
        points=points[-MOST_POINTS:],
        target=fact.target,
        due_on=fact.target_on.isoformat() if fact.target_on else None,
        low=fact.low,
        mid=fact.mid,
        high=fact.high,
    )
