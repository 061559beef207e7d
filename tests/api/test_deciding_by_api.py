"""Decisions by API: on record once, by those who may, and hidden with what they are about."""

from datetime import UTC, date, datetime

import pytest

from products.models import Answer, Decision
from tests import factories

EARLY = datetime(2025, 3, 3, 9, tzinfo=UTC)
LATE = datetime(2025, 6, 2, 9, tzinfo=UTC)
LIST = "/api/v1/decisions/"


@pytest.fixture
def ask(product):
    return factories.ask(product, at=EARLY)


def decide(client, ask, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    url = f"/api/v1/asks/{ask.public_id}/decisions/"
    return client.post(url, body, format="json", headers=headers)


def ids(client, query=""):
    return [row["id"] for row in client.get(LIST + query).json()["results"]]


def test_a_decision_answers_the_ask_once(as_user, ask, executive):
    client, body = as_user(executive), {"what": "Wait", "decided_on": "2026-01-05"}

    first, again = (decide(client, ask, body, key="k1") for _ in range(2))
    other = decide(client, ask, {**body, "what": "Go"}, key="k1")

    decision = Decision.objects.get()
    assert (first.status_code, first.json(), other.status_code) == (201, again.json(), 422)
    assert (decision.ask, decision.by, decision.decided_on) == (ask, executive, date(2026, 1, 5))
    assert Answer.objects.get().wording == "Wait"


def test_only_those_who_may_decide_do(as_user, ask, outsider, member, pmo_lead):
    people = (outsider, member, pmo_lead)

    answers = [decide(as_user(person), ask, {"what": "Go"}).status_code for person in people]

    assert answers == [403, 201, 201]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [({"what": " "}, "what"), ({"what": "Go", "who": "me"}, "who")],
)
def test_what_is_unclear_is_named(as_user, ask, member, body, wrong):
    answer = decide(as_user(member), ask, body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not Decision.objects.exists()


def test_decisions_are_read_as_known_on_a_day(as_user, ask, member):
    early = factories.decision(ask, at=EARLY).public_id
    late = factories.decision(ask, at=LATE).public_id
    client = as_user(member)

    assert (ids(client, "?on=2025-05-01"), ids(client)) == ([early], [late, early])
    assert ids(client, "?decided_from=2025-04-01") == [late]
    assert ids(client, "?product=claims&decided_to=2025-04-01") == [early]
    assert ids(client, "?ask=nothing") == []


@pytest.mark.parametrize("about", ["product", "ask", "objective"])
def test_a_decision_about_hidden_things_is_hidden(as_user, ask, member, outsider, about):
    hidden = factories.portfolio(restricted=True)
    open_decision = factories.decision(ask, at=EARLY).public_id
    secret = factories.product(portfolio=hidden, team=ask.product.team)
    things = {
        "product": {"product": secret},
        "ask": {"ask": factories.ask(secret, at=EARLY), "product": None},
        "objective": {"objective": factories.objective(portfolio=hidden)},
    }
    decision = factories.decision(**{"ask": ask, **things[about]}, at=EARLY).public_id
    client = as_user(outsider)

    assert ids(client) == [open_decision]
    assert client.get(f"{LIST}{decision}/").status_code == 404
    seen_by_its_team = [open_decision] if about == "objective" else [decision, open_decision]
    assert ids(as_user(member)) == seen_by_its_team
