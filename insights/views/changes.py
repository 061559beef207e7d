"""What changed between two days."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insights.dashboards.change_list import change_page
from insights.queries.moments import one_snapshot
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.queries.known import AsKnown


@require_safe
def change_list(request: PortalRequest) -> HttpResponse:
    """Show what changed between the day asked for and the day compared with."""
    as_of, organisation = asked.as_of(request), request.organisation
    known = AsKnown(as_of.on, organisation.end_of_day(as_of.on), request.user)
    with one_snapshot():
        page = change_page(
            request.GET.dict(), as_of=as_of, known=known, currency=organisation.currency
        )
    context = {"page": page, "as_of": as_of, **asked.links_kept(request)}
    return render(request, "insights/change_list.html", context)
