"""Pages of help wanted: the queue, one ask, and every word on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.export import FORMS
from pmo_portal.lib.vocabulary import AnswerKind
from portfolio.views.sending import UNCLEAR, problems_of, require, see_other, written
from products import permissions
from products.actions import asks as actions
from products.actions import decisions, notices
from products.actions.refusals import NotForYou, NotYourProduct
from products.dashboards.ask import ask_page
from products.dashboards.help_file import help_file
from products.dashboards.help_wanted import help_page
from products.forms.asks import AnswerForm, AskForm, DecisionForm, EndForm
from products.queries import asks, products
from products.queries.teams import teams_to_ask
from products.views.definitions import past
from products.views.pages import as_known, list_as_file, not_known_yet


@require_safe
def ask_list(request: PortalRequest) -> HttpResponseBase:
    """Show the queue of help wanted as it was known on the day asked for, or send it as a file."""
    as_of = asked.as_of(request)
    known = as_known(request, as_of)
    if form := request.GET.get("format", ""):
        asked.known_word(form, FORMS, name="format")
        return list_as_file(request, help_file, form, known)
    page = help_page(request.GET.dict(), known=known, organisation=request.organisation)
    context = {"page": page, "as_of": as_of, **asked.links_kept(request)}
    return render(request, "products/ask_list.html", context)


@require_safe
def ask_detail(request: PortalRequest, public_id: str) -> HttpResponse:
    """Show an ask and every word on it; its notices to the reader are read thereby."""
    ask = _ask(request, public_id)
    notices.read_about(ask=ask, by=request.user, at=timezone.now())
    return _show(request, ask)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_start(request: PortalRequest, slug: str) -> HttpResponse:
    """Ask for help with a product."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if not permissions.can_check_in(request.user, product):
        closed = {"product": product}
        return render(request, "products/ask_closed.html", closed, status=403)
    if before := past(request, product):
        return before
    teams = teams_to_ask(request.user)
    form = AskForm(request.POST if request.method == "POST" else None, teams=teams)

    def write() -> str:
        return actions.raise_ask(
            product=product, wish=form.wish(), by=request.user, at=timezone.now()
        ).public_id

    if request.method == "POST" and (public_id := written(request, form, write)):
        messages.success(request, _("Asked. Everyone sees it now."))
        return see_other(reverse("products:ask_detail", args=[public_id]))
    context: dict[str, Any] = {"product": product, "form": form}
    status = UNCLEAR if form.is_bound else 200
    return render(request, "products/ask_start.html", context, status=status)


@require_POST
def ask_answer(request: PortalRequest, public_id: str) -> HttpResponse:
    """Offer help or answer."""
    ask, form = _ask(request, public_id), AnswerForm(request.POST)
    said = _("Thank you. The team is told.")
    return _answered(request, ask, form, said, answer_form=form)


@require_POST
def ask_end(request: PortalRequest, public_id: str) -> HttpResponse:
    """Call the ask resolved, or withdraw it."""
    ask, form = _ask(request, public_id), EndForm(request.POST)
    may_end = permissions.can_end_ask(request.user, ask)
    require(may_end, NotYourProduct(product=ask.product.name))
    return _answered(request, ask, form, _("Noted. The ask is over."), end_form=form)


@require_POST
def ask_decide(request: PortalRequest, public_id: str) -> HttpResponse:
    """Put a decision on record that answers the ask."""
    ask, form = _ask(request, public_id), DecisionForm(request.POST)
    require(permissions.can_decide(request.user, ask.product), NotForYou())

    def write() -> str:
        said, at = form.cleaned_data, timezone.now()
        day = said["decided_on"] or request.organisation.day_of(at)
        return decisions.record_decision(
            what=said["what"], why=said["why"], decided_on=day, ask=ask, by=request.user, at=at
        ).public_id

    if written(request, form, write):
        messages.success(request, _("On record. The team is told."))
        return see_other(reverse("products:ask_detail", args=[ask.public_id]))
    return _show(request, ask, status=UNCLEAR, decision_form=form)


def _answered(
    request: PortalRequest, ask: Any, form: AnswerForm | EndForm, said: str, **forms: Any
) -> HttpResponse:
    def write() -> str:
        kind, wording = AnswerKind(form.cleaned_data["kind"]), form.cleaned_data["wording"]
        return actions.answer_ask(
            ask=ask, kind=kind, wording=wording, by=request.user, at=timezone.now()
        ).public_id

    if written(request, form, write):
        messages.success(request, said)
        return see_other(reverse("products:ask_detail", args=[ask.public_id]))
    return _show(request, ask, status=UNCLEAR, **forms)


def _ask(request: PortalRequest, public_id: str) -> Any:
    return get_object_or_404(asks.visible_asks(request.user), public_id=public_id)


def _show(request: PortalRequest, ask: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    as_of = asked.as_of(request)
    page = ask_page(ask, known=as_known(request, as_of))
    if page is None:
        name = _("This ask of %(product)s") % {"product": ask.product.name}
        return not_known_yet(request, name, as_of, since=ask.known_at)
    context = {
        "page": page,
        "as_of": as_of,
        "answer_form": AnswerForm(),
        "end_form": EndForm(),
        "decision_form": DecisionForm(initial={"decided_on": as_of.today}),
        **forms,
        "problems": problems_of(forms.values()),
        **asked.links_kept(request),
    }
    return render(request, "products/ask_detail.html", context, status=status)
