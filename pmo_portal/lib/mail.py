"""Mail: plain text with simple HTML beside it, links from SITE_URL alone."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends import smtp
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)
RESERVED = (".test", ".example", ".invalid", ".localhost")


class RealAddresses(smtp.EmailBackend):
    """A mail server that is never asked to reach a domain that cannot exist (RFC 2606).

    The people of the demo have such addresses, and a demo may have a real server.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send those that somebody can get; return how many."""
        return super().send_messages([one for one in email_messages if self._has_reader(one)]) or 0

    def _has_reader(self, message: EmailMessage) -> bool:
        """Leave out addresses that cannot exist; return whether one remains."""
        reserved = [address for address in message.recipients() if is_reserved(address)]
        if reserved:
            domains = sorted({address.rpartition("@")[2] for address in reserved})
            logger.info("mail_not_sent", extra={"why": "reserved domain", "domains": domains})
        for name in ("to", "cc", "bcc"):
            kept = [one for one in getattr(message, name) if one not in reserved]
            setattr(message, name, kept)
        return bool(message.recipients())


def is_reserved(address: str) -> bool:
    """Return whether the address lies in a domain set aside for tests and examples."""
    domain = "." + address.rpartition("@")[2].lower().rstrip(">. ")
    return domain.endswith(RESERVED)


def message(
    name: str, *, to: str, ref: str, context: Mapping[str, Any], unsubscribe: str = ""
) -> EmailMultiAlternatives:
    """Return a mail from `templates/email/<name>_subject.txt`, `<name>.txt` and `<name>.html`.

    `ref` makes its Message-ID, so that a second copy is known as one. `site` in the templates is
    the address of the portal. `unsubscribe` is the path that ends such mail, by a page on GET and
    in one click of the mail program (RFC 8058) on POST.
    """
    known = {**context, "site": settings.SITE_URL}
    subject = " ".join(render_to_string(f"email/{name}_subject.txt", known).split())
    mail = EmailMultiAlternatives(
        subject,
        render_to_string(f"email/{name}.txt", known).strip() + "\n",
        to=[to],
        headers={
            "Message-ID": f"<{ref}@{urlsplit(settings.SITE_URL).hostname}>",
            **unsubscribe_headers(unsubscribe),
        },
    )
    mail.attach_alternative(render_to_string(f"email/{name}.html", known), "text/html")
    return mail


def unsubscribe_headers(path: str) -> dict[str, str]:
    """Return the headers that let a mail program end such mail in one click (RFC 8058)."""
    if not path:
        return {}
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{path}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
