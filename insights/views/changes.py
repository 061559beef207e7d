"""What changed between two days."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from insights.dashboards.change_file import change_file
from insights.dashboards.change_list import change_page
from insights.queries.moments import one_snapshot
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import FORMS, csv_file, workbook_file
from products.queries.known import AsKnown


@require_safe
def change_list(request: PortalRequest) -> HttpResponseBase:
    """Show what changed between the day asked for and the day compared with, or send it as a file."""
    as_of, organisation = asked.as_of(request), request.organisation
    known = AsKnown(as_of.on, organisation.end_of_day(as_of.on), request.user)
    if form := request.GET.get("format", ""):
        asked.known_word(form, FORMS, name="format")
    with one_snapshot():
        page = change_page(
            request.GET.dict(),
            as_of=as_of,
            known=known,
            currency=organisation.currency,
            whole=bool(form),
        )
    if form:
        at = timezone.now().astimezone(organisation.zone)
        address = request.build_absolute_uri()
        name, rows, about = change_file(page, asked_at=address, user=request.user, at=at)
        if form == "csv":
            return csv_file(name, rows.headers, rows.rows)
        return workbook_file(name, rows, about)
    context = {"page": page, "as_of": as_of, **asked.links_kept(request)}
    return render(request, "insights/change_list.html", context)
