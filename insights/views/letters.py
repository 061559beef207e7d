"""The mails of a made-up organisation, which go to a folder and not to anybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.letters import goes_to_a_folder, letters


@require_safe
def letter_list(request: PortalRequest) -> HttpResponse:
    """Show the mails that the demo would have sent."""
    if not (request.organisation.is_simulated and goes_to_a_folder()):
        raise Http404
    return render(request, "insights/letter_list.html", {"letters": letters()})
