"""The form of one reading: written once, corrected by another."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.views import sending
from products.actions import readings
from products.forms.reading import ReadingForm
from products.queries import outcomes
from products.queries.readings import visible_readings
from products.views import definitions


@require_http_methods(sending.FORM)
def reading_write(request: PortalRequest, part: str) -> HttpResponse:
    """Add a reading to an outcome, or correct the one that `?corrects=` names."""
    outcome = get_object_or_404(outcomes.visible_outcomes(request.user), public_id=part)
    if answer := definitions.closed(request, outcome.product):
        return answer
    corrects = _to_correct(request, outcome)
    form = ReadingForm(
        request.POST or None,
        outcome=outcome,
        corrects=corrects,
        initial=_filled_in(corrects) or {"observed_on": asked.as_of(request).today},
    )

    def write() -> str:
        by, at = request.user, timezone.now()
        return readings.record_reading(outcome=outcome, **form.words(), by=by, at=at).public_id

    if sending.written(request, form, write):
        said = _("Saved. Everyone sees it now.")
        if corrects:
            said = _("Corrected. What it replaces stays readable.")
        url = reverse("products:outcome_detail", args=[outcome.path_part])
        return sending.saved(request, said, url)
    about = {"outcome": outcome, "product": outcome.product, "corrects": corrects}
    return sending.form_page(request, "products/reading_form.html", form, **about)


def _to_correct(request: PortalRequest, outcome: Any) -> Any:
    public_id = request.GET.get("corrects", "")
    if not public_id:
        return None
    found = visible_readings(request.user).filter(outcome=outcome)
    return get_object_or_404(found, public_id=public_id)


def _filled_in(corrects: Any) -> dict[str, Any]:
    if corrects is None:
        return {}
    names = ("observed_on", "value", "no_value_reason", "source")
    return {name: getattr(corrects, name) for name in names}
