"""The form of a team's people: what it has to give by month, and what for."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.calendar import months_from
from portfolio.queries.objectives import objectives_now
from portfolio.queries.teams import visible_teams
from portfolio.views import sending
from products import permissions
from products.actions.changes import SomebodyChangedIt
from products.actions.plans import plan_people
from products.forms.people import PlanForm, plan_words, rows_named
from products.queries import plans
from products.queries.plans import Plan
from products.queries.products import visible_products

FORM_PAGE = "products/people_plan.html"
MONTHS = 6


@require_http_methods(sending.FORM)
def people_plan(request: PortalRequest, slug: str) -> HttpResponse:
    """Let a team say where its time goes; where a colleague did meanwhile, show both."""
    team = get_object_or_404(visible_teams(request.user), slug=slug)
    as_of = asked.as_of(request)
    context = {"team": team, "as_of": as_of}
    if not permissions.can_plan_people(request.user, team.pk):
        return render(request, "products/plan_closed.html", context, status=403)
    if as_of.is_past:
        return render(request, "products/plan_past.html", context)
    months = months_from(_first(request, as_of.today), MONTHS)
    stands = plans.plan(team, months, user=request.user)
    form = _form(request, team, months, stands)
    try:
        written = sending.written(request, form, lambda: _write(request, form, team))
    except SomebodyChangedIt:
        return _show_both(request, form, team)
    if written:
        url = f"{reverse('insights:resources')}?team={team.slug}"
        return sending.saved(request, _("Saved. Everyone sees it now."), url)
    return sending.form_page(request, FORM_PAGE, form, **_about(request, form, team))


def _write(request: PortalRequest, form: PlanForm, team: Any) -> str:
    return plan_people(
        team=team,
        capacity=form.capacity(),
        times=form.times(),
        in_sight=form.in_sight,
        by=request.user,
        at=timezone.now(),
    ).public_id


def _first(request: PortalRequest, today: date) -> date:
    """Return the first month of the grid, this month unless another is asked for."""
    text = request.GET.get("from", "")
    return asked.day(f"{text}-01", name="from") if text else today.replace(day=1)


def _form(request: PortalRequest, team: Any, months: list[date], stands: Plan) -> PlanForm:
    """Return the form: what stands, and on top what the address or the person fills in."""
    sent = request.POST if request.method == "POST" else None
    products = list(visible_products(request.user))
    objectives = plans.objectives_for(stands, objectives_now(user=request.user), user=request.user)
    filled = sent if sent is not None else request.GET
    rows = [*stands.rows, *rows_named(filled, products=products, objectives=objectives)]
    form = PlanForm(
        sent,
        months=months,
        rows=list(dict.fromkeys(rows)),
        products=products,
        objectives=objectives,
    )
    form.initial.update(plan_words(form, stands), edition=plans.edition_of(team))
    form.fill_in(request.GET.dict())
    return form


def _show_both(request: PortalRequest, form: PlanForm, team: Any) -> HttpResponse:
    now = plans.plan(team, form.months, user=request.user)
    then = plans.plan_in(form.in_sight, team, form.months, user=request.user)
    form.rows = list(dict.fromkeys([*form.rows, *now.rows, *then.rows]))
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=plan_words(form, then),
        stands=plan_words(form, now),
        edition=plans.edition_of(team),
        other=plans.changed_by(team),
        **_about(request, form, team),
    )


def _about(request: PortalRequest, form: PlanForm, team: Any) -> dict[str, Any]:
    return {"team": team, "hidden_rows": plans.hidden_rows(team, form.months, user=request.user)}
