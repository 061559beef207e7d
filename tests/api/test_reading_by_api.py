"""Everything can be read by API, as it was known on any day, and nothing that may not be seen."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from pmo_portal.lib.vocabulary import AnswerKind
from products.models import Answer, Outcome
from tests import factories

EARLY = datetime(2025, 3, 3, 9, tzinfo=UTC)
LATE = datetime(2025, 6, 2, 9, tzinfo=UTC)


@pytest.fixture
def outcome(product):
    return factories.outcome("Claims settled in a week", product=product, at=EARLY)


def test_the_index_names_every_list(as_user, member):
    answer = as_user(member).get("/api/v1/")

    assert sorted(answer.json()) == [
        "allocations",
        "asks",
        "check-ins",
        "decisions",
        "dependencies",
        "funding",
        "initiatives",
        "objectives",
        "offers",
        "outcomes",
        "playbooks",
        "portfolio",
        "portfolios",
        "products",
        "readings",
        "reports",
        "snapshots",
        "teams",
    ]


def test_every_list_answers_with_a_page(as_user, member, outcome):
    client = as_user(member)
    index = client.get("/api/v1/").json()

    pages = {
        name: client.get(url).json()
        for name, url in index.items()
        if name not in {"portfolio", "snapshots"}
    }

    assert {name: "results" in page for name, page in pages.items()} == dict.fromkeys(pages, True)


def test_an_outcome_shows_its_definition(as_user, member, outcome):
    row = as_user(member).get("/api/v1/outcomes/").json()["results"][0]

    assert (row["id"], row["name"], row["product"], row["target"]) == (
        outcome.public_id,
        "Claims settled in a week",
        "claims",
        "100.000000",
    )


def test_a_past_day_shows_the_definition_of_that_day(as_user, member, outcome):
    Outcome.objects.filter(pk=outcome.pk).update(name="Claims settled in a day", known_at=LATE)
    client = as_user(member)

    def names(on):
        return [row["name"] for row in client.get(f"/api/v1/outcomes/?on={on}").json()["results"]]

    assert names("2025-03-02") == []
    assert names("2025-05-01") == ["Claims settled in a week"]
    assert names("2025-06-02") == ["Claims settled in a day"]
    past = client.get(f"/api/v1/outcomes/{outcome.public_id}/?on=2025-05-01").json()
    assert past["name"] == "Claims settled in a week"


def test_a_reading_learned_later_does_not_leak_into_a_past_day(as_user, member, outcome):
    factories.reading(outcome, date(2025, 3, 1), 10, at=EARLY)
    factories.reading(outcome, date(2025, 3, 1), 12, at=LATE)
    client = as_user(member)

    def values(query):
        return [row["value"] for row in client.get(f"/api/v1/readings/{query}").json()["results"]]

    assert values("?on=2025-04-01") == ["10.000000"]
    assert values("") == ["12.000000", "10.000000"]


def test_a_reading_without_a_value_says_why_and_is_not_zero(as_user, member, outcome):
    factories.reading(outcome, date(2025, 3, 1), None, at=EARLY, no_value_reason="Not provided")

    row = as_user(member).get("/api/v1/readings/").json()["results"][0]

    assert (row["value"], row["no_value_reason"]) == (None, "Not provided")


def test_an_answer_given_later_is_not_shown_on_a_past_day(as_user, member, product):
    ask = factories.ask(product, at=EARLY)
    Answer.objects.create(ask=ask, kind=AnswerKind.RESOLVED, wording="Yes", known_at=LATE)
    client = as_user(member)

    assert client.get("/api/v1/asks/?on=2025-04-01").json()["results"][0]["answers"] == []
    assert len(client.get("/api/v1/asks/").json()["results"][0]["answers"]) == 1


def test_a_check_in_comes_with_its_lines(as_user, member, product):
    initiative = factories.initiative(product=product)
    check_in = factories.check_in(product, at=EARLY)
    factories.initiative_line(check_in, initiative, "at_risk", said="Amber", said_by="IPA")

    row = as_user(member).get("/api/v1/check-ins/").json()["results"][0]

    assert row["initiatives"] == [
        {
            "initiative": initiative.public_id,
            "health": "at_risk",
            "due_moved_to": None,
            "said": "Amber",
            "said_by": "IPA",
            "note": "",
        }
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?product=claims", 1),
        ("?team=payments", 1),
        ("?measure_kind=increase", 1),
    ],
)
def test_lists_are_filtered(as_user, member, outcome, query, expected):
    assert as_user(member).get(f"/api/v1/outcomes/{query}").json()["count"] == expected


def test_lists_are_ordered_and_come_in_pages(as_user, member, product):
    for name in ("b", "c", "a"):
        factories.outcome(name, product=product)

    page = as_user(member).get("/api/v1/outcomes/?ordering=-name&page_size=2").json()

    assert ([row["name"] for row in page["results"]], page["count"]) == (["c", "b"], 3)
    assert "page=2" in page["next"]


def test_restricted_work_is_not_there_for_an_outsider(as_user, outsider, member, outcome):
    product = outcome.product
    product.portfolio.restricted = True
    product.portfolio.save()

    assert as_user(outsider).get("/api/v1/outcomes/").json()["count"] == 0
    assert as_user(outsider).get(f"/api/v1/outcomes/{outcome.public_id}/").status_code == 404
    assert as_user(member).get("/api/v1/outcomes/").json()["count"] == 1


def test_the_same_answer_is_not_sent_twice(as_user, member, outcome):
    client = as_user(member)
    first = client.get("/api/v1/outcomes/")

    second = client.get("/api/v1/outcomes/", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/v1/outcomes/?helth=off_track", "helth"),
        ("/api/v1/outcomes/?measure_kind=bigger", "measure_kind"),
        ("/api/v1/readings/?observed_from=yesterday", "observed_from"),
        ("/api/v1/outcomes/?on=2025-02-31", "on"),
        ("/api/v1/outcomes/?name=%00", "name"),
        ("/api/v1/outcomes/?ordering=-colour", "ordering"),
    ],
)
def test_a_question_that_cannot_be_answered_says_which_part(as_user, member, path, field):
    answer = as_user(member).get(path)

    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_nobody_reads_without_signing_in(organisation):
    assert APIClient().get("/api/v1/outcomes/").status_code in {401, 403}


def test_the_number_of_questions_to_the_database_does_not_grow(as_user, member, product):
    client = as_user(member)

    def queries():
        with CaptureQueriesContext(connection) as context:
            assert client.get("/api/v1/check-ins/").status_code == 200
        return len(context)

    def check_in_with_a_line():
        initiative = factories.initiative(product=product)
        factories.initiative_line(factories.check_in(product, at=EARLY), initiative, "on_track")

    check_in_with_a_line()
    one = queries()
    for _ in range(9):
        check_in_with_a_line()

    assert queries() == one


def test_an_address_that_is_not_there_is_answered_in_json(as_user, member):
    answer = as_user(member).get("/api/v1/nothing/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json() == {"detail": "There is nothing at this address."}
