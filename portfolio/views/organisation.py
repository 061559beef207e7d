"""The organisation's details."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.actions import organisations
from portfolio.forms.people import OrganisationForm
from portfolio.views.administration import administrators_only

DETAILS = ("name", "time_zone", "currency")


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: PortalRequest) -> HttpResponse:
    """Show the organisation's details; change them on POST."""
    ours = request.organisation
    form = OrganisationForm(
        request.POST or None, initial={name: getattr(ours, name) for name in DETAILS}
    )
    if request.method == "POST" and form.is_valid():
        organisations.describe_organisation(organisation=ours, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("portfolio:organisation")
    return render(request, "portfolio/organisation.html", {"form": form, "can_administer": True})
