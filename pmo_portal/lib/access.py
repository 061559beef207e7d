"""Who is asking and of whom, and which pages open before there is anybody to ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from portfolio.models import Organisation, User


class PortalRequest(HttpRequest):
    """What a view behind sign-in is handed; middleware has set all three."""

    user: "User"
    organisation: "Organisation"
    htmx: HtmxDetails


def opens_before_founding(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the view answer while the installation has no organisation yet."""
    view.opens_before_founding = True  # type: ignore[attr-defined]  # the middleware reads it
    return view
