"""Keys to the API."""

from hashlib import sha256

from django.db.models import QuerySet

from portfolio.models import ApiToken, User


def digest_of(plain: str) -> str:
    """Return what is kept of a key: it is random and long, so no slow hash is needed."""
    return sha256(plain.encode()).hexdigest()


def token_named(plain: str) -> ApiToken | None:
    """Return the key with its person, None when unknown or when the person has left."""
    known = ApiToken.objects.select_related("user").filter(user__is_active=True)
    return known.filter(digest=digest_of(plain)).first()


def api_tokens_of(user: User) -> QuerySet[ApiToken]:
    """Return the person's keys, the newest first."""
    return user.api_tokens.order_by("-created_at", "-pk")
