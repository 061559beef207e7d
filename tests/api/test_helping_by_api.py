"""Asks and answers by API: the rules of the pages, and never twice."""

import pytest

from products.models import Answer, Ask, Notice
from tests import factories

ASKS = "/api/v1/products/claims/asks/"


def post(client, url, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, format="json", headers=headers)


def test_an_ask_stands_in_the_open_at_once(as_user, product, member, executive):
    body = {"kind": "decision", "wording": "May we wait?", "to_role": "executive"}

    answer = post(as_user(member), ASKS, body)

    assert answer.status_code == 201, answer.content
    ask = Ask.objects.get()
    assert (answer.json()["id"], ask.product, ask.by) == (ask.public_id, product, member)
    assert Notice.objects.get().user == executive


def test_a_repeated_key_asks_once(as_user, product, member):
    client, body = as_user(member), {"kind": "advice", "wording": "How?"}

    first, again = (post(client, ASKS, body, key="k1") for _ in range(2))
    other = post(client, ASKS, {**body, "wording": "Why?"}, key="k1")

    assert (first.json()["id"], Ask.objects.count()) == (again.json()["id"], 1)
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"kind": "magic", "wording": "Now"}, "kind"),
        ({"kind": "advice", "wording": " "}, "wording"),
        ({"kind": "advice", "wording": "Now", "assignee": "me"}, "assignee"),
        (
            {"kind": "advice", "wording": "Now", "to_team": "payments", "to_role": "executive"},
            "detail",
        ),
    ],
)
def test_what_is_unclear_is_refused_by_name(as_user, product, member, body, wrong):
    answer = post(as_user(member), ASKS, body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not Ask.objects.exists()


def test_whoever_sees_an_ask_answers_and_its_team_ends_it(as_user, product, member, outsider, now):
    url = f"/api/v1/asks/{factories.ask(product, at=now).public_id}/answers/"

    assert (
        post(as_user(outsider), url, {"kind": "offered", "wording": "We can."}).status_code == 201
    )
    assert post(as_user(outsider), url, {"kind": "resolved"}).status_code == 403
    assert post(as_user(member), url, {"kind": "resolved"}).status_code == 201
    late = post(as_user(outsider), url, {"kind": "offered"})

    assert (late.status_code, list(late.json())) == (400, ["detail"])
    assert list(Answer.objects.values_list("kind", flat=True)) == ["offered", "resolved"]


def test_an_ask_of_hidden_work_is_not_there(as_user, team, outsider, now):
    hidden = factories.product(portfolio=factories.portfolio(restricted=True), team=team)
    ask = factories.ask(hidden, at=now)

    answer = post(as_user(outsider), f"/api/v1/asks/{ask.public_id}/answers/", {"kind": "offered"})

    assert answer.status_code == 404
