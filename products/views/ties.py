"""The page that suggests a tie to the team whose work hangs loose."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.views import sending
from products.actions import ties
from products.forms.ties import TieForm
from products.queries import initiatives, outcomes, products
from products.views import definitions


@require_http_methods(sending.FORM)
def tie_suggest(request: PortalRequest, slug: str) -> HttpResponse:
    """Suggest to the team of a product what it, or the thing `about`, could be tied to."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if before := definitions.past(request, product):
        return before
    about = _about(request, product)
    form = TieForm(request.POST if request.method == "POST" else None)

    def write() -> str:
        said = form.cleaned_data["wording"]
        return ties.suggest_tie(
            product=product, about=about, wording=said, by=request.user, at=timezone.now()
        ).public_id

    if sending.written(request, form, write):
        said = _("Thank you. The team is told, and decides.")
        return sending.saved(request, said, _address(product, about))
    context = {"product": product, "about": about, "back": _address(product, about)}
    return sending.form_page(request, "products/tie_suggest.html", form, **context)


def _about(request: PortalRequest, product: Any) -> Any:
    """Return the outcome or initiative of the product that the URL names, None for none."""
    public_id = request.GET.get("about", "")
    if not public_id:
        return None
    for visible in (outcomes.visible_outcomes, initiatives.visible_initiatives):
        if thing := visible(request.user).filter(product=product, public_id=public_id).first():
            return thing
    raise Http404


def _address(product: Any, about: Any) -> str:
    if about is None:
        return reverse("products:product_detail", args=[product.slug])
    view = "outcome_detail" if hasattr(about, "measure_kind") else "initiative_detail"
    return reverse(f"products:{view}", args=[about.path_part])
