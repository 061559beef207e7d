"""Initiatives are started, planned anew and ended by their team; the first promise is kept."""

from datetime import date

import pytest
from django.urls import reverse

from products.models import Contribution, Initiative
from products.queries.editions import edition_of
from tests import factories
from tests.products.views.test_defining import form as form  # a fixture
from tests.products.views.test_defining import toasts


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome("Claims in a week", product=product)


@pytest.fixture
def initiative(organisation, product):
    return factories.initiative(
        "Glass pilot",
        product=product,
        due_on=date(2026, 3, 31),
        first_promised_on=date(2026, 3, 31),
    )


def edit(initiative):
    return reverse("products:initiative_edit", args=[initiative.path_part])


def end(initiative):
    return reverse("products:initiative_end", args=[initiative.path_part])


def test_starting_an_initiative_ties_it_to_its_outcomes(client, form, product, outcome):
    start = reverse("products:initiative_start", args=[product.slug])
    served = {f"serves-{outcome.public_id}": "on", f"share-{outcome.public_id}": "40"}
    typed = {**form(start), **served, "title": "Glass pilot", "due_on": "2026-03-31"}

    answers = [client.post(start, typed) for _ in range(2)]

    work = Initiative.objects.get()
    assert [a.status_code for a in answers] == [303, 303]
    assert (work.first_promised_on, work.hypothesis) == (date(2026, 3, 31), "")
    assert [(t.outcome, t.expected_share) for t in work.contributions.all()] == [(outcome, 40)]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"started_on": "2026-05-01", "due_on": "2026-04-01", "reason": "Late"}, "due_on"),
        ({"due_on": "2026-06-30"}, "reason"),
        ({"stage": "done"}, "stage"),
        ({"external_link": "javascript:alert(1)"}, "external_link"),
    ],
)
def test_what_is_unclear_is_marked(client, form, initiative, changes, wrong):
    before = edition_of(initiative)

    answer = client.post(edit(initiative), {**form(edit(initiative)), **changes})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert edition_of(initiative) == before


def test_a_share_without_its_outcome_is_asked_about(client, form, initiative, outcome):
    share = f"share-{outcome.public_id}"

    answer = client.post(edit(initiative), {**form(edit(initiative)), share: "40"})

    assert list(answer.context["form"].errors) == [share]


def test_a_moved_day_keeps_the_first_promise_and_its_reason(client, form, initiative):
    typed = {**form(edit(initiative)), "due_on": "2026-06-30", "reason": "The bank moved"}

    answer = client.post(edit(initiative), typed, follow=True)

    initiative.refresh_from_db()
    assert (initiative.due_on, initiative.first_promised_on) == (
        date(2026, 6, 30),
        date(2026, 3, 31),
    )
    assert toasts(answer) == ["Saved. Due day: Tue 31 Mar 2026 → Tue 30 Jun 2026."]
    assert answer.context["page"].versions[0].reason == "The bank moved"


def test_an_outcome_taken_off_is_no_longer_served(client, form, initiative, outcome):
    factories.contribution(initiative, outcome)
    typed = form(edit(initiative))
    typed.pop(f"serves-{outcome.public_id}")

    client.post(edit(initiative), typed)

    assert not Contribution.objects.standing().exists()
    assert Contribution.objects.count() == 1


def test_two_people_who_plan_at_once_see_both_versions(
    client,
    form,
    initiative,
    outcome,
    lead,
    member,
):
    mine = {**form(edit(initiative)), "title": "Mine"}
    client.force_login(lead)
    theirs = {**form(edit(initiative)), "hypothesis": "Glass is quick"}
    client.post(edit(initiative), {**theirs, f"serves-{outcome.public_id}": "on"})
    client.force_login(member)

    answer = client.post(edit(initiative), mine)

    assert answer.status_code == 409
    assert {str(c.label): (c.stands, c.typed) for c in answer.context["clashes"]} == {
        "What do you believe?": ("Glass is quick", "nothing"),
        "Claims in a week": ("yes", "nothing"),
    }
    merged = {f.html_name: f.value() for f in answer.context["form"] if f.value()}
    client.post(edit(initiative), merged)
    initiative.refresh_from_db()
    assert (initiative.title, initiative.hypothesis) == ("Mine", "Glass is quick")
    assert [t.outcome for t in initiative.contributions.standing()] == [outcome]


def test_stopping_needs_a_reason_and_shows_it_without_blame(client, form, initiative):
    typed = {**form(end(initiative)), "stage": "stopped"}

    refused = client.post(end(initiative), typed)
    answer = client.post(end(initiative), {**typed, "reason": "Nobody used it"}, follow=True)

    assert list(refused.context["form"].errors) == ["reason"]
    assert "<b>Stopped on purpose.</b> Nobody used it" in answer.content.decode()
    assert "/edit/" not in answer.content.decode()


def test_finishing_twice_finishes_once(client, form, initiative):
    typed = {**form(end(initiative)), "stage": "done"}

    answers = [client.post(end(initiative), typed).status_code for _ in range(2)]

    initiative.refresh_from_db()
    assert (answers, initiative.stage) == ([303, 303], "done")
