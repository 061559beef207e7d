"""Lists: what stands behind each figure, as a page or as a file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from insights.dashboards import exports
from insights.dashboards.check_in_list import check_in_list as check_ins
from insights.dashboards.initiative_list import initiative_list as initiatives
from insights.dashboards.objective_list import objective_list as objectives
from insights.dashboards.outcome_list import outcome_list as outcomes
from insights.dashboards.product_list import product_list as products
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import csv_file
from products.queries.known import AsKnown

Export = tuple[Sequence[str], Callable[[Any], Sequence[Any]]]


@require_safe
def outcome_list(request: PortalRequest) -> HttpResponseBase:
    """List outcomes."""
    return _listed(request, "outcomes", outcomes, exports.OUTCOMES)


@require_safe
def initiative_list(request: PortalRequest) -> HttpResponseBase:
    """List initiatives."""
    return _listed(request, "initiatives", initiatives, exports.INITIATIVES)


@require_safe
def product_list(request: PortalRequest) -> HttpResponseBase:
    """List products."""
    return _listed(request, "products", products, exports.PRODUCTS)


@require_safe
def objective_list(request: PortalRequest) -> HttpResponseBase:
    """List objectives."""
    return _listed(request, "objectives", objectives, exports.OBJECTIVES)


@require_safe
def check_in_list(request: PortalRequest) -> HttpResponseBase:
    """List check-ins."""
    return _listed(request, "check-ins", check_ins, exports.CHECK_INS)


def _listed(
    request: PortalRequest, name: str, ask: Callable[..., Any], export: Export
) -> HttpResponseBase:
    as_of = asked.as_of(request)
    organisation = request.organisation
    known = AsKnown(as_of.on, organisation.end_of_day(as_of.on), request.user)
    form = request.GET.get("format", "")
    if form not in ("", "csv"):
        raise asked.BadQuestion(
            _("This list does not come as “%(form)s”.") % {"form": form[:20]},
            _("Ask for format=csv, or leave it out for the page."),
        )
    listing = ask(request.GET.dict(), as_of=as_of, known=known, whole=form == "csv")
    if form == "csv":
        headers, line = export
        rows: Iterable[Sequence[Any]] = (line(row) for row in listing.rows)
        return csv_file(f"{name}-{as_of.on:%Y-%m-%d}", headers, rows)
    context = {"listing": listing, "as_of": as_of, **asked.links_kept(request)}
    return render(request, f"insights/{ask.__name__}.html", context)
