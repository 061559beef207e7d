"""The page of one objective."""

from django.http import HttpRequest, HttpResponse


def objective_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the objective as known on the day asked for."""
    return HttpResponse(slug)
