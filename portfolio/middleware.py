"""What every request knows: whose portal this is. What every wrong question gets: help."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from pmo_portal.lib.asked import BadQuestion
from portfolio.queries import organisations

GetResponse = Callable[[HttpRequest], HttpResponse]


class OrganisationMiddleware:
    """Set `request.organisation`, read when first looked at, false before the founding.

    Until then every view leads to the welcome page, but those marked `opens_before_founding`.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.organisation = SimpleLazyObject(organisations.the_organisation)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the welcome page while there is no organisation."""
        if getattr(view, "opens_before_founding", False) or request.organisation:  # type: ignore[attr-defined]
            return None
        return redirect("portfolio:welcome")


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
        return render(request, "bad_question.html", {"problem": problem}, status=404)
