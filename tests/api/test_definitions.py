"""Outcomes and initiatives by API: in sight of what stands, once, and with the team's rules."""

import pytest

from products.models import Initiative, Outcome
from tests import factories

OUTCOMES = "/api/v1/products/claims/outcomes/"
INITIATIVES = "/api/v1/products/claims/initiatives/"


@pytest.fixture
def outcome(product):
    return factories.outcome("Claims settled in a week", product=product, unit="%", target=75)


@pytest.fixture
def initiative(product):
    return factories.initiative("Glass pilot", product=product)


@pytest.fixture
def client(as_user, member):
    return as_user(member)


def address(thing):
    return f"/api/v1/{type(thing).__name__.lower()}s/{thing.public_id}/"


def patch(client, thing, body, etag=None):
    etag = client.get(address(thing)).headers["ETag"] if etag is None else etag
    headers = {"If-Match": etag} if etag else {}
    return client.patch(address(thing), body, format="json", headers=headers)


def post(client, url, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, format="json", headers=headers)


def test_an_outcome_is_defined(client, product):
    objective = factories.objective("Grow")
    body = {
        "name": "Claims in 5 days",
        "objective": objective.slug,
        "unit": "%",
        "baseline": "44",
        "target": "75",
        "target_steps": [{"on": "2026-06-30", "value": "60"}],
    }

    answer = post(client, OUTCOMES, body)

    outcome = Outcome.objects.get()
    assert answer.status_code == 201, answer.content
    assert (answer.json()["id"], answer.json()["objective"]) == (outcome.public_id, "grow")
    assert (outcome.target, outcome.target_steps) == (75, [{"on": "2026-06-30", "value": 60.0}])
    assert answer.headers["ETag"] == client.get(address(outcome)).headers["ETag"]


def test_a_key_defines_once(client, product):
    answers = [post(client, OUTCOMES, {"name": "Once"}, key="k1") for _ in range(2)]
    other = post(client, OUTCOMES, {"name": "Other"}, key="k1")

    assert answers[0].json() == answers[1].json()
    assert (Outcome.objects.count(), other.status_code) == (1, 422)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "A", "tagret": 1}, "tagret"),
        ({}, "name"),
        ({"name": "A", "objective": "nowhere"}, "objective"),
        ({"name": "A", "target_on": "2900-01-01"}, "target_on"),
        ({"name": "A", "measure_kind": "guess"}, "measure_kind"),
        ({"name": "A", "baseline": 5, "target": 5}, "detail"),
        ({"name": "A\u0000"}, "name"),
        ({"name": "A", "target_steps": None}, "target_steps"),
    ],
)
def test_what_is_unclear_is_named_and_nothing_written(client, product, body, field):
    answer = post(client, OUTCOMES, body)

    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert not Outcome.objects.exists()


def test_a_change_leaves_what_was_not_sent(client, outcome):
    answer = patch(client, outcome, {"target": "70", "reason": "Glass came late"})

    outcome.refresh_from_db()
    assert answer.status_code == 200, answer.content
    assert (outcome.target, outcome.unit, outcome.name) == (70, "%", "Claims settled in a week")
    assert answer.headers["ETag"] == client.get(address(outcome)).headers["ETag"]


def test_a_moved_target_needs_a_reason(client, outcome):
    answer = patch(client, outcome, {"target": "70"})

    assert (answer.status_code, answer.json()) == (
        400,
        {"detail": ["Say why the target changes; the reason stays beside it."]},
    )


def test_a_change_says_what_it_was_written_in_sight_of(client, outcome):
    assert patch(client, outcome, {"name": "B"}, etag="").status_code == 428
    assert patch(client, outcome, {"name": "B"}, etag="*").status_code == 200


def test_a_stale_change_is_answered_with_what_stands(client, outcome):
    stale = client.get(address(outcome)).headers["ETag"]
    patch(client, outcome, {"name": "Theirs"})

    answer = patch(client, outcome, {"name": "Mine"}, etag=stale)

    assert answer.status_code == 412
    assert answer.json()["stands"]["name"] == "Theirs"
    assert Outcome.objects.get().name == "Theirs"


