"""What waits to be rolled up: a cheap look, for every half minute.

Once a day the whole ledger is gone through; that finds what no mark tells of, such as nights
missed.
"""

from dataclasses import dataclass
from datetime import datetime

from insights.models import Mark
from insights.rollups import ledger
from portfolio.queries.organisations import the_organisation


@dataclass(frozen=True)
class Due:
    """Whether today, or a day before, waits to be rolled up."""

    today: bool
    past: bool


def roll_ups_due(*, at: datetime) -> Due:
    """Return what waits at the moment; nothing before there is an organisation."""
    organisation = the_organisation()
    if organisation is None:
        return Due(today=False, past=False)
    today = organisation.day_of(at)
    return Due(
        today=today not in ledger.filled(since=today)
        or Mark.objects.filter(since__gte=today).exists(),
        past=not ledger.has_looked_back(on=today) or bool(ledger.marks_before(today)),
    )
