"""A team's frame by API: its members change it, in sight of what stands."""

import pytest

URL = "/api/v1/teams/payments/"


def patch(client, body, etag=None):
    etag = client.get(URL).headers["ETag"] if etag is None else etag
    headers = {"If-Match": etag} if etag else {}
    return client.patch(URL, body, format="json", headers=headers)


def test_what_is_not_sent_stays(as_user, team, member):
    client = as_user(member)
    patch(client, {"unwanted_parts": ["ask"], "confidence_scale": 10})

    answer = patch(client, {"outcome_word": "Goal", "outcome_words": "Goals"})

    team.refresh_from_db()
    assert (answer.status_code, answer.json()["outcome_word"]) == (200, "Goal")
    assert answer.headers["ETag"] == client.get(URL).headers["ETag"]
    assert (team.outcome_words, team.confidence_scale, team.unwanted_parts) == (
        "Goals",
        10,
        ["ask"],
    )


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"outcome_word": "Goal"}, "outcome_words"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"confidence_scale": 7}, "confidence_scale"),
        ({"unwanted_parts": ["magic"]}, "unwanted_parts"),
        ({"name": "Others"}, "name"),
    ],
)
def test_what_is_unclear_is_named(as_user, team, member, body, wrong):
    answer = patch(as_user(member), body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])


def test_only_its_members_change_it(as_user, team, lead, outsider, pmo_lead):
    people = (lead, outsider, pmo_lead)

    answers = [patch(as_user(person), {"cadence": "monthly"}).status_code for person in people]

    assert answers == [200, 403, 403]


def test_a_change_names_what_it_has_in_sight(as_user, team, member):
    client = as_user(member)
    old = client.get(URL).headers["ETag"]
    patch(client, {"cadence": "monthly"})

    blind = patch(client, {"first_weekday": 6}, etag="")
    stale = patch(client, {"first_weekday": 6}, etag=old)

    assert (blind.status_code, stale.status_code) == (428, 412)
    assert stale.json()["stands"]["cadence"] == "monthly"


def test_a_past_day_is_not_written(as_user, team, member):
    answer = as_user(member).patch(f"{URL}?on=2025-05-01", {}, format="json")

    assert (answer.status_code, list(answer.json())) == (400, ["on"])
