"""What the page of a portfolio loads from here: its products, its unassigned money."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.queries.portfolios import portfolio_now
from products import permissions
from products.queries import funding, products
from products.views.pages import as_known

MOST = 50


@require_safe
def portfolio_products(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the products of a portfolio; the portfolio's page when asked for outright."""
    return _panel(request, slug, "products/_portfolio_products.html", _products)


@require_safe
def portfolio_money(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a portfolio's unassigned money; the portfolio's page when asked for outright."""
    return _panel(request, slug, "products/_portfolio_money.html", _money)


def _panel(request: PortalRequest, slug: str, template: str, rows: Any) -> HttpResponse:
    portfolio = portfolio_now(slug, user=request.user)
    if portfolio is None:
        raise Http404
    if not request.htmx:
        return redirect("portfolio:portfolio_detail", slug)
    as_of = asked.as_of(request)
    context = {
        "rows": rows(portfolio, known=as_known(request, as_of)),
        "portfolio": portfolio,
        "as_of": as_of,
        "can_write": permissions.can_fund(request.user, portfolio=portfolio) and not as_of.is_past,
    }
    return render(request, template, context)


def _products(portfolio: Any, *, known: Any) -> list[Any]:
    return products.products_in(portfolio, known=known, most=MOST)


def _money(portfolio: Any, *, known: Any) -> list[Any]:
    return funding.lines_of(portfolio, known=known)
