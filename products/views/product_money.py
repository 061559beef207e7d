"""The form of a product's money: a line more of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.queries.objectives import objectives_now
from portfolio.views import sending
from products.actions.funding import enter_funding
from products.forms.funding import FundingForm
from products.queries.products import visible_products
from products.views import definitions
from products.views.funding import FORM_PAGE, filled


@require_http_methods(sending.FORM)
def product_fund(request: PortalRequest, slug: str) -> HttpResponse:
    """Let a team enter money of its product; the address may fill in what a scenario proposes."""
    product = get_object_or_404(visible_products(request.user), slug=slug)
    if answer := definitions.closed(request, product):
        return answer
    home = reverse("products:product_detail", args=[slug])
    form = FundingForm(
        request.POST if request.method == "POST" else None,
        objectives=objectives_now(user=request.user),
        initial=filled(request),
    )

    def write() -> str:
        at = timezone.now()
        return enter_funding(product=product, money=form.money(), by=request.user, at=at).public_id

    if sending.written(request, form, write):
        return sending.saved(request, _("Saved. Everyone sees it now."), home)
    return sending.form_page(request, FORM_PAGE, form, product=product, home=home)
