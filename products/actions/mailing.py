"""Mails what people have not read in the portal yet: each notice at most once."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from pmo_portal.lib import mail
from products import permissions
from products.models import Notice

logger = logging.getLogger(__name__)
WORTH_A_MAIL = timedelta(days=1)
AT_ONCE = 100


def mail_notices(*, at: datetime) -> int:
    """Mail the unread notices of the last day; return how many went out.

    A notice is claimed before its mail is handed over. A mail server that is away gives the claim
    back, and the next run tries again.
    """
    return sum(1 for notice in _due(at) if _claim(notice, at) and _hand_over(notice))


def _due(at: datetime) -> Iterator[Notice]:
    waiting = Notice.objects.filter(
        mailed_at__isnull=True,
        read_at__isnull=True,
        created_at__gt=at - WORTH_A_MAIL,
        user__is_active=True,
        user__wants_mail=True,
    )
    chosen = waiting.select_related(
        "user", "product", "ask", "dependency__initiative", "offer", "outcome"
    )
    for notice in chosen.order_by("created_at", "pk")[:AT_ONCE]:
        if notice.product is None or permissions.can_see(notice.user, notice.product):
            yield notice


def _claim(notice: Notice, at: datetime) -> bool:
    """Return whether the notice was still to be mailed, and is ours to mail from now on."""
    return bool(Notice.objects.filter(pk=notice.pk, mailed_at__isnull=True).update(mailed_at=at))


def _hand_over(notice: Notice) -> bool:
    context = {"notice": notice, "reader": notice.user}
    letter = mail.message(
        "notice", to=notice.user.email, ref=f"notice-{notice.public_id}", context=context
    )
    try:
        letter.send()
    except OSError as problem:
        logger.warning("notice_not_mailed", extra={"notice": notice.public_id, "why": str(problem)})
        Notice.objects.filter(pk=notice.pk).update(mailed_at=None)
        return False
    return True
