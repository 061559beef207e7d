"""What a person was told."""

from datetime import datetime

from portfolio.models import User
from products.models import Notice

SHOWN = 12


def latest_notices(user: User, *, at: datetime) -> list[Notice]:
    """Return the newest notices a person had by a moment."""
    found = Notice.objects.visible_to(user).filter(created_at__lte=at)
    found = found.select_related("product", "ask", "dependency", "offer", "outcome")
    return list(found.order_by("-created_at", "-pk")[:SHOWN])


def unread_count(user: User) -> int:
    """Return how many notices a person has not read yet."""
    return Notice.objects.visible_to(user).filter(read_at__isnull=True).count()
