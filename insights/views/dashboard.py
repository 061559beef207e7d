"""The first page: the portfolio."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from insights.dashboards import ready
from insights.dashboards.portfolio import Asking
from insights.dashboards.saved_views import saved_views
from insights.forms.saved_views import SaveViewForm
from insights.queries import scopes
from insights.queries.edition import Edition, edition
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.asked import AsOf, BadQuestion
from portfolio.permissions import can_set_direction

SHORT = ("health", "stage", "kind", "q")


@require_safe
def dashboard(request: PortalRequest) -> HttpResponse:
    """Show the portfolio, or the part of it asked for; open it with the person's own view."""
    if in_full := _in_full(request.GET):
        return redirect(f"{request.path}?{in_full}")
    as_of = asked.as_of(request)
    stands = edition(request.user, on=as_of.on)
    version = ready.version(stands, as_of, query=request.GET.urlencode())
    etag = ready.digest(version, stands.views, request.COOKIES.get(settings.CSRF_COOKIE_NAME))
    has_news = bool(len(get_messages(request)))
    response = None if has_news else get_conditional_response(request, etag=etag)
    if response is None:
        views = saved_views(request.user, request.path, request.GET.dict())
        if views and views.opens:
            return redirect(views.opens)
        response = _shown(request, as_of, stands, version, etag=etag, views=views)
    if not has_news:
        response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _in_full(query: QueryDict) -> str:
    """Return the query with what lists say in short, of themselves, said of products here."""
    if not any(query.get(name) for name in SHORT):
        return ""
    full = query.copy()
    for name in SHORT:
        if value := full.pop(name, [""])[-1]:
            full.setdefault(f"product_{name}", value)
    return full.urlencode()


def asking(request: PortalRequest, as_of: AsOf, stands: Edition) -> Asking:
    """Return what the address asks of the portfolio.

    Raises BadQuestion for a place nobody knows, and for a filter that only lists have.
    """
    parameters = request.GET.dict()
    if parameters.get("age"):
        raise BadQuestion(
            _("The portfolio cannot be narrowed by age."),
            _("Take it out of the address, or ask a list."),
        )
    scope = scopes.scope_asked(
        parameters, user=request.user, on=as_of.on, now=stands.day == as_of.on == as_of.today
    )
    return Asking(scope, parameters, as_of, stands, request.organisation, request.user)


def _shown(
    request: PortalRequest, as_of: AsOf, stands: Edition, version: str, **more: object
) -> HttpResponse:
    """Return the page; its figures are looked up once for all to whom they read the same."""
    question = asking(request, as_of, stands)
    shown = {
        "as_of": as_of,
        "is_begun": stands.is_begun,
        "parts": SimpleLazyObject(lambda: ready.parts(question, version=version, request=request)),
        "version": version,
        "can_start": can_set_direction(request.user),
        "save_form": SaveViewForm(),
        **asked.links_kept(request),
        **more,
    }
    return render(request, "insights/dashboard.html", shown)
