"""What the page of a team loads from here: its products."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.queries.teams import visible_teams
from products.queries.products import products_of_team
from products.views.pages import as_known


@require_safe
def team_products(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a team's products as known on the day; the team's page when asked for outright."""
    team = get_object_or_404(visible_teams(request.user), slug=slug)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("portfolio:team_detail", slug)
    as_of = asked.as_of(request)
    rows = products_of_team(team, known=as_known(request, as_of))
    context = {"rows": rows, "team": team, "as_of": as_of}
    return render(request, "products/_team_products.html", context)
