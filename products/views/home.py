"""A person's own page, and the notices on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from pmo_portal.lib.access import PortalRequest
from products.actions import notices as actions
from products.dashboards.home import home_page
from products.queries import notices
from products.views.sending import see_other


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Show what is due from the person, what waits for them, and what is new."""
    at = timezone.now()
    page = home_page(request.user, organisation=request.organisation, at=at)
    context = {"page": page, "today": request.organisation.day_of(at)}
    return render(request, "products/home.html", context)


@require_POST
def notices_read(request: PortalRequest) -> HttpResponse:
    """Note that the person has read their notices."""
    actions.read_notices(by=request.user, at=timezone.now())
    return see_other(reverse("products:home"))


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """Return how many notices are new, for the sidebar; counted only where it is shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not getattr(request, "organisation", None):
        return {"unread_notices": 0}
    return {"unread_notices": SimpleLazyObject(lambda: notices.unread_count(user))}  # type: ignore[arg-type]
