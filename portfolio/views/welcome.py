"""The first page of a new installation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest, opens_before_founding
from portfolio.actions import organisations
from portfolio.forms.founding import FoundingForm


@login_not_required
@opens_before_founding
@never_cache
@sensitive_post_parameters("admin_password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: PortalRequest) -> HttpResponse:
    """Offer an empty organisation or the demo; found the organisation on POST, once."""
    if request.organisation:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = FoundingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _found(request, form)
    return render(request, "portfolio/welcome.html", {"form": form})


def _found(request: PortalRequest, form: FoundingForm) -> HttpResponse:
    try:
        person = organisations.found_organisation(**form.cleaned_data, at=timezone.now())
    except organisations.AlreadyFounded:
        messages.info(request, _("This portal has its organisation already. Please sign in."))
        return redirect("account_login")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)
