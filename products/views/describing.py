"""The forms of products: described by their teams, created and placed by the office."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.queries import portfolios
from portfolio.views import office, sending
from products.actions import products as actions
from products.actions.changes import SomebodyChangedIt
from products.forms.product import (
    NewProductForm,
    PlaceForm,
    ProductForm,
    place_words,
    product_words,
)
from products.queries import editions, products
from products.queries.teams import teams_to_ask
from products.views import definitions

Words = Callable[[Any], dict[str, Any]]


@require_http_methods(sending.FORM)
def product_create(request: PortalRequest, slug: str) -> HttpResponse:
    """Create a product in a portfolio and go to its page."""
    if answer := office.closed(request):
        return answer
    portfolio = portfolios.portfolio_now(slug, user=request.user)
    if portfolio is None:
        raise Http404
    form = NewProductForm(_sent(request), **_offered(request), initial={"portfolio": slug})
    if written := sending.written(request, form, lambda: _create(request, form)):
        url = reverse("products:product_detail", args=[written])
        return sending.saved(request, _("Saved. Its team and everyone else see it now."), url)
    return sending.form_page(request, "products/product_new.html", form, portfolio=portfolio)


@require_http_methods(sending.FORM)
def product_describe(request: PortalRequest, slug: str) -> HttpResponse:
    """Let a product's team say what it is called, what it is for and where in its life it is."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if answer := definitions.closed(request, product):
        return answer
    initial = {**product_words(product), "edition": editions.edition_of(product)}
    form = ProductForm(_sent(request), initial=initial)
    page = "products/product_words.html"
    write: Any = actions.describe_product
    return _edit(request, form, product, page=page, write=write, words=product_words)


@require_http_methods(sending.FORM)
def product_place(request: PortalRequest, slug: str) -> HttpResponse:
    """Let the office say in which portfolio a product lies and which team owns it."""
    if answer := office.closed(request):
        return answer
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    offered = _offered(request)

    def words(version: Any) -> dict[str, Any]:
        return place_words(version, **offered)

    initial = {**words(product), "edition": editions.edition_of(product)}
    form = PlaceForm(_sent(request), **offered, initial=initial)
    page = "products/product_place.html"
    write: Any = actions.place_product
    return _edit(request, form, product, page=page, write=write, words=words)


def _edit(
    request: PortalRequest, form: Any, product: Any, *, page: str, write: Any, words: Words
) -> HttpResponse:
    """Write the form in sight of what stands; `words` are what it shows of a version."""

    def edit() -> str:
        by_me = {"in_sight": form.in_sight, "by": request.user, "at": timezone.now()}
        return write(product=product, **form.words(), **by_me).slug

    try:
        written = sending.written(request, form, edit)
    except SomebodyChangedIt:
        return _show_both(request, form, product, page=page, words=words)
    if written:
        url = reverse("products:product_detail", args=[written])
        return sending.saved(request, _("Saved. Earlier days keep what stood then."), url)
    return sending.form_page(request, page, form, product=product)


def _show_both(
    request: PortalRequest, form: Any, product: Any, *, page: str, words: Words
) -> HttpResponse:
    product = products.visible_products(request.user).get(pk=product.pk)
    version = editions.thing_in(form.in_sight, product)
    stands = words(product)
    return sending.both_page(
        request,
        page,
        form,
        seen=words(version) if version else stands,
        stands=stands,
        edition=editions.edition_of(product),
        other=editions.changed_by(product),
        product=product,
    )


def _create(request: PortalRequest, form: NewProductForm) -> str:
    return actions.create_product(**form.words(), by=request.user, at=timezone.now()).slug


def _offered(request: PortalRequest) -> dict[str, Any]:
    return {
        "portfolios": portfolios.portfolios_now(user=request.user),
        "teams": teams_to_ask(request.user),
    }


def _sent(request: PortalRequest) -> Any:
    return request.POST if request.method == "POST" else None
