"""What readers of a scope's reports were told in the weeks before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from insights.models import Report
from pmo_portal.lib.weeks import Week

REMEMBERED = timedelta(weeks=4)


@dataclass(frozen=True)
class Told:
    """The chances told, by an outcome's public id, and the keys of what was told.

    `is_first` says that the scope had no report before.
    """

    chances: Mapping[str, float]
    keys: frozenset[str]
    is_first: bool


def told_before(week: Week, *, kind: str, scope_id: int) -> Told:
    """Return what the reports of the four weeks before said; of a chance, the latest word."""
    earlier = Report.objects.filter(kind=kind, scope_id=scope_id, week__lt=week.first)
    recent = earlier.filter(week__gte=week.first - REMEMBERED).order_by("week")
    chances: dict[str, float] = {}
    keys: set[str] = set()
    for content in recent.values_list("content", flat=True):
        chances |= content["told"]
        keys |= {item["key"] for item in content["items"]}
    return Told(chances, frozenset(keys), is_first=not earlier.exists())