def test_an_outcome_is_closed_and_opened_again(client, outcome):
    closed = patch(client, outcome, {"closed_as": "realised", "learned": "Start small."})
    again = patch(client, outcome, {"closed_as": ""})

    assert (closed.status_code, closed.json()["learned"]) == (200, "Start small.")
    assert (again.status_code, again.json()["closed_on"]) == (200, None)


def test_nobody_but_the_team_writes(as_user, outcome, initiative, executive, pmo_lead, outsider):
    answers = {
        person.email: [
            patch(as_user(person), thing, {}).status_code for thing in (outcome, initiative)
        ]
        + [post(as_user(person), url, {}).status_code for url in (OUTCOMES, INITIATIVES)]
        for person in (executive, pmo_lead, outsider)
    }

    assert answers == dict.fromkeys(answers, [403] * 4)


def test_a_past_day_cannot_be_written(client, outcome):
    url = f"{address(outcome)}?on=2025-03-01"

    answer = client.patch(url, {"name": "B"}, format="json", headers={"If-Match": "*"})

    assert (answer.status_code, list(answer.json())) == (400, ["on"])


def test_an_initiative_is_started_with_what_it_should_move(client, outcome):
    body = {
        "title": "Glass pilot",
        "due_on": "2026-03-31",
        "moves": [{"outcome": outcome.public_id, "expected_share": "40"}],
    }

    answer = post(client, INITIATIVES, body)

    work = Initiative.objects.get()
    assert answer.status_code == 201, answer.content
    assert answer.json()["first_promised_on"] == "2026-03-31"
    assert [(t.outcome, t.expected_share) for t in work.contributions.all()] == [(outcome, 40)]


def test_a_moved_day_needs_a_reason_and_keeps_the_first_promise(client, initiative):
    patch(client, initiative, {"due_on": "2026-03-31"})

    refused = patch(client, initiative, {"due_on": "2026-04-30"})
    moved = patch(client, initiative, {"due_on": "2026-04-30", "reason": "The bank moved"})

    assert refused.status_code == 400
    assert (moved.json()["due_on"], moved.json()["first_promised_on"]) == (
        "2026-04-30",
        "2026-03-31",
    )


def test_a_new_tie_makes_an_etag_stale(client, initiative, outcome):
    stale = client.get(address(initiative)).headers["ETag"]
    patch(client, initiative, {"moves": [{"outcome": outcome.public_id}]})

    assert patch(client, initiative, {"title": "Mine"}, etag=stale).status_code == 412


def test_an_initiative_is_stopped_with_a_reason(client, initiative):
    refused = patch(client, initiative, {"stage": "stopped"})
    stopped = patch(client, initiative, {"stage": "stopped", "stop_reason": "Nobody used it."})

    assert (refused.status_code, stopped.json()["stop_reason"]) == (400, "Nobody used it.")
    assert patch(client, initiative, {"title": "Late"}).status_code == 400


def test_an_outcome_is_read_at_a_cadence_of_its_own(client, product, outcome, member):
    outcome.owner = member
    outcome.save()
    defined = post(client, OUTCOMES, {"name": "Complaints", "cadence": "monthly"})
    changed = patch(client, outcome, {"cadence": "quarterly"})
    unknown = patch(client, outcome, {"cadence": "hourly"})

    assert (defined.json()["cadence"], changed.json()["cadence"]) == ("monthly", "quarterly")
    assert (unknown.status_code, list(unknown.json())) == (400, ["cadence"])
    outcome.refresh_from_db()
    assert (outcome.cadence, outcome.owner) == ("quarterly", member)


def test_an_owner_is_one_of_the_team_and_named_to_the_team_alone(
    client, as_user, outcome, member, lead, executive, outsider
):
    named = patch(client, outcome, {"owner": lead.email})
    stranger = patch(client, outcome, {"owner": outsider.email})

    assert (named.status_code, named.json()["owner"]) == (200, lead.email)
    assert (stranger.status_code, list(stranger.json())) == (400, ["owner"])
    assert as_user(executive).get(address(outcome)).json()["owner"] is None
    client = as_user(member)
    assert client.get("/api/v1/outcomes/").json()["results"][0]["owner"] == lead.email
    assert patch(client, outcome, {"owner": None}).json()["owner"] is None
    past = client.get(address(outcome), {"on": "2025-02-01"}).json()
    assert past["owner"] is None
