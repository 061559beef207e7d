"""Who has opened a report: kept where the organisation chose so, and then seen by everyone."""

from datetime import datetime

from insights.models import Report, ReportOpening
from insights.queries.reports import publication
from portfolio.models import User


def note_opening(*, report: Report, by: User, at: datetime) -> None:
    """Note that a person opened the page, once, unless the organisation keeps no such notes."""
    if publication().records_openings:
        ReportOpening.objects.get_or_create(report=report, user=by, defaults={"opened_at": at})
