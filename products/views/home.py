"""A person's own page, and the notices on it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.views.sending import see_other
from products.actions import notices as actions
from products.dashboards.home import home_page
from products.queries import notices
from products.views.pages import as_known
from products.views.sidebar import MOST


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    """Show what is due from the person, what waits for them, and what is new; or was on a day."""
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    if not as_of.is_past:
        known = replace(known, moment=timezone.now())
    page = home_page(known=known, organisation=request.organisation, is_past=as_of.is_past)
    context = {"page": page, "as_of": as_of, "today": as_of.on, **asked.links_kept(request)}
    if not as_of.is_past:
        context["your_products"] = page.duties[:MOST]
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
