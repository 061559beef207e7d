"""People's time and money: the page, and the lists behind its figures."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insights.dashboards.resources.funding_list import funding_listing
from insights.dashboards.resources.page import resources_page
from insights.dashboards.resources.time_list import time_listing
from insights.dashboards.saved_views import saved_views
from insights.forms.saved_views import SaveViewForm
from insights.queries.moments import one_snapshot
from insights.views.lists import listed
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.asked import AsOf
from products.queries.known import AsKnown


@require_safe
def resources(request: PortalRequest) -> HttpResponse:
    """Show where people's time and money go, as known on the day asked for."""
    as_of = asked.as_of(request)
    with one_snapshot():
        page = resources_page(
            request.GET.dict(),
            as_of=as_of,
            known=known(request, as_of),
            organisation=request.organisation,
        )
    context = {
        "page": page,
        "views": saved_views(request.user, request.path, request.GET.dict()),
        "save_form": SaveViewForm(),
        **asked.links_kept(request),
    }
    return render(request, "insights/resources.html", context)


@require_safe
def time_list(request: PortalRequest) -> HttpResponseBase:
    """List people's time."""
    return listed(request, time_listing)


@require_safe
def funding_list(request: PortalRequest) -> HttpResponseBase:
    """List money."""
    return listed(request, funding_listing)


def known(request: PortalRequest, as_of: AsOf) -> AsKnown:
    """Return the day asked for through the eyes of the person asking."""
    return AsKnown(as_of.on, request.organisation.end_of_day(as_of.on), request.user)
