"""The forms of objectives: written down, put right, ended, put in order."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked, formats
from pmo_portal.lib.access import PortalRequest
from portfolio.actions import objectives as actions
from portfolio.actions.versions import SomebodyChangedIt
from portfolio.forms.objective import ObjectiveEndForm, ObjectiveForm, objective_words
from portfolio.forms.offered import objective_form
from portfolio.forms.once import OnceForm
from portfolio.queries import editions, objectives
from portfolio.views import office, ordering, sending

FORM_PAGE = "portfolio/objective_form.html"


@require_http_methods(sending.FORM)
def objective_define(request: PortalRequest) -> HttpResponse:
    """Write an objective down and go to its page."""
    if answer := office.closed(request):
        return answer
    form = _form(request, initial=request.GET.dict())
    if written := sending.written(request, form, lambda: _define(request, form).slug):
        _advise(request, written)
        url = reverse("portfolio:objective_detail", args=[written])
        return sending.saved(request, _("Saved. Everyone sees it now."), url)
    return sending.form_page(request, FORM_PAGE, form)


@require_http_methods(sending.FORM)
def objective_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Put an objective right; where somebody else did meanwhile, show both."""
    if answer := office.closed(request):
        return answer
    objective = _objective(request, slug)
    form = _form(request, objective)
    try:
        written = sending.written(request, form, lambda: _redefine(request, form, objective).slug)
    except SomebodyChangedIt:
        return _show_both(request, form, slug)
    if written:
        _advise(request, written)
        url = reverse("portfolio:objective_detail", args=[written])
        return sending.saved(request, _("Saved. Earlier days keep what stood then."), url)
    return sending.form_page(request, FORM_PAGE, form, objective=objective)


@require_http_methods(sending.FORM)
def objective_end(request: PortalRequest, slug: str) -> HttpResponse:
    """End an objective, or take an ended one up again."""
    if answer := office.closed(request):
        return answer
    objective = _objective(request, slug)
    url = reverse("portfolio:objective_detail", args=[slug])
    form = ObjectiveEndForm(request.POST or None, initial={"on": asked.as_of(request).today})
    by_me: dict[str, Any] = {"objective": objective, "by": request.user, "at": timezone.now()}
    if "resume" in request.POST:
        sent = OnceForm(request.POST)
        if sending.written(request, sent, lambda: actions.resume_objective(**by_me).slug):
            return sending.saved(request, _("Taken up again. Teams can tie work to it."), url)
    elif sending.written(
        request, form, lambda: actions.end_objective(**by_me, on=form.cleaned_data["on"]).slug
    ):
        return sending.saved(request, _("Ended. Its past stays readable."), url)
    return sending.form_page(request, "portfolio/objective_end.html", form, objective=objective)


@require_http_methods(sending.FORM)
def objective_order(request: PortalRequest) -> HttpResponse:
    """Show the objectives in their order; move one of them on POST."""
    if answer := office.closed(request):
        return answer
    rows = objectives.objectives_in_order(user=request.user)
    return ordering.answer(
        request, rows, template="portfolio/objective_order.html", here="portfolio:objective_order"
    )


def _define(request: PortalRequest, form: ObjectiveForm) -> Any:
    words = form.words()
    order = objectives.last_place(parent=words["parent"]) + 1
    return actions.define_objective(**words, order=order, by=request.user, at=timezone.now())


def _redefine(request: PortalRequest, form: ObjectiveForm, objective: Any) -> Any:
    return actions.redefine_objective(
        objective=objective,
        in_sight=form.in_sight,
        by=request.user,
        at=timezone.now(),
        **form.words(),
    )


def _objective(request: PortalRequest, slug: str) -> Any:
    objective = objectives.objective_now(slug, user=request.user)
    if objective is None:
        raise Http404
    return objective


def _form(
    request: PortalRequest, objective: Any = None, *, initial: dict[str, Any] | None = None
) -> ObjectiveForm:
    sent = request.POST if request.method == "POST" else None
    return objective_form(sent, user=request.user, objective=objective, initial=initial)


def _show_both(request: PortalRequest, form: ObjectiveForm, slug: str) -> HttpResponse:
    objective = _objective(request, slug)
    version = editions.version_named(form.in_sight, objective)
    offered: dict[str, Any] = {
        "portfolios": form.portfolios,
        "objectives": form.objectives,
        "people": form.people,
    }
    stands = objective_words(objective, **offered)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=objective_words(version, **offered) if version else stands,
        stands=stands,
        edition=editions.newest_version(objective),
        other=editions.written_last_by(objective),
        objective=objective,
    )


def _advise(request: PortalRequest, slug: str) -> None:
    """Say so where the shares meant for one level come to more than there is; it stops nothing."""
    total = objectives.share_meant_beside(_objective(request, slug))
    if total > 100:
        said = _("The shares meant for the objectives of this level add up to %(total)s%%.")
        messages.info(request, said % {"total": formats.number(total)})
