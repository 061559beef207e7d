"""What only the portfolio office writes, and only today."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio import permissions
from portfolio.forms.definition import DefinitionForm
from portfolio.views import sending

FORM = ["GET", "HEAD", "POST"]


def closed(request: PortalRequest) -> HttpResponse | None:
    """Return a kind page where nothing can be written: another's part, or a past day."""
    as_of = asked.as_of(request)
    if not permissions.can_set_direction(request.user):
        return render(request, "portfolio/office_only.html", {"as_of": as_of}, status=403)
    if as_of.is_past:
        return render(request, "portfolio/office_past.html", {"as_of": as_of})
    return None


def form_page(
    request: PortalRequest, template: str, form: DefinitionForm, **more: Any
) -> HttpResponse:
    """Return the page of a form, with a status that says whether it waits for another word."""
    status = sending.CONFLICT if "clashes" in more else sending.UNCLEAR if form.errors else 200
    return render(request, template, {"form": form, **more}, status=status)


def in_both(
    form: Any, *, seen: dict[str, Any], stands: dict[str, Any], edition: str, other: Any
) -> dict[str, Any]:
    """Return the form with what was typed on top of what stands, and where the two differ."""
    merged = form.merged(seen=seen, stands=stands, edition=edition)
    merged.is_valid()
    return {
        "form": merged,
        "clashes": form.clashes(seen=seen, stands=stands),
        "other": other,
    }


def saved(request: PortalRequest, said: str, url: str) -> HttpResponse:
    """Go on to the page, which says what was saved."""
    messages.success(request, said)
    return sending.see_other(url)
