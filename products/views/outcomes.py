"""Pages of outcomes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.dashboards.outcome import outcome_page
from products.queries import outcomes
from products.queries.known import known_since
from products.views.pages import as_known, not_known_yet, show


@require_safe
def outcome_detail(request: PortalRequest, part: str) -> HttpResponse:
    """Show an outcome as it was known on the day asked for."""
    as_of = asked.as_of(request)
    outcome = get_object_or_404(outcomes.visible_outcomes(request.user), public_id=part)
    known = as_known(request, as_of)
    then = known.one(outcome)
    page = outcome_page(then, known=known) if then else None
    if page is None:
        return not_known_yet(request, str(outcome), as_of, since=known_since(outcome))
    return show(request, "products/outcome_detail.html", page, as_of)
