"""The content security policy, shaped like Django 6's so that an upgrade deletes this file."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


class CSP:
    """The sources a policy may name."""

    SELF = "'self'"
    NONE = "'none'"


def build_policy(config: dict[str, list[str]]) -> str:
    """Return the header's text for directives and the sources each allows."""
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in config.items())


class ContentSecurityPolicyMiddleware:
    """Send the policy of `SECURE_CSP` with every response that does not bring its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the policy."""
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response
