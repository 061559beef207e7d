"""The policy under which every page runs."""

from django.http import HttpRequest, HttpResponse
from django.test import Client

from pmo_portal.lib.csp import CSP, HEADER, ContentSecurityPolicyMiddleware, build_policy

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def test_policy_names_each_directive_with_its_sources():
    assert build_policy({"default-src": [CSP.NONE], "img-src": [CSP.SELF, "data:"]}) == (
        "default-src 'none'; img-src 'self' data:"
    )


def test_every_answer_carries_the_policy(client: Client, organisation):
    assert client.get("/no-such-page/").headers[HEADER] == POLICY
    assert client.get("/").headers[HEADER] == POLICY


def test_a_response_may_bring_a_policy_of_its_own():
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "default-src 'self'"})

    assert (
        ContentSecurityPolicyMiddleware(view)(HttpRequest()).headers[HEADER] == "default-src 'self'"
    )
