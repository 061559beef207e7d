"""Pages of products."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from products.dashboards.product import product_page
from products.queries import products
from products.queries.known import known_since
from products.views.pages import as_known, not_known_yet, show


@require_safe
def product_detail(request: PortalRequest, slug: str) -> HttpResponse:
    """Show a product as it was known on the day asked for."""
    as_of = asked.as_of(request)
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    known = as_known(request, as_of)
    then = known.one(product)
    if then is None:
        return not_known_yet(request, str(product), as_of, since=known_since(product))
    return show(request, "products/product_detail.html", product_page(then, known=known), as_of)
