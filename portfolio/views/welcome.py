"""The first page of a new installation."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from pmo_portal.lib.access import opens_before_founding


@login_not_required
@opens_before_founding
def welcome(request: HttpRequest) -> HttpResponse:
    """Offer the ways to begin."""
    return HttpResponse("")
