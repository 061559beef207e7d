"""Pages of offers: all of them, one of them, and the forms of both sides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import FORMS
from portfolio.permissions import can_set_direction
from portfolio.queries.playbooks import playbook_now, playbooks_now
from portfolio.views import office, sending
from portfolio.views.sending import CONFLICT, UNCLEAR, require, see_other, written
from products import permissions
from products.actions import notices
from products.actions import offers as actions
from products.actions.changes import SomebodyChangedIt
from products.dashboards.histories import product_history
from products.dashboards.offer import evidence_in_words, lines, offer_page
from products.dashboards.offer_list import offer_file, offer_list_page
from products.forms.offers import (
    OfferAnswerForm,
    OfferChangeForm,
    OfferForm,
    OfferWithdrawForm,
)
from products.queries import editions, offers, products
from products.queries.known import AsKnown
from products.queries.prompts import Prompt, prompt
from products.queries.teams import teams_to_ask
from products.views.pages import as_known, list_as_file, not_known_yet


@require_safe
def offer_list(request: PortalRequest) -> HttpResponseBase:
    """Show all offers as known on the day asked for, alike to everyone, or send them as a file."""
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    if form := request.GET.get("format", ""):
        asked.known_word(form, FORMS, name="format")
        return list_as_file(request, offer_file, form, known)
    page = offer_list_page(request.GET.dict(), known=known, organisation=request.organisation)
    return render(request, "products/offer_list.html", {"page": page, "as_of": as_of})


@require_safe
def offer_detail(request: PortalRequest, public_id: str) -> HttpResponse:
    """Show an offer and what came of it; its notices to the reader are read thereby."""
    offer = _offer(request, public_id)
    notices.read_about(offer=offer, by=request.user, at=timezone.now())
    return _show(request, offer)


@require_http_methods(sending.FORM)
def offer_start(request: PortalRequest) -> HttpResponse:
    """Offer a team help, prompted by the page that the address names."""
    if answer := office.closed(request):
        return answer
    today = asked.as_of(request).today
    about = (request.POST if request.method == "POST" else request.GET).get("about", "")
    seen = prompt(about, today=today, user=request.user)
    form = _offer_form(request, seen)

    def write() -> str:
        evidence = actions.Evidence(
            sentence=form.cleaned_data["evidence"],
            path=seen.path,
            on=seen.on,
            product=seen.product,
            outcome=seen.outcome,
            objective=seen.objective,
        )
        words, at = form.words(), timezone.now()
        return actions.offer_help(**words, evidence=evidence, by=request.user, at=at).public_id

    if request.method == "POST" and (public_id := written(request, form, write)):
        said = _("Offered. The team is told; it answers when it likes.")
        return sending.saved(request, said, reverse("products:offer_detail", args=[public_id]))
    status = UNCLEAR if form.is_bound else 200
    return render(request, "products/offer_start.html", {"form": form, "seen": seen}, status=status)


@require_POST
def offer_answer(request: PortalRequest, public_id: str) -> HttpResponse:
    """Accept an offer, or decline it."""
    offer, form = _offer(request, public_id), OfferAnswerForm(request.POST)
    require(permissions.can_answer_offer(request.user, offer), actions.NotYourOffer())

    def write() -> str:
        said = form.cleaned_data
        answer = {"state": said["state"], "reply": said["reply"]}
        return actions.word_on_offer(offer=offer, **answer, **_by(request, form)).public_id

    said = _("Noted, and the portfolio office is told.")
    return _written(request, offer, form, write, said=said, answer_form=form)


@require_POST
def offer_change(request: PortalRequest, public_id: str) -> HttpResponse:
    """Say what an offer changed."""
    offer, form = _offer(request, public_id), OfferChangeForm(request.POST)
    require(permissions.can_answer_offer(request.user, offer), actions.NotYourOffer())

    def write() -> str:
        changed = form.cleaned_data["changed"]
        return actions.word_on_offer(offer=offer, changed=changed, **_by(request, form)).public_id

    said = _("Thank you. Everyone can learn from it now.")
    return _written(request, offer, form, write, said=said, change_form=form)


@require_POST
def offer_withdraw(request: PortalRequest, public_id: str) -> HttpResponse:
    """Take back one's own offer."""
    offer, form = _offer(request, public_id), OfferWithdrawForm(request.POST)
    require(permissions.can_withdraw_offer(request.user, offer), actions.NotYoursToWithdraw())

    def write() -> str:
        return actions.withdraw_offer(offer=offer, **_by(request, form)).public_id

    said = _("Taken back. The team is told; the offer stays to be read.")
    return _written(request, offer, form, write, said=said)


