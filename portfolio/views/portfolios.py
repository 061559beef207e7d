"""Portfolios: the tree of them, the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio import permissions
from portfolio.dashboards.portfolio_detail import portfolio_page
from portfolio.queries import editions, portfolios
from portfolio.views import office, ordering, sending


@require_safe
def portfolio_list(request: PortalRequest) -> HttpResponse:
    """Show the tree of portfolios as known on the day asked for."""
    as_of = asked.as_of(request)
    moment = request.organisation.end_of_day(as_of.on)
    context = {
        "as_of": as_of,
        "rows": portfolios.portfolios_at(moment, user=request.user),
        "not_visible": portfolios.hidden_count(moment, user=request.user),
        "can_direct": permissions.can_set_direction(request.user),
    }
    return render(request, "portfolio/portfolio_list.html", context)


@require_safe
def portfolio_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a portfolio as known on the day asked for."""
    as_of = asked.as_of(request)
    portfolio = portfolios.portfolio_now(slug, user=request.user)
    if portfolio is None:
        raise Http404
    organisation = request.organisation
    moment = organisation.end_of_day(as_of.on)
    page = portfolio_page(portfolio, on=as_of.on, moment=moment, user=request.user)
    if page is None:
        since = organisation.day_of(editions.known_since(portfolio))
        context = {"as_of": as_of, "name": portfolio.name, "since": since}
        return render(request, "portfolio/objective_unknown.html", context, status=404)
    return render(request, "portfolio/portfolio_detail.html", {"page": page, "as_of": as_of})


@require_http_methods(sending.FORM)
def portfolio_order(request: PortalRequest) -> HttpResponse:
    """Show the portfolios in their order; move one of them on POST."""
    if answer := office.closed(request):
        return answer
    rows = portfolios.tree_now(user=request.user)
    return ordering.answer(
        request, rows, template="portfolio/portfolio_order.html", here="portfolio:portfolio_order"
    )
