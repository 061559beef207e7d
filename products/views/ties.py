"""The page that suggests a tie to the team whose work hangs loose."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.views.sending import UNCLEAR, see_other, written
from products.actions import ties
from products.forms.ties import TieForm
from products.queries import initiatives, outcomes, products
from products.views import definitions


@require_http_methods(definitions.FORM)
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

    if request.method == "POST" and written(request, form, write):
        messages.success(request, _("Thank you. The team is told, and decides."))
        return see_other(_address(product, about))
    context = {"product": product, "about": about, "form": form, "back": _address(product, about)}
    return render(
        request, "products/tie_suggest.html", context, status=UNCLEAR if form.is_bound else 200
    )


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
