"""How far reports have come on their way, and when they appear: for those who look after it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insights.actions.delivering import send_again
from insights.actions.publication import set_publication
from insights.forms.subscribing import PublicationForm
from insights.queries.deliveries import all_deliveries, latest_deliveries, state_of
from insights.queries.reports import publication
from insights.reports import archive
from pmo_portal.lib.access import PortalRequest
from portfolio.views import office

View = Callable[..., HttpResponse]


def for_the_office(view: View) -> View:
    """Let the view answer the PMO and administrators; others learn whose part it is."""

    @wraps(view)
    def answer(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return office.closed(request) or view(request, *args, **kwargs)

    return answer


@for_the_office
@require_safe
def delivery_list(request: PortalRequest) -> HttpResponse:
    """List the latest deliveries with how far each has come."""
    now = timezone.now()
    shown = [
        (one, *archive.named(one.report), *state_of(one, at=now)) for one in latest_deliveries()
    ]
    return render(request, "insights/delivery_list.html", {"deliveries": shown})


@for_the_office
@require_POST
def delivery_again(request: PortalRequest, public_id: str) -> HttpResponse:
    """Have the same mail go out once more."""
    send_again(delivery=get_object_or_404(all_deliveries(), public_id=public_id))
    messages.success(request, _("It goes out again, under the same number."))
    return redirect("insights:delivery_list")


@for_the_office
@require_http_methods(["GET", "HEAD", "POST"])
def publication_settings(request: PortalRequest) -> HttpResponse:
    """Show when reports appear; change it on POST."""
    rules = publication()
    names = PublicationForm.base_fields
    form = PublicationForm(
        request.POST or None, initial={name: getattr(rules, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        set_publication(**form.cleaned_data)
        messages.success(request, _("Saved. It holds from the next report on."))
        return redirect("insights:publication_settings")
    status = 422 if form.is_bound else 200
    return render(request, "insights/publication.html", {"form": form}, status=status)
