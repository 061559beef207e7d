"""The forms of a report as they first went out: made once, then the same bytes for good."""

from django.conf import settings

from insights.actions.freezing import freeze_form
from insights.models import Report
from insights.queries.reports import frozen_form
from insights.reports.content import from_json
from insights.reports.mail_parts import MailParts, mail_parts
from insights.reports.page import address
from insights.reports.pdf import pdf
from insights.reports.slides import slides
from pmo_portal.lib.vocabulary import ReportForm


def file_of(report: Report, form: ReportForm) -> bytes:
    """Return a report in one form."""
    kept = frozen_form(report, form)
    return (
        kept
        if kept is not None
        else freeze_form(report=report, form=form, content=_made(report, form))
    )


def mail_of(report: Report) -> MailParts:
    """Return the parts of a report's mail."""
    return MailParts.from_bytes(file_of(report, ReportForm.MAIL))


def _made(report: Report, form: ReportForm) -> bytes:
    content = from_json(report.content)
    if form == ReportForm.PDF:
        return pdf(content)
    if form == ReportForm.DECK:
        return slides(content, site=settings.SITE_URL)
    return mail_parts(content, url=f"{settings.SITE_URL}{address(report)}").to_bytes()
