"""Panels: fragments that the pages of products, outcomes and objectives load."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from insights.dashboards import panels
from insights.dashboards.outlook import outlook
from insights.scope import Scope
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.queries.objectives import objective_now
from products.queries.known import AsKnown
from products.queries.outcomes import visible_outcomes
from products.queries.products import visible_products


@require_safe
def product_panel(request: PortalRequest, slug: str) -> HttpResponse:
    """Show what the evidence says of a product; the page itself when asked for outright."""
    product = get_object_or_404(visible_products(request.user), slug=slug)
    if not request.htmx:
        return redirect("products:product_detail", slug)
    panel = panels.panel(Scope(product_id=product.pk), known=_known(request))
    return _fragment(request, "product_panel", panel=panel, product=product)


@require_safe
def objective_panel(request: PortalRequest, slug: str) -> HttpResponse:
    """Show what the evidence says of an objective and all below it."""
    objective = objective_now(slug, user=request.user)
    if objective is None:
        raise Http404
    if not request.htmx:
        return redirect("portfolio:objective_detail", slug)
    panel = panels.panel(Scope(objective_id=objective.pk), known=_known(request))
    return _fragment(request, "objective_panel", panel=panel, objective=objective)


@require_safe
def outcome_panel(request: PortalRequest, part: str) -> HttpResponse:
    """Show what the evidence says of one outcome."""
    outcome = get_object_or_404(visible_outcomes(request.user), public_id=part)
    if not request.htmx:
        return redirect("products:outcome_detail", outcome.path_part)
    known = _known(request)
    before = outlook(outcome, known=_known(request, asked.as_of(request).vs))
    return _fragment(
        request,
        "outcome_panel",
        evidence=panels.evidence(outcome, known=known),
        outlook=outlook(outcome, known=known),
        odds_before=before.odds if before else "",
        outcome=outcome,
    )


def _known(request: PortalRequest, on: date | None = None) -> AsKnown:
    on = on or asked.as_of(request).on
    organisation = request.organisation
    return AsKnown(on, organisation.end_of_day(on), request.user)


def _fragment(request: PortalRequest, name: str, **context: object) -> HttpResponse:
    as_of = asked.as_of(request)
    context |= {"as_of": as_of, **asked.links_kept(request)}
    return render(request, f"insights/{name}.html", context)
