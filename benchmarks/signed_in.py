"""The measure of pages: what it takes to say the name of a person who is signed in."""

import time
from collections.abc import Callable
from statistics import median

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from pmo_portal.urls import urlpatterns as pages

NAME = "/only-the-name/"


def only_the_name(request: HttpRequest) -> HttpResponse:
    """Answer with the person's name and nothing else."""
    said = engines["django"].from_string("<p>{{ user.name }}</p>")
    return HttpResponse(said.render({"user": request.user}, request))


urlpatterns = [path(NAME.lstrip("/"), only_the_name), *pages]


def cpu(
    work: Callable[[], object], *, before: Callable[[], object] = int, times: int = 25
) -> float:
    """Return the median of the processor's seconds that the work takes, after three warm-ups.

    What is done `before` each time does not count.
    """
    for _ in range(3):
        work()
    taken = []
    for _ in range(times):
        before()
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken)
