"""What a person was told."""

from portfolio.models import User
from products.models import Notice

SHOWN = 12


def latest_notices(user: User) -> list[Notice]:
    """Return the newest notices of a person."""
    found = Notice.objects.visible_to(user)
    found = found.select_related("product", "ask", "dependency", "outcome")
    return list(found.order_by("-created_at", "-pk")[:SHOWN])


def unread_count(user: User) -> int:
    """Return how many notices a person has not read yet."""
    return Notice.objects.visible_to(user).filter(read_at__isnull=True).count()
