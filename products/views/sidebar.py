"""What every page shows beside itself: the person's own products."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from products.queries.duties import Duty, duties

MOST = 5


def your_products(request: HttpRequest) -> dict[str, Any]:
    """Return the person's products for the template, read only where one asks for them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not getattr(request, "organisation", None):
        return {"your_products": []}
    return {"your_products": SimpleLazyObject(lambda: _of(request))}


def _of(request: Any) -> list[Duty]:
    return duties(request.user, at=timezone.now())[:MOST]
