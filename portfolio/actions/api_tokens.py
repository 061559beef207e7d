"""Keys to the API: issued once, shown once, revoked at any time."""

import logging
import secrets
from datetime import date, datetime

from django.db import DatabaseError, transaction

from portfolio.models import ApiToken, User
from portfolio.queries.api_tokens import digest_of

logger = logging.getLogger(__name__)


def issue_token(*, user: User, label: str, at: datetime) -> tuple[ApiToken, str]:
    """Return a new key of the person and its plain text, which is kept nowhere."""
    plain = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(user=user, label=label, digest=digest_of(plain), created_at=at)
    return token, plain


def revoke_token(*, public_id: str, by: User) -> bool:
    """Take back one of the person's own keys; return whether there was one."""
    deleted, _kinds = ApiToken.objects.filter(user=by, public_id=public_id).delete()
    return deleted > 0


def note_use(token: ApiToken, *, on: date) -> None:
    """Remember the day a key was last used, once a day, never at the cost of the read."""
    if token.last_used_on is not None and token.last_used_on >= on:
        return
    try:
        with transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
    except DatabaseError:
        logger.warning("api_token_use_not_noted", exc_info=True)
