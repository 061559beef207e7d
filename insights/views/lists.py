"""Lists: what stands behind each figure, as a page or as a file."""

from collections.abc import Callable
from functools import partial

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from insights.dashboards.check_in_list import CHECK_INS
from insights.dashboards.dependency_list import DEPENDENCIES
from insights.dashboards.exports import export
from insights.dashboards.initiative_list import INITIATIVES
from insights.dashboards.listing import Listing, listing
from insights.dashboards.objective_list import OBJECTIVES
from insights.dashboards.outcome_list import OUTCOMES
from insights.dashboards.product_list import PRODUCTS
from insights.dashboards.saved_views import saved_views
from insights.forms.saved_views import SaveViewForm
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import FORMS, csv_file, workbook_file
from products.queries.known import AsKnown


@require_safe
def outcome_list(request: PortalRequest) -> HttpResponseBase:
    """List outcomes."""
    return listed(request, partial(listing, OUTCOMES))


@require_safe
def initiative_list(request: PortalRequest) -> HttpResponseBase:
    """List initiatives."""
    return listed(request, partial(listing, INITIATIVES))


@require_safe
def product_list(request: PortalRequest) -> HttpResponseBase:
    """List products."""
    return listed(request, partial(listing, PRODUCTS))


@require_safe
def objective_list(request: PortalRequest) -> HttpResponseBase:
    """List objectives."""
    return listed(request, partial(listing, OBJECTIVES))


@require_safe
def check_in_list(request: PortalRequest) -> HttpResponseBase:
    """List check-ins."""
    return listed(request, partial(listing, CHECK_INS))


@require_safe
def dependency_list(request: PortalRequest) -> HttpResponseBase:
    """List who waits for what of whom."""
    return listed(request, partial(listing, DEPENDENCIES))


def listed(request: PortalRequest, ask: Callable[..., Listing]) -> HttpResponseBase:
    """Answer with a list as a page or as a file; `ask` returns it for the parameters of the URL."""
    as_of = asked.as_of(request)
    organisation = request.organisation
    known = AsKnown(as_of.on, organisation.end_of_day(as_of.on), request.user)
    form = request.GET.get("format", "")
    if form:
        asked.known_word(form, FORMS, name="format")
    shown = ask(request.GET.dict(), as_of=as_of, known=known, whole=bool(form))
    if not form:
        context = {
            "listing": shown,
            "as_of": as_of,
            "views": saved_views(request.user, request.path, request.GET.dict()),
            "save_form": SaveViewForm(),
            **asked.links_kept(request),
        }
        return render(request, "insights/list.html", context)
    at = timezone.now().astimezone(organisation.zone)
    file = export(shown, asked_at=request.build_absolute_uri(), at=at)
    if form == "csv":
        return csv_file(file.name, file.rows.headers, file.rows.rows)
    return workbook_file(file.name, file.rows, file.about)
