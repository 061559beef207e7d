"""The forms of initiatives: started, and planned anew."""

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
from products.actions import initiative_edits, initiatives
from products.actions.changes import SomebodyChangedIt
from products.dashboards.initiative import LABELS
from products.forms.initiative import InitiativeForm, initiative_words
from products.queries import editions, products
from products.queries.initiatives import visible_initiatives
from products.queries.outcomes import outcomes_to_serve
from products.views import definitions
from products.views.pages import as_known

FORM_PAGE = "products/initiative_form.html"


@require_http_methods(sending.FORM)
def initiative_start(request: PortalRequest, slug: str) -> HttpResponse:
    """Start an initiative of a product and go to its page."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if answer := definitions.closed(request, product):
        return answer
    offered = outcomes_to_serve(product, user=request.user)
    form = InitiativeForm(request.POST or None, outcomes=offered, initial=_asked(request, offered))

    def write() -> str:
        by, at = request.user, timezone.now()
        return initiatives.start_initiative(product=product, **form.words(), by=by, at=at).public_id

    if written := sending.written(request, form, write):
        url = reverse("products:initiative_detail", args=[written])
        return sending.saved(request, _("Saved. Everyone sees it now."), url)
    return sending.form_page(request, FORM_PAGE, form, product=product)


@require_http_methods(sending.FORM)
def initiative_edit(request: PortalRequest, part: str) -> HttpResponse:
    """Plan an initiative anew; where somebody else did meanwhile, show both."""
    initiative = get_object_or_404(visible_initiatives(request.user), public_id=part)
    if answer := definitions.closed(request, initiative.product):
        return answer
    form = _form(request, initiative)
    try:
        written = sending.written(request, form, lambda: _redefine(request, form, initiative))
    except SomebodyChangedIt:
        return _show_both(request, form, initiative)
    if written:
        known = as_known(request, asked.as_of(request))
        said = definitions.what_changed(initiative, labels=LABELS, known=known)
        url = reverse("products:initiative_detail", args=[initiative.path_part])
        return sending.saved(request, said, url)
    about = {"product": initiative.product, "initiative": initiative}
    return sending.form_page(request, FORM_PAGE, form, **about)


def _redefine(request: PortalRequest, form: InitiativeForm, initiative: Any) -> str:
    return initiative_edits.redefine_initiative(
        initiative=initiative,
        **form.words(),
        reason=form.cleaned_data["reason"],
        in_sight=form.in_sight,
        by=request.user,
        at=timezone.now(),
    ).public_id


def _form(request: PortalRequest, initiative: Any) -> InitiativeForm:
    offered = outcomes_to_serve(initiative.product, user=request.user, initiative=initiative)
    edition = editions.edition_of(initiative)
    words = initiative_words(
        initiative, outcomes=offered, shares=editions.shares_in(edition, initiative)
    )
    initial = {**words, "edition": edition}
    return InitiativeForm(request.POST or None, outcomes=offered, initial=initial)


def _show_both(request: PortalRequest, form: InitiativeForm, initiative: Any) -> HttpResponse:
    initiative = visible_initiatives(request.user).get(pk=initiative.pk)
    edition = editions.edition_of(initiative)
    stands = _words(form, initiative, initiative, edition)
    version = editions.thing_in(form.in_sight, initiative)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=_words(form, version, initiative, form.in_sight) if version else stands,
        stands=stands,
        edition=edition,
        other=editions.changed_by(initiative),
        product=initiative.product,
        initiative=initiative,
    )


def _words(form: InitiativeForm, version: Any, initiative: Any, edition: str) -> dict[str, Any]:
    shares = editions.shares_in(edition, initiative)
    return initiative_words(version, outcomes=form.outcomes, shares=shares)


def _asked(request: PortalRequest, offered: list[Any]) -> dict[str, Any]:
    """Tick the outcome that the address names, for whoever comes from its page."""
    wanted = request.GET.get("serves", "")
    return {f"serves-{o.public_id}": True for o in offered if o.public_id == wanted}
