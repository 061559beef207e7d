"""A scenario on screen: nothing is saved, the address holds it all."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from insights.dashboards.resources.what_if import what_if_page
from insights.queries.moments import one_snapshot
from insights.views.resources import known
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest


@require_safe
def what_if(request: PortalRequest) -> HttpResponse:
    """Show the figures before and after the moves of the address; a move added leads to a new one."""
    as_of = asked.as_of(request)
    with one_snapshot():
        page = what_if_page(
            request.GET.dict(),
            as_of=as_of,
            known=known(request, as_of),
            organisation=request.organisation,
        )
    if page.added:
        return redirect(page.added)
    context = {
        "page": page,
        "address": request.build_absolute_uri(),
        **asked.links_kept(request),
    }
    return render(request, "insights/what_if.html", context)
