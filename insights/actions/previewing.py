"""Open the next reports to the teams named in them, and tell these once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db import transaction

from insights.actions.publishing import take_turn
from insights.models import ReportPreview
from insights.queries.previews import is_open, people_named
from insights.queries.report_scopes import ReportScope
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation, User
from products.actions import notices


@dataclass(frozen=True)
class Naming:
    """A report to come, when it appears, and the teams it names, by slug."""

    scope: ReportScope
    week: Week
    appears_at: datetime
    teams: set[str]


@transaction.atomic
def open_previews(
    namings: Sequence[Naming], *, organisation: Organisation, at: datetime
) -> list[Naming]:
    """Note that these reports are open to their teams, and tell each person in one notice.

    Return those that were not open yet: of two that open one at once, one does.
    """
    take_turn()
    opened = [one for one in namings if not is_open(one.scope, one.week)]
    ReportPreview.objects.bulk_create(
        ReportPreview(
            kind=one.scope.kind,
            scope_id=one.scope.scope_id,
            week=one.week.first,
            teams=sorted(one.teams),
            opened_at=at,
        )
        for one in opened
    )
    named: dict[User, list[Naming]] = defaultdict(list)
    for one in opened:
        for person in people_named(one.scope, one.teams):
            named[person].append(one)
    told = {person: _parts(where, organisation) for person, where in named.items()}
    notices.note_reports(told, at=at)
    return opened


def _parts(where: Sequence[Naming], organisation: Organisation) -> dict[str, object]:
    first = where[0]
    return {
        "of": [one.scope.name for one in where],
        "moment": first.appears_at.astimezone(organisation.zone).isoformat(),
        "ask": f"?{urlencode({**first.scope.asked, 'week': first.week.first.isoformat()})}",
    }