@require_safe
def product_offers(request: PortalRequest, slug: str) -> HttpResponse:
    """Show the offers about a product and how it changed; its page when asked for outright."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if not request.htmx:
        return redirect("products:product_detail", slug)
    known = as_known(request, asked.as_of(request))
    found = offers.about_product(product, request.user)
    history = {"versions": product_history(product, known=known)}
    return _panel(request, found, product=product, page=history)


@require_safe
def playbook_offers(request: PortalRequest, slug: str) -> HttpResponse:
    """Show where a playbook was offered; the playbook's page when asked for outright."""
    playbook = playbook_now(slug)
    if playbook is None or not request.htmx:
        return redirect("portfolio:playbook_detail", slug)
    found = offers.visible_offers(request.user).filter(playbook=playbook)
    return _panel(request, found, playbook=playbook)


def offering(request: HttpRequest) -> dict[str, Any]:
    """Return what the portfolio office can do from the pages of others' work, for their buttons."""
    user: Any = getattr(request, "user", None)
    here = user is not None and user.is_authenticated
    return {
        "can_offer": here and permissions.can_offer(user),
        "can_place_products": here and permissions.can_place_products(user),
        "can_set_direction": here and can_set_direction(user),
    }


def _panel(request: PortalRequest, found: Any, **about: Any) -> HttpResponse:
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    made = offers.offers_made(found, known=known)
    rows = lines(made, known=known, organisation=request.organisation)
    context = {"rows": rows, "as_of": as_of, **about}
    return render(request, "products/_offers.html", context)


def _offer_form(request: PortalRequest, seen: Prompt) -> OfferForm:
    teams = [seen.product.team] if seen.product else teams_to_ask(request.user)
    moment = request.organisation.end_of_day(seen.on)
    known = AsKnown(on=seen.on, moment=moment, user=request.user)
    initial = {
        "about": seen.path,
        "team": seen.team.slug if seen.team else "",
        "evidence": evidence_in_words(seen, known=known),
        "playbook": request.GET.get("playbook", ""),
    }
    sent = request.POST if request.method == "POST" else None
    return OfferForm(sent, teams=teams, playbooks=playbooks_now(), initial=initial)


def _by(request: PortalRequest, form: Any) -> dict[str, Any]:
    return {"in_sight": form.in_sight or None, "by": request.user, "at": timezone.now()}


def _written(
    request: PortalRequest, offer: Any, form: Any, write: Any, *, said: str, **forms: Any
) -> HttpResponse:
    try:
        if written(request, form, write):
            messages.success(request, said)
            return see_other(reverse("products:offer_detail", args=[offer.public_id]))
    except SomebodyChangedIt:
        problem = _("Somebody wrote about it meanwhile. Look at it, then send yours again.")
        typed = {
            name: form.cleaned_data[name] for name in ("reply", "changed") if name in form.fields
        }
        again = type(form)(initial={**typed, "edition": editions.edition_of(offer)})
        shown = dict.fromkeys(forms, again)
        return _show(
            request, _offer(request, offer.public_id), status=CONFLICT, problem=problem, **shown
        )
    return _show(request, offer, status=UNCLEAR, **forms)


def _offer(request: PortalRequest, public_id: str) -> Any:
    return get_object_or_404(offers.visible_offers(request.user), public_id=public_id)


def _show(request: PortalRequest, offer: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    page = offer_page(offer, known=known, organisation=request.organisation)
    if page is None:
        name = _("This offer to %(team)s") % {"team": offer.team.name}
        return not_known_yet(request, name, as_of, since=offer.subject.known_at)
    edition = {"edition": editions.edition_of(offer)}
    standing = page.line.made.offer
    context = {
        "page": page,
        "as_of": as_of,
        "answer_form": OfferAnswerForm(initial={**edition, "reply": standing.reply}),
        "withdraw_form": OfferWithdrawForm(initial=edition),
        "change_form": OfferChangeForm(initial={**edition, "changed": standing.changed}),
        **more,
    }
    return render(request, "products/offer_detail.html", context, status=status)
