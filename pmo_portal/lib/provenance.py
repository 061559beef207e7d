"""Every change has a name on it: who, when, through which door, in which request.

The triggers of django-pghistory copy this context into each version they write.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse

from pmo_portal.lib.vocabulary import Door

DOORS = {"api": Door.API, "admin": Door.ADMIN}


@contextmanager
def provenance(*, door: Door, by: Any = None, **details: Any) -> Iterator[None]:
    """Name the author and the door of all changes made inside the block."""
    with pghistory.context(door=str(door), user=by.pk if by else None, **details):
        yield


@contextmanager
def authored(by: Any) -> Iterator[None]:
    """Name the author of all changes made inside the block, whichever the door."""
    if by is None:
        yield
        return
    with pghistory.context(user=by.pk):
        yield


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Keep the reason with each version written inside the block, and with no other."""
    with pghistory.context(reason=reason) as known:
        try:
            yield
        finally:
            known.metadata.pop("reason", None)


class ProvenanceMiddleware:
    """Name the author, the door and the request id of every change made by a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        door = DOORS.get(request.path.split("/")[1], Door.WEB)
        request_id = request.headers.get("X-Request-ID") or uuid.uuid4().hex
        user = getattr(request, "user", None)
        by = user if user is not None and user.is_authenticated else None
        with provenance(door=door, by=by, request_id=request_id[:64]):
            return self.get_response(request)
