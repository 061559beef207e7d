"""A check-in and a batch of readings by API: the rules of the pages, and never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from products.models import Ask, CheckIn, Initiative, InitiativeLine, Outcome, Reading
from tests import factories

CHECK_INS = "/api/v1/products/claims/check-ins/"
READINGS = "/api/v1/products/claims/readings/"


@pytest.fixture
def outcome(product):
    return factories.outcome("Claims settled in a week", product=product)


@pytest.fixture
def client(as_user, member):
    return as_user(member)


def post(client, url, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(url, body, format="json", headers=headers)


def test_a_check_in_is_published_with_all_it_says(client, product, outcome, team):
    work = factories.initiative(product=product)
    body = {
        "health": "at_risk",
        "confidence": 60,
        "what_changed": "The bank moved its date.",
        "readings": [{"outcome": outcome.public_id, "value": "61.5"}],
        "initiatives": [
            {"initiative": work.public_id, "health": "off_track", "due_on": "2030-01-31"}
        ],
        "ask": {"kind": "decision", "wording": "May we wait?", "to_team": team.slug},
    }

    answer = post(client, CHECK_INS, body)

    assert answer.status_code == 201, answer.content
    shown = answer.json()
    check_in = CheckIn.objects.get()
    assert (shown["id"], shown["health"], shown["confidence"]) == (
        check_in.public_id,
        "at_risk",
        60,
    )
    assert [line["outcome"] for line in shown["outcomes"]] == [outcome.public_id]
    assert str(Outcome.objects.get().current_value) == "61.500000"
    assert InitiativeLine.objects.get().health == "off_track"
    assert Initiative.objects.get().due_on.isoformat() == "2030-01-31"
    assert Ask.objects.get().to_team == team


def test_the_least_there_is_to_say_is_the_health(client, product):
    assert post(client, CHECK_INS, {"health": "on_track"}).status_code == 201


def test_a_repeated_key_answers_with_the_first_check_in(client, product):
    first = post(client, CHECK_INS, {"health": "on_track"}, key="k1")
    second = post(client, CHECK_INS, {"health": "on_track"}, key="k1")

    assert (first.json(), CheckIn.objects.count()) == (second.json(), 1)
    assert second.status_code == 201


@pytest.mark.parametrize("url", [CHECK_INS, READINGS])
def test_a_key_with_another_body_is_refused(client, outcome, url):
    row = {"outcome": outcome.public_id, "observed_on": "2025-03-03"}
    first, other = ({"health": "on_track"}, {"health": "at_risk"}) if url == CHECK_INS else (
        [{**row, "value": 1}], [{**row, "value": 2}]
    )  # fmt: skip
    post(client, url, first, key="k1")

    answer = post(client, url, other, key="k1")

    assert answer.status_code == 422
    assert "another body" in answer.json()["detail"]


def test_a_newer_check_in_is_not_passed_over_unseen(client, product, lead):
    newer = factories.check_in(product, at=timezone.now() - timedelta(hours=1), by=lead)

    answer = post(client, CHECK_INS, {"health": "on_track", "based_on": ""})

    assert (answer.status_code, CheckIn.objects.count()) == (409, 1)
    assert newer.public_id in answer.json()["detail"]
    based = {"health": "on_track", "based_on": newer.public_id}
    assert post(client, CHECK_INS, based).status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"health": "on_track", "helth": "x"}, "helth"),
        ({"health": "red"}, "health"),
        ({"health": "not_reported"}, "health"),
        ({"health": "on_track", "confidence": 101}, "confidence"),
        ({"health": "on_track", "readings": [{"outcome": "nothing-here", "value": 1}]}, "readings"),
        ({"health": "on_track", "supersedes": "aaaaaaaaaa"}, "supersedes"),
        ({"health": "on_track", "ask": {"kind": "favour", "wording": "x"}}, "ask"),
    ],
)
def test_what_is_wrong_is_named(client, product, body, field):
    answer = post(client, CHECK_INS, body)

    assert (answer.status_code, list(answer.json()), CheckIn.objects.count()) == (400, [field], 0)


def test_an_outcome_is_spoken_of_once(client, outcome):
    row = {"outcome": outcome.public_id, "value": 1}

    answer = post(client, CHECK_INS, {"health": "on_track", "readings": [row, row]})

    assert answer.json() == {"readings": ["Speak of each one once."]}


def test_what_an_action_refuses_is_said_in_a_sentence(client, product, team):
    ask = {"kind": "advice", "wording": "How?", "to_team": team.slug, "to_role": "executive"}

    answer = post(client, CHECK_INS, {"health": "on_track", "ask": ask})

    assert answer.json() == {"detail": ["Ask a team or a role, not both."]}


@pytest.mark.parametrize("url", [CHECK_INS, READINGS])
@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_speaks_for_a_team(as_user, product, request, who, url):
    answer = post(as_user(request.getfixturevalue(who)), url, {"health": "on_track"})

    assert answer.status_code == 403
    assert "Only members of the team" in answer.json()["detail"]


def test_a_batch_is_recorded_and_repeating_it_writes_nothing(client, outcome):
    rows = [
        {"outcome": outcome.public_id, "observed_on": "2025-03-03", "value": "4.25", "source": "x"},
        {"outcome": outcome.public_id, "observed_on": "2025-03-04", "no_value_reason": "Closed"},
    ]

    first = post(client, READINGS, rows)
    second = post(client, READINGS, rows)

    assert (first.status_code, first.json(), Reading.objects.count()) == (201, second.json(), 2)
    assert [row["observed_on"] for row in first.json()] == ["2025-03-03", "2025-03-04"]


def test_a_batch_with_a_bad_row_records_nothing_and_names_the_row(client, outcome):
    good = {"outcome": outcome.public_id, "observed_on": "2025-03-03", "value": 1}

    typed = post(client, READINGS, [good, {**good, "value": "many"}])
    future = post(client, READINGS, [good, {**good, "observed_on": "2190-01-01"}])

    assert {place: list(problem) for place, problem in typed.json().items()} == {"1": ["value"]}
    assert {place: list(problem) for place, problem in future.json().items()} == {"1": ["detail"]}
    assert (typed.status_code, future.status_code, Reading.objects.count()) == (400, 400, 0)


def test_a_row_corrects_a_reading_once_and_says_why(client, outcome):
    row = {"outcome": outcome.public_id, "observed_on": "2025-03-03"}
    wrong = post(client, READINGS, [{**row, "value": 16}]).json()[0]["id"]
    better = {**row, "value": 61, "supersedes": wrong}

    silent = post(client, READINGS, [better])
    elsewhere = post(client, READINGS, [{**better, "supersedes": "nowhere"}])
    said = [post(client, READINGS, [{**better, "correction_reason": "Swapped"}]) for _ in range(2)]

    assert (silent.status_code, elsewhere.status_code) == (400, 400)
    assert list(elsewhere.json()["0"]) == ["supersedes"]
    (shown,) = said[0].json()
    assert (shown["supersedes"], shown["correction_reason"]) == (wrong, "Swapped")
    assert (said[0].json(), Reading.objects.count()) == (said[1].json(), 2)


def test_an_empty_batch_and_one_too_long_are_refused(client, outcome):
    row = {"outcome": outcome.public_id, "observed_on": "2025-03-03", "value": 1}

    assert post(client, READINGS, []).status_code == 400
    assert post(client, READINGS, [row] * 1001).status_code == 400


def test_a_batch_of_a_hundred_costs_no_query_per_lookup(
    client, product, django_assert_max_num_queries
):
    outcomes = [factories.outcome(product=product) for _ in range(20)]
    rows = [{"outcome": one.public_id, "observed_on": "2025-03-03", "value": 1} for one in outcomes]

    with django_assert_max_num_queries(20 * 3 + 25):
        post(client, READINGS, rows)


@pytest.fixture
def steady(outcome):
    """Eight weeks of readings that hardly move."""
    today = timezone.localdate()
    for week, value in enumerate([61, 59, 60, 58, 59, 57, 58, 57]):
        on = today - timedelta(7 * (week + 1))
        factories.reading(outcome, on, value, at=timezone.now())
    return outcome


def test_a_value_that_nobody_would_expect_is_asked_about(client, steady):
    row = {
        "outcome": steady.public_id,
        "observed_on": timezone.localdate().isoformat(),
        "value": 612,
    }

    asked = post(client, READINGS, [row])
    sure = post(client, READINGS, [{**row, "confirmed": True}])

    assert asked.json()["0"]["detail"][0].startswith(
        "612 is far from what the readings lead to expect"
    )
    assert (asked.status_code, sure.status_code) == (400, 201)
    assert steady.readings.filter(value=612).count() == 1


def test_a_batch_is_asked_about_its_newest_value_alone(client, steady):
    today = timezone.localdate()
    rows = [
        {
            "outcome": steady.public_id,
            "observed_on": (today - timedelta(ago)).isoformat(),
            "value": v,
        }
        for ago, v in [(3, 612), (2, 61)]
    ]

    assert post(client, READINGS, rows).status_code == 201


def test_a_check_in_is_asked_about_a_value_that_nobody_would_expect(client, steady):
    body = {"health": "on_track", "readings": [{"outcome": steady.public_id, "value": 612}]}

    asked = post(client, CHECK_INS, body)
    body["readings"][0]["confirmed"] = True
    sure = post(client, CHECK_INS, body)

    assert asked.json()["detail"][0].startswith("612 is far from what the readings lead to expect")
    assert (asked.status_code, sure.status_code) == (400, 201)
    assert CheckIn.objects.count() == 1
