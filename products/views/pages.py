"""What pages share: the day asked for, a list as a file, and the page before a thing's time."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.export import Sheet, csv_file, workbook_file
from products.dashboards.thread_strip import steps
from products.queries.known import AsKnown


def as_known(request: PortalRequest, as_of: AsOf) -> AsKnown:
    """Return the day asked for through the eyes of the person asking."""
    moment = request.organisation.end_of_day(as_of.on)
    return AsKnown(on=as_of.on, moment=moment, user=request.user)


def show(request: PortalRequest, template: str, page: Any, as_of: AsOf) -> HttpResponse:
    """Return a page with its golden thread, whose links keep the days asked for."""
    context = {
        "page": page,
        "as_of": as_of,
        "steps": steps(page.thread, query=asked.days_kept(request)),
        **asked.links_kept(request),
    }
    return render(request, template, context)


def list_as_file(
    request: PortalRequest, make: Callable[..., tuple[str, Sheet, Sheet]], form: str, known: AsKnown
) -> HttpResponseBase:
    """Return the whole of a list as a file; `make` returns its name, rows and what it is."""
    organisation = request.organisation
    name, rows, about = make(
        request.GET.dict(),
        known=known,
        organisation=organisation,
        asked_at=request.build_absolute_uri(),
        at=timezone.now().astimezone(organisation.zone),
    )
    if form == "csv":
        return csv_file(name, rows.headers, rows.rows)
    return workbook_file(name, rows, about)


def not_known_yet(
    request: PortalRequest, name: str, as_of: AsOf, *, since: datetime
) -> HttpResponse:
    """Return a kind page for a thing that was not known on the day asked for, with status 404."""
    day = request.organisation.day_of(since)
    context = {"name": name, "since": day, "as_of": as_of}
    return render(request, "products/not_known_yet.html", context, status=404)
