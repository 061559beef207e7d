"""The page of a team, and the frame it gives itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio import permissions
from portfolio.actions.teams import redefine_team
from portfolio.dashboards.team_detail import team_page
from portfolio.forms.frame import FrameForm
from portfolio.queries import teams


@require_safe
def team_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the team as it was known on the day asked for, to everyone."""
    as_of = asked.as_of(request)
    team = get_object_or_404(teams.visible_teams(request.user), slug=slug)
    page = team_page(
        team,
        user=request.user,
        on=as_of.on,
        moment=request.organisation.end_of_day(as_of.on),
        at=timezone.now(),
    )
    if page is None:
        since = request.organisation.day_of(teams.known_since(team))
        context = {"as_of": as_of, "name": team.name, "since": since}
        return render(request, "portfolio/objective_unknown.html", context, status=404)
    return render(request, "portfolio/team_detail.html", {"page": page, "as_of": as_of})


@require_http_methods(["GET", "HEAD", "POST"])
def team_frame(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the team's frame to its members, and change it on POST."""
    team = get_object_or_404(teams.visible_teams(request.user), slug=slug)
    if not permissions.is_on_team(request.user, team):
        return render(request, "portfolio/frame_closed.html", {"team": team}, status=403)
    as_of = asked.as_of(request)
    if as_of.is_past:
        return render(request, "portfolio/office_past.html", {"as_of": as_of})
    form = FrameForm(request.POST if request.method == "POST" else None, team=team)
    if form.is_valid():
        redefine_team(team=team, **form.frame(), by=request.user, at=timezone.now())
        messages.success(request, _("Saved. Earlier days keep the words they had."))
        return redirect("portfolio:team_detail", slug)
    status = 422 if form.is_bound else 200
    return render(request, "portfolio/team_frame.html", {"team": team, "form": form}, status=status)
