"""Outcomes are defined and redefined by their team, once, and never over somebody's words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from products.actions.outcome_edits import redefine_outcome
from products.actions.outcomes import Target
from products.models import Outcome
from products.queries.editions import edition_of
from tests import factories

TYPED = {
    "name": "Claims settled in 5 days",
    "measure_kind": "increase",
    "unit": "%",
    "baseline": "44%",
    "baseline_on": "2025-02-20",
    "target": "75",
    "target_on": "2026-12-31",
    "weight": "1",
    "ambition": "committed",
}


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome("Claims in a week", product=product, unit="%", target=75)


@pytest.fixture
def form(client, member):
    """Open a form and return what it would send, as a browser does."""
    client.force_login(member)

    def opened(url):
        form = client.get(url).context["form"]
        return {
            field.html_name: field.value() if field.value() is not None else ""
            for field in form
            if field.value() is not False
        }

    return opened


def edit(outcome):
    return reverse("products:outcome_edit", args=[outcome.path_part])


def toasts(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.fixture
def define(organisation, product):
    return reverse("products:outcome_define", args=[product.slug])


def test_defining_an_outcome_goes_live_at_once(client, define, form, product):
    typed = {**form(define), **TYPED, "step-0-on": "2026-06-30", "step-0-value": "60"}

    answer = client.post(define, typed, follow=True)

    outcome = Outcome.objects.get()
    assert answer.redirect_chain == [(f"/outcomes/{outcome.public_id}/", 303)]
    assert toasts(answer) == ["Saved. Everyone sees it now."]
    assert (outcome.product, outcome.name, outcome.objective) == (product, TYPED["name"], None)
    assert (outcome.baseline, outcome.target) == (44, 75)
    assert outcome.target_steps == [{"on": "2026-06-30", "value": 60.0}]


def test_a_form_sent_twice_defines_one_outcome(client, define, form):
    typed = {**form(define), **TYPED}

    answers = [client.post(define, typed) for _ in range(2)]

    assert Outcome.objects.count() == 1
    assert answers[0].url == answers[1].url


def test_the_same_form_with_other_words_is_asked_about(client, define, form):
    typed = {**form(define), **TYPED}
    client.post(define, typed)

    answer = client.post(define, {**typed, "name": "Another"})

    assert answer.status_code == 422
    assert "sent before with other words" in answer.context["form"].non_field_errors()[0]
    client.post(
        define, {**typed, "name": "Another", "token": answer.context["form"]["token"].value()}
    )
    assert Outcome.objects.count() == 2


def test_a_target_that_equals_the_start_is_answered_with_a_way_to_hold_it(client, define, form):
    typed = {**form(define), **TYPED, "target": "44"}

    answer = client.post(define, typed)

    assert answer.status_code == 422
    assert 'name="hold" value="at_least"' in answer.content.decode()
    assert answer.context["form"]["name"].value() == TYPED["name"]
    client.post(define, {**typed, "hold": "at_least"})
    outcome = Outcome.objects.get()
    assert (outcome.measure_kind, outcome.target) == ("at_least", 44)


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("name", " ", "name"),
        ("target", "lots", "target"),
        ("target", "40", "target"),
        ("target_on", "2025-01-01", "target_on"),
        ("weight", "-1", "weight"),
        ("step-0-on", "2026-06-30", "step-0-value"),
        ("measure_kind", "within_range", "target_upper"),
        ("objective", "nowhere", "objective"),
    ],
)
def test_what_is_unclear_is_marked_and_nothing_is_written(
    client, define, form, field, value, wrong
):
    answer = client.post(define, {**form(define), **TYPED, field: value})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert not Outcome.objects.exists()


def test_moving_a_target_needs_a_reason_and_keeps_the_old_one(client, form, outcome):
    typed = {**form(edit(outcome)), "target": "70"}

    refused = client.post(edit(outcome), typed)
    answer = client.post(edit(outcome), {**typed, "reason": "Glass came late"}, follow=True)

    assert list(refused.context["form"].errors) == ["reason"]
    assert toasts(answer) == ["Saved. Target: 75 → 70."]
    targets = answer.context["page"].targets
    assert [(t.value, t.reason) for t in targets] == [(70, "Glass came late"), (75, "")]
    assert answer.context["page"].versions[0].reason == "Glass came late"
    assert "<del>75%</del>" in answer.content.decode()


def test_an_old_target_stays_in_the_picture(client, form, outcome):
    factories.reading(outcome, date(2025, 3, 3), 31, at=factories.EPOCH)

    typed = {**form(edit(outcome)), "target": "70", "reason": "Glass came late"}
    page = client.post(edit(outcome), typed, follow=True).context["page"]

    assert (len(page.picture.wanted), len(page.picture.before)) == (1, 1)
    assert [way["name"] for way in page.figure["data"]] == [
        "Wanted before the target moved",
        "Wanted",
        "Read",
    ]


def test_saving_without_a_change_writes_no_version(client, form, outcome):
    before = edition_of(outcome)

    client.post(edit(outcome), form(edit(outcome)))

    assert edition_of(outcome) == before


def test_a_past_day_keeps_the_definition_it_had(client, form, outcome):
    typed = {**form(edit(outcome)), "name": "Claims in 5 days", "reason": ""}
    client.post(edit(outcome), typed)
    page = reverse("products:outcome_detail", args=[outcome.path_part])

    then = client.get(page, {"on": "2025-03-01"}).context["page"]

    assert then.outcome.name == "Claims in a week"
    assert client.get(page).context["page"].outcome.name == "Claims in 5 days"


def test_two_people_who_edit_at_once_see_both_versions(client, form, outcome, lead, member):
    mine = {**form(edit(outcome)), "name": "Mine", "weight": "2"}
    client.force_login(lead)
    client.post(edit(outcome), {**form(edit(outcome)), "name": "Theirs", "source": "The mart"})
    client.force_login(member)

    answer = client.post(edit(outcome), mine)

    clashes = {
        str(c.label): (c.seen, c.stands, c.typed, c.is_kept) for c in answer.context["clashes"]
    }
    assert answer.status_code == 409
    assert clashes == {
        "What should become different?": ("Claims in a week", "Theirs", "Mine", True),
        "Where its values come from": ("nothing", "The mart", "nothing", False),
    }
    outcome.refresh_from_db()
    assert (outcome.name, outcome.weight) == ("Theirs", 1)


def test_what_was_typed_can_be_saved_on_top_of_what_stands(client, form, outcome, lead, member):
    mine = {**form(edit(outcome)), "name": "Mine", "weight": "2"}
    client.force_login(lead)
    client.post(edit(outcome), {**form(edit(outcome)), "name": "Theirs", "source": "The mart"})
    client.force_login(member)
    merged = client.post(edit(outcome), mine).context["form"]

    client.post(edit(outcome), {f.html_name: f.value() or "" for f in merged})

    outcome.refresh_from_db()
    assert (outcome.name, outcome.weight, outcome.source) == ("Mine", 2, "The mart")


def test_an_objective_out_of_sight_is_kept_and_not_named(client, form, outcome):
    hidden = factories.portfolio("Quiet", restricted=True)
    outcome.objective = factories.objective("Buy a rival", portfolio=hidden)
    outcome.save()

    client.post(edit(outcome), {**form(edit(outcome)), "name": "Another"})

    shown = client.get(edit(outcome)).content.decode()
    outcome.refresh_from_db()
    assert (outcome.name, outcome.objective.title) == ("Another", "Buy a rival")
    assert "Buy a rival" not in shown


def test_a_closed_outcome_says_that_it_is_closed(client, form, outcome, today):
    typed = {**form(edit(outcome)), "name": "Late"}
    outcome.closed_as, outcome.closed_on = "realised", today
    outcome.save()

    answer = client.post(edit(outcome), typed)

    assert answer.status_code == 409 or "closed" in answer.context["form"].non_field_errors()[0]


def test_a_past_day_offers_no_form(client, member, outcome):
    client.force_login(member)

    answer = client.get(edit(outcome), {"on": "2025-03-01"})

    assert "form" not in answer.context
    page = client.get(
        reverse("products:outcome_detail", args=[outcome.path_part]), {"on": "2025-03-01"}
    )
    assert "/edit/" not in page.content.decode()


def test_buttons_are_for_members_alone(client, outcome, member, executive):
    page = reverse("products:outcome_detail", args=[outcome.path_part])
    shown = {}
    for person in (member, executive):
        client.force_login(person)
        shown[person.email] = "/edit/" in client.get(page).content.decode()

    assert shown == {member.email: True, executive.email: False}


def test_nobody_but_the_team_may_write(client, outcome, pmo_lead, executive, outsider):
    answers = {}
    for person in (pmo_lead, executive, outsider):
        client.force_login(person)
        answers[person.email] = client.post(edit(outcome), {**TYPED}).status_code

    assert set(answers.values()) == {403}
    assert Outcome.objects.get().name == "Claims in a week"


def test_a_version_keeps_its_values_as_typed(client, form, outcome):
    client.post(
        edit(outcome),
        {
            **form(edit(outcome)),
            "weight": "2.5",
            "target_on": "2026-03-31",
            "reason": "A quarter more",
        },
    )

    outcome.refresh_from_db()
    assert (outcome.weight, outcome.target_on) == (Decimal("2.5"), date(2026, 3, 31))


def test_an_outcome_has_an_owner_of_the_team_and_a_cadence_of_its_own(
    client, outcome, form, member, lead, outsider, executive
):
    typed = form(edit(outcome)) | {"owner": str(lead.pk), "cadence": "monthly"}
    page = reverse("products:outcome_detail", args=[outcome.path_part])

    client.post(edit(outcome), typed)
    theirs = client.get(page).content.decode()
    stranger = client.post(edit(outcome), form(edit(outcome)) | {"owner": str(outsider.pk)})
    client.force_login(executive)
    others = client.get(page).content.decode()

    outcome.refresh_from_db()
    assert (outcome.owner, outcome.cadence) == (lead, "monthly")
    assert (f"{lead}, <a" in theirs, f"{lead}, <a" in others) == (True, False)
    assert ("Read monthly." in theirs, "Read monthly." in others) == (True, True)
    assert list(stranger.context["form"].errors) == ["owner"]


def test_earlier_days_keep_the_cadence_they_had(outcome, member, now):
    redefine = {name: getattr(outcome, name) for name in ("name", "weight", "ambition")}
    redefine_outcome(
        outcome=outcome,
        **redefine,
        target=Target(unit="%", value=outcome.target),
        objective=None,
        owner=None,
        cadence="monthly",
        reason="Read later",
        by=member,
        at=now,
    )

    (before,) = Outcome.objects.as_of(now - timedelta(days=1))
    (after,) = Outcome.objects.as_of(now)
    assert (before.cadence, after.cadence) == ("", "monthly")
