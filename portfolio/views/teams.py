"""Teams, and who is on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pmo_portal.lib.access import PortalRequest
from portfolio.actions import teams
from portfolio.forms.people import MembershipForm, TeamForm
from portfolio.queries import people
from portfolio.views.administration import administrators_only


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def team_list(request: PortalRequest) -> HttpResponse:
    """Show all teams with their members; make a new one on POST."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        zone = request.organisation.time_zone
        teams.define_team(
            **form.cleaned_data,
            time_zone=zone,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("The team is there. Who is on it?"))
        return redirect("portfolio:team_list")
    context = {
        "form": form,
        "teams": [(team, _team_form(team)) for team in people.teams_with_members()],
        "everyone": people.people(),
        "can_administer": True,
    }
    return render(request, "portfolio/team_list.html", context)


@administrators_only
@require_POST
def team_change(request: PortalRequest, slug: str) -> HttpResponse:
    """Give the team another name or rhythm."""
    team = get_object_or_404(people.teams_with_members(), slug=slug)
    form = TeamForm(request.POST)
    if form.is_valid():
        teams.redefine_team(team=team, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
    return redirect("portfolio:team_list")


@administrators_only
@require_POST
def member_add(request: PortalRequest, slug: str) -> HttpResponse:
    """Put a person on the team."""
    team = get_object_or_404(people.teams_with_members(), slug=slug)
    form = MembershipForm(request.POST)
    if form.is_valid():
        teams.put_on_team(team=team, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("Nobody here has this e-mail. Nothing was changed."))
    return redirect("portfolio:team_list")


@administrators_only
@require_POST
def member_remove(request: PortalRequest, slug: str, public_id: str) -> HttpResponse:
    """Take a person off the team."""
    team = get_object_or_404(people.teams_with_members(), slug=slug)
    teams.take_off_team(team=team, user=people.person(public_id), by=request.user)
    messages.success(request, _("Saved. What they wrote stays, with their name on it."))
    return redirect("portfolio:team_list")


def _team_form(team) -> TeamForm:  # type: ignore[no-untyped-def]
    return TeamForm(initial={"name": team.name, "cadence": team.cadence}, auto_id=f"{team.slug}-%s")
