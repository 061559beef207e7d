"""The key in each reminder that lets its reader choose without signing in."""

from django.core.signing import BadSignature, Signer

from portfolio.models import User

_signer = Signer(salt="portfolio.reminders", sep=".")


def reminder_key(user: User) -> str:
    """Return the key to a person's reminders and to nothing else. It does not run out."""
    return _signer.sign(user.public_id)


def person_with_key(key: str) -> User | None:
    """Return the person whose reminders the key opens, None when it opens nobody's."""
    try:
        public_id = _signer.unsign(key)
    except BadSignature:
        return None
    return User.objects.filter(public_id=public_id, is_active=True).first()
