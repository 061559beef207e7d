"""The forms of portfolios: made, and reshaped."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pmo_portal.lib.access import PortalRequest
from portfolio.actions import portfolios as actions
from portfolio.actions.versions import SomebodyChangedIt
from portfolio.forms.offered import portfolio_form
from portfolio.forms.portfolio import PortfolioForm, portfolio_words
from portfolio.queries import editions, portfolios
from portfolio.views import office, sending

FORM_PAGE = "portfolio/portfolio_form.html"


@require_http_methods(sending.FORM)
def portfolio_define(request: PortalRequest) -> HttpResponse:
    """Make a portfolio and go to its page."""
    if answer := office.closed(request):
        return answer
    me = {"people": [request.user.public_id], **request.GET.dict()}
    form = _form(request, initial=me)
    if written := sending.written(request, form, lambda: _define(request, form).slug):
        url = reverse("portfolio:portfolio_detail", args=[written])
        return sending.saved(request, _("Saved. What goes into it?"), url)
    return sending.form_page(request, FORM_PAGE, form)


@require_http_methods(sending.FORM)
def portfolio_edit(request: PortalRequest, slug: str) -> HttpResponse:
    """Reshape a portfolio; where somebody else did meanwhile, show both."""
    if answer := office.closed(request):
        return answer
    portfolio = _portfolio(request, slug)
    form = _form(request, portfolio)
    try:
        written = sending.written(request, form, lambda: _reshape(request, form, portfolio).slug)
    except SomebodyChangedIt:
        return _show_both(request, form, slug)
    if written:
        url = reverse("portfolio:portfolio_detail", args=[written])
        return sending.saved(request, _("Saved. Earlier days keep what stood then."), url)
    return sending.form_page(request, FORM_PAGE, form, portfolio=portfolio)


def _define(request: PortalRequest, form: PortfolioForm) -> Any:
    words = form.words()
    order = portfolios.last_place(parent=words["parent"]) + 1
    return actions.define_restricted(**words, order=order, by=request.user, at=timezone.now())


def _reshape(request: PortalRequest, form: PortfolioForm, portfolio: Any) -> Any:
    return actions.reshape_portfolio(
        portfolio=portfolio,
        **form.words(),
        in_sight=form.in_sight,
        by=request.user,
        at=timezone.now(),
    )


def _portfolio(request: PortalRequest, slug: str) -> Any:
    portfolio = portfolios.portfolio_now(slug, user=request.user)
    if portfolio is None:
        raise Http404
    return portfolio


def _form(
    request: PortalRequest, portfolio: Any = None, *, initial: dict[str, Any] | None = None
) -> PortfolioForm:
    sent = request.POST if request.method == "POST" else None
    return portfolio_form(sent, user=request.user, portfolio=portfolio, initial=initial)


def _show_both(request: PortalRequest, form: PortfolioForm, slug: str) -> HttpResponse:
    portfolio = _portfolio(request, slug)
    version = editions.version_named(form.in_sight.partition("-")[0], portfolio)
    edition = portfolios.edition_of(portfolio)
    stands = _words(form, portfolio, portfolio, edition)
    return sending.both_page(
        request,
        FORM_PAGE,
        form,
        seen=_words(form, version, portfolio, form.in_sight) if version else stands,
        stands=stands,
        edition=edition,
        other=editions.written_last_by(portfolio),
        portfolio=portfolio,
    )


def _words(form: PortfolioForm, version: Any, portfolio: Any, edition: str) -> dict[str, Any]:
    inside = portfolios.inside(portfolio, edition)
    offered: dict[str, Any] = {
        "portfolios": form.portfolios,
        "people": form.persons,
        "teams": form.groups,
    }
    return portfolio_words(version, inside, **offered)
