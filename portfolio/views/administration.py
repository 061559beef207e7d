"""Only an administrator comes in here; to others there is nothing at this address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from pmo_portal.lib.access import PortalRequest
from portfolio import permissions

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    """Let the view answer administrators alone."""

    @wraps(view)
    def answer(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.can_administer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return answer
