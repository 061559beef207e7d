"""Outcomes end with what was learned; readings are added and corrected beside them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from products.models import Outcome, Reading
from tests import factories
from tests.products.views.test_defining import form, toasts  # noqa: F401 - a fixture


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome("Claims in a week", product=product, unit="%")


@pytest.fixture
def end(outcome):
    return reverse("products:outcome_end", args=[outcome.path_part])


@pytest.fixture
def add(outcome):
    return reverse("products:reading_write", args=[outcome.path_part])


def test_closing_keeps_what_was_learned(client, form, end):  # noqa: F811
    typed = {**form(end), "closed_as": "not_realised", "learned": "Start with the banks."}

    answer = client.post(end, typed, follow=True)

    page = answer.content.decode()
    assert toasts(answer) == ["Closed, with what was learned. Everyone sees it now."]
    assert "Start with the banks." in page
    assert "Open it again" in page


def test_closing_asks_how_and_what_was_learned(client, form, end):  # noqa: F811
    answer = client.post(end, form(end))

    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        ["closed_as", "learned"],
    )
    assert Outcome.objects.get().closed_as == ""


def test_an_outcome_opens_again_and_keeps_what_was_learned(client, form, end):  # noqa: F811
    client.post(end, {**form(end), "closed_as": "stopped", "learned": "Too early."})

    answer = client.post(end, {**form(end), "reopen": "1"})

    outcome = Outcome.objects.get()
    assert answer.status_code == 303
    assert (outcome.closed_as, outcome.closed_on, outcome.learned) == ("", None, "Too early.")


def test_a_reading_is_on_the_page_at_once_and_written_once(client, form, add):  # noqa: F811
    typed = {**form(add), "value": "61%"}

    answers = [client.post(add, typed, follow=True) for _ in range(2)]

    assert Reading.objects.get().value == 61
    assert answers[0].context["page"].latest.value == 61
    assert Outcome.objects.get().current_value == 61


def test_a_correction_stands_beside_what_it_replaces(client, form, add, outcome, now, member):  # noqa: F811
    wrong = factories.reading(outcome, now.date(), 16, at=now, source="Survey")
    correct = f"{add}?corrects={wrong.public_id}"
    typed = {**form(correct), "value": "61"}

    refused = client.post(correct, typed)
    answer = client.post(correct, {**typed, "correction_reason": "Digits swapped"}, follow=True)

    assert list(refused.context["form"].errors) == ["correction_reason"]
    latest = answer.context["page"].latest
    said = (latest.value, latest.supersedes, latest.correction_reason, latest.source)
    assert said == (61, wrong, "Digits swapped", "Survey")
    assert "replaced by a correction" in answer.content.decode()
    assert "a correction: Digits swapped" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"value": ""}, "value"),
        ({"value": "lots"}, "value"),
        ({"value": "5", "no_value_reason": "late"}, "value"),
        ({"value": "5", "observed_on": "2199-01-01"}, "observed_on"),
        ({"value": "5", "observed_on": ""}, "observed_on"),
    ],
)
def test_an_unclear_reading_is_marked(client, form, add, typed, wrong):  # noqa: F811
    answer = client.post(add, {**form(add), **typed})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert not Reading.objects.exists()


def test_a_reading_of_another_outcome_cannot_be_corrected_here(client, member, add, product, now):
    other = factories.outcome("Another", product=product)
    reading = factories.reading(other, now.date(), 5, at=now)
    client.force_login(member)

    assert client.get(f"{add}?corrects={reading.public_id}").status_code == 404


def test_a_value_that_nobody_would_expect_is_asked_about(client, form, add, outcome, now):  # noqa: F811
    for week, value in enumerate([61, 59, 60, 58, 59, 57]):
        factories.reading(outcome, now.date() - timedelta(7 * (week + 1)), value, at=now)
    typed = {**form(add), "value": "612"}

    asked = client.post(add, typed)
    page = asked.content.decode()
    other = client.post(add, {**typed, "value": "613", "sure_of": "612"})

    assert (asked.status_code, other.status_code) == (422, 422)
    assert ('value="612"' in page, "Yes, 612% is right" in page) == (True, True)
    assert client.post(add, {**typed, "sure_of": "612"}).status_code == 303
    assert [reading.value for reading in outcome.readings.all()[:1]] == [612]
