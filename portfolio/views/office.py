"""What only the portfolio office writes, and only today."""

from django.http import HttpResponse
from django.shortcuts import render

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio import permissions


def closed(request: PortalRequest) -> HttpResponse | None:
    """Return a kind page where nothing can be written: another's part, or a past day."""
    as_of = asked.as_of(request)
    if not permissions.can_set_direction(request.user):
        return render(request, "portfolio/office_only.html", {"as_of": as_of}, status=403)
    if as_of.is_past:
        return render(request, "portfolio/office_past.html", {"as_of": as_of})
    return None
