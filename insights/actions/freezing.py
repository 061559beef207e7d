"""Keep a report in the form in which it first went out."""

from hashlib import sha256

from django.db import transaction

from insights.models import Report, ReportFile
from pmo_portal.lib.vocabulary import ReportForm


@transaction.atomic
def freeze_form(*, report: Report, form: ReportForm, content: bytes) -> bytes:
    """Keep the report in this form and return what is kept: of two at once, the first one's."""
    ReportFile.objects.bulk_create(
        [ReportFile(report=report, form=form, content=content, digest=sha256(content).hexdigest())],
        ignore_conflicts=True,
    )
    return bytes(ReportFile.objects.get(report=report, form=form).content)
