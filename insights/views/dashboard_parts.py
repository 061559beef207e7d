"""Parts of the first page that come when they are looked at: numbers behind charts, help."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from insights.dashboards.help_panel import help_panel
from insights.dashboards.portfolio import CHARTS, portfolio_page
from insights.queries.edition import edition
from insights.views.dashboard import asking
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.queries.known import AsKnown


@require_safe
def dashboard_numbers(request: PortalRequest, name: str) -> HttpResponse:
    """Show the numbers behind a chart: as the table alone, or on a page of their own.

    Where there is nothing to count yet the first page says so.
    """
    if name not in CHARTS:
        raise Http404
    as_of = asked.as_of(request)
    question = asking(request, as_of, edition(request.user, on=as_of.on))
    chart = portfolio_page(question).numbers(name)
    if chart is None:
        return redirect(f"{reverse('insights:dashboard')}?{request.GET.urlencode()}")
    template = "components/numbers.html" if request.htmx else "insights/dashboard_numbers.html"
    return _with_days(request, template, chart=chart)


@require_safe
def dashboard_help(request: PortalRequest) -> HttpResponse:
    """Show who could help with what is asked for; the page itself when asked for outright."""
    if not request.htmx:
        return redirect(f"{reverse('insights:dashboard')}?{request.GET.urlencode()}#help")
    as_of = asked.as_of(request)
    question = asking(request, as_of, edition(request.user, on=as_of.on))
    known = AsKnown(as_of.on, request.organisation.end_of_day(as_of.on), request.user)
    panel = help_panel(question.scope, question.parameters, known=known)
    return _with_days(request, "insights/dashboard/help.html", panel=panel)


def _with_days(request: PortalRequest, template: str, **context: object) -> HttpResponse:
    context |= {"as_of": asked.as_of(request), **asked.links_kept(request)}
    return render(request, template, context)
