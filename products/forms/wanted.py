"""Which parts of a check-in a team wants. A correction shows them all: it may be about any."""

from dataclasses import replace

from pmo_portal.lib.vocabulary import CheckInPart
from products.queries.last_time import LastTime

FIELDS = {
    CheckInPart.CONFIDENCE: ("confidence",),
    CheckInPart.INITIATIVES: (),
    CheckInPart.WHAT_CHANGED: ("what_changed",),
    CheckInPart.ASK: ("ask_kind", "ask_wording", "ask_to", "ask_needed_by"),
}


def framed(start: LastTime) -> LastTime:
    """Return where the check-in starts from, without the work where the team leaves it out."""
    if CheckInPart.INITIATIVES in _unwanted(start):
        return replace(start, initiatives=[])
    return start


def unwanted_fields(start: LastTime) -> list[str]:
    """Return the names of the fields that the team leaves out."""
    return [name for part in _unwanted(start) for name in FIELDS[part]]


def _unwanted(start: LastTime) -> list[CheckInPart]:
    if start.corrects:
        return []
    return [part for part in CheckInPart if part in start.team.unwanted_parts]
