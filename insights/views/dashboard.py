"""The first page: the portfolio."""

from hashlib import blake2b

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import etag, require_safe

from insights.dashboards.portfolio import portfolio_page
from insights.dashboards.saved_views import SavedViews, saved_views
from insights.facts import visible
from insights.forms.saved_views import SaveViewForm
from insights.queries import figures, scopes
from insights.queries.moments import one_snapshot
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.release import release
from portfolio.permissions import can_set_direction


def _version(request: PortalRequest, views: SavedViews) -> str | None:
    """Return what changes whenever the page would; None while a message waits to be shown."""
    if len(get_messages(request)):
        return None
    parts = (
        release(),
        figures.progress_of_roll_up(),
        sorted(visible.parameters(request.user)["hidden"]),
        asked.as_of(request).today,
        request.get_full_path(),
        get_language(),
        request.COOKIES.get(settings.CSRF_COOKIE_NAME),
        views,
    )
    return f'"{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


@require_safe
def dashboard(request: PortalRequest) -> HttpResponse:
    """Show the portfolio, or the part of it asked for; open it with the person's own view."""
    views = saved_views(request.user, request.path, request.GET.dict())
    return redirect(views.opens) if views.opens else _shown(request, views)


@etag(_version)
def _shown(request: PortalRequest, views: SavedViews) -> HttpResponse:
    as_of, user = asked.as_of(request), request.user
    with one_snapshot():
        page = portfolio_page(
            scopes.scope_asked(request.GET, user=user),
            request.GET.dict(),
            as_of=as_of,
            organisation=request.organisation,
            user=user,
        )
    can_start = can_set_direction(user)
    shown = {"page": page, "can_start": can_start, "views": views, "save_form": SaveViewForm()}
    response = render(request, "insights/dashboard.html", shown)
    patch_cache_control(response, private=True, no_cache=True)
    return response
