"""The page of one objective."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.dashboards.objective_detail import objective_page
from portfolio.queries import objectives


@require_safe
def objective_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the objective as known on the day asked for."""
    as_of = asked.as_of(request)
    objective = objectives.objective_now(slug, user=request.user)
    if objective is None:
        raise Http404
    organisation = request.organisation
    moment = organisation.end_of_day(as_of.on)
    page = objective_page(objective, on=as_of.on, moment=moment, user=request.user)
    if page is None:
        since = organisation.day_of(objectives.known_since(objective))
        context = {"as_of": as_of, "name": objective.title, "since": since}
        return render(request, "portfolio/objective_unknown.html", context, status=404)
    return render(request, "portfolio/objective_detail.html", {"page": page, "as_of": as_of})
