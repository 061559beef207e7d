"""Pages of initiatives."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.dashboards.initiative import initiative_page
from products.queries import initiatives
from products.queries.known import known_since
from products.views.pages import as_known, not_known_yet, show


@require_safe
def initiative_detail(request: PortalRequest, part: str) -> HttpResponse:
    """Show an initiative as it was known on the day asked for."""
    as_of = asked.as_of(request)
    initiative = get_object_or_404(initiatives.visible_initiatives(request.user), public_id=part)
    known = as_known(request, as_of)
    then = known.one(initiative)
    organisation = request.organisation
    page = initiative_page(then, known=known, organisation=organisation) if then else None
    if page is None:
        return not_known_yet(request, str(initiative), as_of, since=known_since(initiative))
    return show(request, "products/initiative_detail.html", page, as_of)
