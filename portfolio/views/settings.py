"""The settings page."""

from django.http import HttpRequest, HttpResponse


def settings(request: HttpRequest) -> HttpResponse:
    """Show what a person may set."""
    return HttpResponse("")
