"""What every request knows: whose portal this is. What every wrong question gets: help."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from pmo_portal.lib.asked import BadQuestion
from portfolio.queries import organisations

GetResponse = Callable[[HttpRequest], HttpResponse]


class OrganisationMiddleware:
    """Set `request.organisation`, read when first looked at, false before the founding.

    Moments read in its time zone. Until the founding every view leads to the welcome page, but
    those marked `opens_before_founding`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.organisation = SimpleLazyObject(organisations.the_organisation)  # type: ignore[attr-defined]
        with timezone.override(None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the welcome page while there is no organisation."""
        if getattr(view, "opens_before_founding", False):
            return None
        if not request.organisation:  # type: ignore[attr-defined]
            return redirect("portfolio:welcome")
        timezone.activate(request.organisation.zone)  # type: ignore[attr-defined]
        return None


class BadQuestionMiddleware:
    """Answer a question that has no answer with a page that says how to ask it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Show what is wrong with the question and how to mend it."""
        if not isinstance(problem, BadQuestion):
            return None
        context = {"message": problem.message, "hint": problem.hint}
        return render(request, "bad_question.html", context, status=404)
