"""How outcomes and initiatives end, with what was learned and without blame."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.vocabulary import InitiativeStage
from portfolio.forms.once import OnceForm
from portfolio.views import sending
from products.actions import initiatives, outcomes
from products.forms.ends import InitiativeEndForm, OutcomeEndForm
from products.queries.initiatives import visible_initiatives
from products.queries.outcomes import visible_outcomes
from products.views import definitions


@require_http_methods(sending.FORM)
def outcome_end(request: PortalRequest, part: str) -> HttpResponse:
    """Close an outcome with what was learned, or open a closed one again."""
    outcome = get_object_or_404(visible_outcomes(request.user), public_id=part)
    if answer := definitions.closed(request, outcome.product):
        return answer
    url = reverse("products:outcome_detail", args=[outcome.path_part])
    form = OutcomeEndForm(request.POST or None, initial={"on": asked.as_of(request).today})
    by_me: dict[str, Any] = {"outcome": outcome, "by": request.user, "at": timezone.now()}
    if "reopen" in request.POST:
        sent = OnceForm(request.POST)
        if sending.written(request, sent, lambda: outcomes.reopen_outcome(**by_me).public_id):
            return sending.saved(request, _("Open again. What was learned stays with it."), url)
    elif sending.written(
        request, form, lambda: outcomes.close_outcome(**form.words(), **by_me).public_id
    ):
        said = _("Closed, with what was learned. Everyone sees it now.")
        return sending.saved(request, said, url)
    about = {"outcome": outcome, "product": outcome.product}
    return sending.form_page(request, "products/outcome_end.html", form, **about)


@require_http_methods(sending.FORM)
def initiative_end(request: PortalRequest, part: str) -> HttpResponse:
    """Say that an initiative is done, or stop it on purpose."""
    initiative = get_object_or_404(visible_initiatives(request.user), public_id=part)
    if answer := definitions.closed(request, initiative.product):
        return answer
    form = InitiativeEndForm(request.POST or None, initial={"on": asked.as_of(request).today})
    if sending.written(request, form, lambda: _end(request, form, initiative)):
        url = reverse("products:initiative_detail", args=[initiative.path_part])
        return sending.saved(request, _said(form), url)
    about = {"initiative": initiative, "product": initiative.product}
    return sending.form_page(request, "products/initiative_end.html", form, **about)


def _end(request: PortalRequest, form: InitiativeEndForm, initiative: Any) -> str:
    said, by, at = form.cleaned_data, request.user, timezone.now()
    if said["stage"] == InitiativeStage.STOPPED:
        return initiatives.stop_initiative(
            initiative=initiative, reason=said["reason"], on=said["on"], by=by, at=at
        ).public_id
    return initiatives.advance_initiative(
        initiative=initiative, stage=InitiativeStage.DONE, on=said["on"], by=by, at=at
    ).public_id


def _said(form: InitiativeEndForm) -> str:
    if form.cleaned_data["stage"] == InitiativeStage.STOPPED:
        return _("Stopped on purpose. Your reason stands beside it for others to learn from.")
    return _("Done. Its outcomes are still being watched.")
