"""Pages of check-ins."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.dashboards.check_in import check_in_page
from products.queries import check_ins
from products.views.pages import as_known, not_known_yet, show


@require_safe
def check_in_detail(request: PortalRequest, public_id: str) -> HttpResponse:
    """Show a check-in, with its correction if that was known on the day asked for."""
    as_of = asked.as_of(request)
    check_in = get_object_or_404(check_ins.visible_check_ins(request.user), public_id=public_id)
    known = as_known(request, as_of)
    page = check_in_page(check_in, known=known) if check_in.known_at <= known.moment else None
    if page is None:
        name = _("This check-in of %(product)s") % {"product": check_in.product.name}
        return not_known_yet(request, name, as_of, since=check_in.known_at)
    return show(request, "products/check_in_detail.html", page, as_of)
