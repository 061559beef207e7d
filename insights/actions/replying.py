"""A team's line on a sentence about it, before the report appears."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insights.actions.publishing import take_turn
from insights.models import ReportReply
from insights.queries import reports
from insights.queries.report_scopes import ReportScope
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation, Team, User


class TooLate(Exception):
    """The report is out; what it says never changes."""

    def __init__(self) -> None:
        super().__init__(
            _("The report is out and stays as it is. What you want to add fits your next check-in.")
        )


@transaction.atomic
def reply_to_sentence(
    *,
    scope: ReportScope,
    week: Week,
    key: str,
    team: Team,
    wording: str,
    organisation: Organisation,
    by: User,
    at: datetime,
) -> ReportReply:
    """Put a team's line beside a sentence; it replaces an earlier one, an empty one takes it back.

    Raises TooLate from the moment at which the report is to appear.
    """
    take_turn()
    is_out = reports.reports_of(scope).filter(week=week.first).exists()
    if is_out or at >= reports.publication().due_at(week, organisation):
        raise TooLate
    return ReportReply.objects.create(
        kind=scope.kind,
        scope_id=scope.scope_id,
        week=week.first,
        key=key,
        team=team,
        wording=wording,
        by=by,
        said_at=at,
    )
