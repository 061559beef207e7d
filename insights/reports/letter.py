"""A report as a mail: text and simple HTML, its pictures inside, nothing fetched from anywhere."""

from email.mime.image import MIMEImage

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.text import slugify

from insights.models import Delivery
from insights.queries.subscriptions import subscription_key
from insights.reports.frozen import file_of, mail_of
from insights.reports.mail_parts import UNSUBSCRIBE
from pmo_portal.lib.mail import unsubscribe_headers
from pmo_portal.lib.vocabulary import ReportForm

ATTACHED = {
    ReportForm.PDF: ("pdf", "application/pdf"),
    ReportForm.DECK: (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}


def letter(delivery: Delivery) -> EmailMultiAlternatives:
    """Return the mail of a delivery: the same bytes of content whenever it is sent."""
    report = delivery.report
    path = ""
    if delivery.subscription:
        path = reverse("insights:report_stop", args=[subscription_key(delivery.subscription)])
    parts = mail_of(report)
    mail = EmailMultiAlternatives(
        parts.subject,
        parts.text.replace(UNSUBSCRIBE, f"{settings.SITE_URL}{path}"),
        to=[delivery.address],
        headers={"Message-ID": delivery.message_id, **unsubscribe_headers(path)},
    )
    mail.attach_alternative(
        parts.html.replace(UNSUBSCRIBE, f"{settings.SITE_URL}{path}"), "text/html"
    )
    if delivery.form == ReportForm.MAIL:
        mail.mixed_subtype = "related"  # type: ignore[attr-defined]  # the stubs leave it out
    for name, image in parts.images.items():
        mail.attach(_inline(name, image))
    if delivery.form in ATTACHED:
        form = ReportForm(delivery.form)
        ending, kind = ATTACHED[form]
        mail.attach(f"{slugify(parts.subject)}.{ending}", file_of(report, form), kind)
    return mail


def _inline(name: str, image: bytes) -> MIMEImage:
    part = MIMEImage(image, "png")
    part.add_header("Content-ID", f"<{name}>")
    part.add_header("Content-Disposition", "inline", filename=name)
    return part
