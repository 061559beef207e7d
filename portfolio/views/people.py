"""The people of the organisation: adding them, and what they are to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pmo_portal.lib.access import PortalRequest
from portfolio.actions import invitations
from portfolio.actions import people as changes
from portfolio.forms.people import PersonForm, StandingForm
from portfolio.queries import people
from portfolio.views.administration import administrators_only


@administrators_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def person_list(request: PortalRequest) -> HttpResponse:
    """Show everyone; add a person on POST and show the link for their first password."""
    form = PersonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form=form)
    try:
        person = changes.add_person(**form.cleaned_data, by=request.user, at=timezone.now())
    except changes.AlreadyHere:
        form.add_error("email", _("Somebody with this e-mail is here already."))
        return _show(request, form=form)
    return _show(request, form=PersonForm(), invited=person, link=invitations.invite(user=person))


@administrators_only
@require_POST
def person_change(request: PortalRequest, public_id: str) -> HttpResponse:
    """Change a person's role, or let them leave or return."""
    person = people.person(public_id)
    form = StandingForm(request.POST)
    if form.is_valid():
        try:
            changes.change_standing(user=person, **form.cleaned_data, by=request.user)
            messages.success(request, _("Saved."))
        except changes.LastAdministrator:
            messages.warning(request, _("Somebody has to stay administrator. Nothing was changed."))
    return redirect("portfolio:person_list")


@administrators_only
@never_cache
@require_POST
def person_invite(request: PortalRequest, public_id: str) -> HttpResponse:
    """Show a new link by which the person chooses a password."""
    person = people.person(public_id)
    return _show(request, form=PersonForm(), invited=person, link=invitations.invite(user=person))


def _show(request: PortalRequest, **context: Any) -> HttpResponse:
    everyone = [
        (person, StandingForm(initial={"role": person.role, "is_active": person.is_active}))
        for person in people.people()
    ]
    context = {"everyone": everyone, "can_administer": True, **context}
    return render(request, "portfolio/person_list.html", context)
