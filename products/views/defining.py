"""The forms of outcomes: defined, and defined anew."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.queries.objectives import objective_now, objectives_now
from portfolio.views import sending
from products.actions import outcome_edits, outcomes
from products.actions.changes import SomebodyChangedIt
from products.dashboards.outcome import LABELS
from products.forms.outcome import OutcomeForm, outcome_words
from products.queries import editions, products
from products.queries import outcomes as outcome_queries
from products.queries.teams import people_of
from products.views import definitions
from products.views.pages import as_known

FORM_PAGE = "products/outcome_form.html"


@require_http_methods(sending.FORM)
def outcome_define(request: PortalRequest, slug: str) -> HttpResponse:
    """Define an outcome of a product and go to its page."""
    product = get_object_or_404(products.visible_products(request.user), slug=slug)
    if answer := definitions.closed(request, product):
        return answer
    today = asked.as_of(request).today
    form = OutcomeForm(
        _sent(request),
        objectives=objectives_now(user=request.user),
        people=list(people_of(product.team)),
        initial={"baseline_on": today, "weight": 1},
    )

    def write() -> str:
        by, at = request.user, timezone.now()
        return outcomes.define_outcome(product=product, **form.words(), by=by, at=at).public_id

    if written := sending.written(request, form, write):
        url = reverse("products:outcome_detail", args=[written])
        return sending.saved(request, _("Saved. Everyone sees it now."), url)
    return sending.form_page(request, FORM_PAGE, form, product=product)


@require_http_methods(sending.FORM)
def outcome_edit(request: PortalRequest, part: str) -> HttpResponse:
    """Give an outcome another definition; where somebody else did meanwhile, show both."""
    outcome = get_object_or_404(outcome_queries.visible_outcomes(request.user), public_id=part)
    if answer := definitions.closed(request, outcome.product):
        return answer
    form = _form(request, outcome)
    try:
        written = sending.written(request, form, lambda: _redefine(request, form, outcome))
    except SomebodyChangedIt:
        return _show_both(request, form, outcome)
    if written:
        known = as_known(request, asked.as_of(request))
        said = definitions.what_changed(outcome, labels=LABELS, known=known)
        return sending.saved(request, said, reverse("products:outcome_detail", args=[written]))
    return sending.form_page(request, FORM_PAGE, form, product=outcome.product, outcome=outcome)


def _redefine(request: PortalRequest, form: OutcomeForm, outcome: Any) -> str:
    return outcome_edits.redefine_outcome(
        outcome=outcome,
        **form.words(),
        reason=form.cleaned_data["reason"],
        in_sight=form.in_sight,
        by=request.user,
        at=timezone.now(),
    ).public_id


def _form(request: PortalRequest, outcome: Any) -> OutcomeForm:
    serves, kept = objectives_now(user=request.user), None
    if outcome.objective and outcome.objective not in serves:
        if objective_now(outcome.objective.slug, user=request.user):
            serves.append(outcome.objective)
        else:
            kept = outcome.objective
    words = outcome_words(outcome, objectives=serves)
    initial = {**words, "edition": editions.edition_of(outcome)}
    people = list(people_of(outcome.product.team))
    if outcome.owner and outcome.owner not in people:
        people.append(outcome.owner)
    return OutcomeForm(_sent(request), objectives=serves, kept=kept, people=people, initial=initial)


def _show_both(request: PortalRequest, form: OutcomeForm, outcome: Any) -> HttpResponse:
    outcome = outcome_queries.visible_outcomes(request.user).get(pk=outcome.pk)
    version = editions.thing_in(form.in_sight, outcome)
    stands = outcome_words(outcome, objectives=form.objectives)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=outcome_words(version, objectives=form.objectives) if version else stands,
        stands=stands,
        edition=editions.edition_of(outcome),
        other=editions.changed_by(outcome),
        product=outcome.product,
        outcome=outcome,
    )


def _sent(request: PortalRequest) -> Any:
    """Return what was sent; a press on another kind of measure counts as choosing it."""
    if request.method != "POST":
        return None
    sent = request.POST.copy()
    if kind := sent.pop("hold", None):
        sent["measure_kind"] = kind[-1]
    return sent
