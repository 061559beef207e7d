"""Mail: plain text with simple HTML beside it, links from SITE_URL alone."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


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
            **_unsubscribe(unsubscribe),
        },
    )
    mail.attach_alternative(render_to_string(f"email/{name}.html", known), "text/html")
    return mail


def _unsubscribe(path: str) -> dict[str, str]:
    if not path:
        return {}
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{path}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
