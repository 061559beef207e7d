"""Search, and jump to: a page, and the fragment that the dialog of every page loads."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from insights.dashboards.search import search_page
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.queries.known import AsKnown


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def search(request: PortalRequest) -> HttpResponse:
    """Show what a few words find; to the dialog, the results alone."""
    as_of, is_typing = asked.as_of(request), bool(request.htmx)
    known = AsKnown(as_of.on, request.organisation.end_of_day(as_of.on), request.user)
    page = search_page(request.GET.dict(), as_of=as_of, known=known, is_typing=is_typing)
    template = "insights/search/results.html" if is_typing else "insights/search.html"
    return render(request, template, {"page": page, "as_of": as_of})
