"""Who wants which report, and the key that lets a reader end it without signing in."""

from django.core.signing import BadSignature, Signer

from insights.models import Report, Subscription
from portfolio.models import User

_signer = Signer(salt="insights.reports", sep=".")


def subscriptions_of(user: User) -> dict[tuple[str, int], Subscription]:
    """Return the standing subscriptions of a person by kind and id."""
    standing = Subscription.objects.filter(user=user, ended_at__isnull=True)
    return {(one.kind, one.scope_id): one for one in standing.order_by("created_at", "pk")}


def subscription_to(report: Report, *, user: User) -> Subscription | None:
    """Return a person's standing subscription to the reports of which this is one."""
    standing = Subscription.objects.filter(user=user, ended_at__isnull=True)
    return standing.filter(kind=report.kind, scope_id=report.scope_id).first()


def subscription_key(subscription: Subscription) -> str:
    """Return the key to one subscription and to nothing else. It does not run out."""
    return _signer.sign(subscription.public_id)


def subscription_with_key(key: str) -> Subscription | None:
    """Return the subscription that the key opens, None when it opens none."""
    try:
        public_id = _signer.unsign(key)
    except BadSignature:
        return None
    return Subscription.objects.select_related("user").filter(public_id=public_id).first()
