"""The forms of money: entered, corrected, struck out."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from portfolio.forms.once import OnceForm
from portfolio.queries.objectives import objectives_now
from portfolio.queries.portfolios import portfolio_now
from portfolio.views import office, sending
from products import permissions
from products.actions import funding as actions
from products.actions.changes import SomebodyChangedIt
from products.dashboards.histories import money_history
from products.forms.funding import FundingForm, money_words
from products.queries import editions, funding
from products.views.pages import as_known

FORM_PAGE = "products/funding_form.html"
FILLED = ("planned", "actual", "forecast", "objective", "kind", "period_start", "period_end")


@require_http_methods(sending.FORM)
def portfolio_fund(request: PortalRequest, slug: str) -> HttpResponse:
    """Enter money of a portfolio that no product has yet."""
    if answer := office.closed(request):
        return answer
    portfolio = portfolio_now(slug, user=request.user)
    if portfolio is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    offered = objectives_now(user=request.user)
    form = FundingForm(sent, objectives=offered, initial=filled(request))
    about: dict[str, Any] = {"portfolio": portfolio, "home": _home(None, portfolio)}

    def write() -> str:
        by, at = request.user, timezone.now()
        return actions.enter_funding(
            portfolio=portfolio, money=form.money(), by=by, at=at
        ).public_id

    if sending.written(request, form, write):
        return sending.saved(request, _("Saved. Everyone sees it now."), about["home"])
    return sending.form_page(request, FORM_PAGE, form, **about)


@require_http_methods(sending.FORM)
def funding_edit(request: PortalRequest, public_id: str) -> HttpResponse:
    """Correct a line of money, or strike it out; where somebody else did meanwhile, show both."""
    line = get_object_or_404(funding.visible_lines(request.user), public_id=public_id)
    if answer := _closed(request, line):
        return answer
    form = _form(request, line)
    home = _home(line.product, line.portfolio)
    by_me: dict[str, Any] = {"line": line, "by": request.user, "at": timezone.now()}
    if "strike" in request.POST:
        today = asked.as_of(request).today
        sent = OnceForm(request.POST)
        if sending.written(
            request, sent, lambda: actions.strike_funding(**by_me, on=today).public_id
        ):
            return sending.saved(request, _("Struck out. Earlier days keep it."), home)

    def correct() -> str:
        money, in_sight = form.money(), form.in_sight
        return actions.correct_funding(**by_me, money=money, in_sight=in_sight).public_id

    try:
        written = sending.written(request, form, correct)
    except SomebodyChangedIt:
        return _show_both(request, form, public_id)
    if written:
        return sending.saved(request, _("Saved. Earlier days keep what stood then."), home)
    return sending.form_page(request, FORM_PAGE, form, **_about(request, line))


def filled(request: PortalRequest) -> dict[str, str]:
    """Return what the address fills in: a scenario leads here with the figures it proposes."""
    return {name: request.GET[name] for name in FILLED if request.GET.get(name)}


def _closed(request: PortalRequest, line: Any) -> HttpResponse | None:
    as_of = asked.as_of(request)
    if not permissions.can_fund(request.user, product=line.product, portfolio=line.portfolio):
        return render(request, "portfolio/office_only.html", {"as_of": as_of}, status=403)
    if as_of.is_past:
        return render(request, "portfolio/office_past.html", {"as_of": as_of})
    return None


def _form(request: PortalRequest, line: Any) -> FundingForm:
    offered: dict[str, Any] = {
        "objectives": objectives_now(user=request.user),
        "initiatives": funding.initiatives_to_fund(line, user=request.user),
    }
    seen = {one.pk for one in offered["objectives"]}
    return FundingForm(
        request.POST if request.method == "POST" else None,
        **offered,
        kept=None if line.objective_id in seen else line.objective,
        initial={
            **money_words(line, **offered),
            **filled(request),
            "edition": editions.edition_of(line),
        },
    )


def _show_both(request: PortalRequest, form: FundingForm, public_id: str) -> HttpResponse:
    line = funding.visible_lines(request.user).get(public_id=public_id)
    offered: dict[str, Any] = {"objectives": form.objectives, "initiatives": form.initiatives}
    version = editions.thing_in(form.in_sight, line)
    stands = money_words(line, **offered)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=money_words(version, **offered) if version else stands,
        stands=stands,
        edition=editions.edition_of(line),
        other=editions.changed_by(line),
        **_about(request, line),
    )


def _about(request: PortalRequest, line: Any) -> dict[str, Any]:
    known = as_known(request, asked.as_of(request))
    return {
        "portfolio": line.portfolio,
        "product": line.product,
        "line": line,
        "home": _home(line.product, line.portfolio),
        "page": {"versions": money_history(line, known=known)},
    }


def _home(product: Any, portfolio: Any) -> str:
    if product is not None:
        return reverse("products:product_detail", args=[product.slug])
    return reverse("portfolio:portfolio_detail", args=[portfolio.slug])
