"""The check-in form without script: filled in, checked, published once, nothing lost."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from pmo_portal.lib.vocabulary import Health
from products.actions import readings
from products.models import Ask, CheckIn, Initiative, InitiativeLine, OutcomeLine, Reading
from tests import factories

URL = "/products/claims/check-in/"


@pytest.fixture
def last_week():
    return timezone.now() - timedelta(days=7)


@pytest.fixture
def outcome(product, member, last_week):
    """Read at 57, 60 and 64 before the last check-in."""
    outcome = factories.outcome("Settled in a week", product=product, unit="%")
    for weeks, value in ((3, 57), (2, 60), (1, 64)):
        at = last_week - timedelta(weeks=weeks - 1, hours=1)
        factories.reading(outcome, at.date(), value, at=at, by=member)
    readings.refresh_current_readings([outcome.pk])
    return outcome


@pytest.fixture
def work(product):
    return factories.initiative(
        "Pay by phone", product=product, started_on=date(2025, 1, 6), due_on=date(2030, 3, 1)
    )


@pytest.fixture
def said(product, outcome, work, member, last_week):
    """What was said last week."""
    said = factories.check_in(
        product, at=last_week, health=Health.AT_RISK, confidence=70, by=member
    )
    factories.initiative_line(said, work, Health.ON_TRACK)
    return said


@pytest.fixture
def web(client, organisation, member, said):
    client.force_login(member)
    return client


def filled(client, url=URL):
    """What a browser would send if nobody touched the form."""
    form = client.get(url).context["form"]
    sent = {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, "")
    }
    froms = {
        f"from-{then.outcome.public_id}": then.filled.public_id
        for then in form.start.outcomes
        if then.filled
    }
    days = {name: value.isoformat() for name, value in sent.items() if isinstance(value, date)}
    return {**sent, **froms, **days}


def test_the_form_is_filled_in_from_last_time(web, outcome, work):
    sent = filled(web)

    assert (sent["health"], sent["confidence"]) == ("at_risk", 70)
    assert sent[f"value-{outcome.public_id}"] == "64"
    assert sent[f"health-{work.public_id}"] == "on_track"
    assert sent[f"due-{work.public_id}"] == "2030-03-01"


def test_what_arrived_since_is_filled_in_and_says_from_where(web, outcome):
    factories.reading(outcome, timezone.now().date(), 66, at=timezone.now(), source="Claims data")

    answer = web.get(URL)

    words = unescape(answer.content.decode())
    assert answer.context["form"][f"value-{outcome.public_id}"].value() == "66"
    assert ("Claims data, " in words, "was 64%" in words) == (True, True)


def test_nothing_changed_publishes_in_one_press_and_measures_nothing_anew(web, outcome, work):
    answer = web.post(URL, {**filled(web), "same": "1"})

    assert (answer.status_code, answer.url) == (303, "/products/claims/")
    latest = CheckIn.objects.first()
    assert (latest.health, latest.confidence, latest.what_changed) == ("at_risk", 70, "")
    assert OutcomeLine.objects.get(check_in=latest).reading.value == 64
    assert (Reading.objects.count(), Initiative.versions_model().objects.count()) == (3, 1)


def test_nothing_changed_with_a_change_asks_and_publishes_nothing(web, outcome):
    answer = web.post(URL, {**filled(web), f"value-{outcome.public_id}": "65", "same": "1"})

    assert (answer.status_code, CheckIn.objects.count()) == (422, 1)
    assert "You did change something" in answer.content.decode()
    assert answer.context["form"][f"value-{outcome.public_id}"].value() == "65"


def test_everything_said_is_written_at_once(web, outcome, work, team):
    sent = {
        **filled(web),
        "health": "off_track",
        "confidence": "35",
        f"value-{outcome.public_id}": "61.5%",
        f"health-{work.public_id}": "at_risk",
        f"due-{work.public_id}": "2030-04-01",
        "what_changed": "The bank moved its date.",
        "ask_kind": "dependency",
        "ask_wording": "A firm date",
        "ask_to": f"team:{team.slug}",
        "ask_needed_by": "2030-02-01",
    }

    answer = web.post(URL, sent, follow=True)

    latest = CheckIn.objects.first()
    assert (latest.health, latest.confidence, latest.what_changed) == (
        "off_track",
        35,
        "The bank moved its date.",
    )
    assert OutcomeLine.objects.get(check_in=latest).reading.value == Decimal("61.5")
    assert InitiativeLine.objects.get(check_in=latest).due_moved_to == date(2030, 4, 1)
    asked = Ask.objects.get()
    assert (asked.to_team, asked.needed_by) == (team, date(2030, 2, 1))
    assert "Published. Everyone sees it now." in answer.content.decode()
    assert f"{URL}?corrects={latest.public_id}" in answer.content.decode()


def test_measured_again_with_the_same_value_is_a_reading_of_today(web, outcome):
    web.post(URL, {**filled(web), f"again-{outcome.public_id}": "1"})

    assert [reading.value for reading in Reading.objects.all()[:2]] == [64, 64]


def test_a_value_far_outside_its_history_is_asked_about_once_and_never_blocked(web, outcome):
    name = f"value-{outcome.public_id}"
    sent = {**filled(web), name: "6100"}

    asked = web.post(URL, sent)
    again = web.post(URL, {**sent, f"confirmed-{outcome.public_id}": "6100"})

    words = unescape(asked.content.decode())
    assert "6,100% is far outside what was read so far, 57% to 64%." in words
    assert f'name="confirmed-{outcome.public_id}" value="6100"' in words
    assert (asked.status_code, again.status_code) == (422, 303)


def test_mistakes_are_named_beside_their_fields_and_nothing_is_lost(web, outcome, work):
    sent = {
        **filled(web),
        "health": "",
        f"value-{outcome.public_id}": "lots",
        f"due-{work.public_id}": "2024-01-01",
        "what_changed": "Kept words",
        "ask_kind": "people",
    }

    answer = web.post(URL, sent)

    form = answer.context["form"]
    assert (answer.status_code, CheckIn.objects.count()) == (422, 1)
    assert set(form.errors) == {
        "health",
        f"value-{outcome.public_id}",
        f"due-{work.public_id}",
        "ask_wording",
    }
    assert form["what_changed"].value() == "Kept words"
    assert form[f"value-{outcome.public_id}"].value() == "lots"


def test_a_double_click_and_a_reload_lead_to_the_one_check_in(web):
    sent = filled(web)

    answers = [web.post(URL, sent) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert CheckIn.objects.count() == 2


def test_another_tab_with_other_words_shows_both_and_can_publish_on_top(web):
    sent = filled(web)
    web.post(URL, {**sent, "what_changed": "First words"})

    both = web.post(URL, {**sent, "what_changed": "Second words"})

    words = both.content.decode()
    assert (both.status_code, CheckIn.objects.count()) == (409, 2)
    assert ("First words" in words, "Second words" in words) == (True, True)
    form = both.context["form"]
    on_top = {**sent, "token": form["token"].value(), "based_on": form["based_on"].value()}
    assert web.post(URL, {**on_top, "what_changed": "Second words"}).status_code == 303
    assert [said.what_changed for said in CheckIn.objects.all()[:2]] == [
        "Second words",
        "First words",
    ]


def test_two_people_see_each_others_words_before_either_is_passed_over(web, lead, product):
    sent = filled(web)
    factories.check_in(product, at=timezone.now(), by=lead, what_changed="The lead was first")

    both = web.post(URL, {**sent, "what_changed": "The member was second"})

    words = both.content.decode()
    assert both.status_code == 409
    assert "lead@example.test published a check-in at" in words
    assert ("The lead was first" in words, "The member was second" in words) == (True, True)


def test_the_preview_is_the_card_that_will_stand(web, outcome):
    sent = {**filled(web), f"value-{outcome.public_id}": "61", "what_changed": "It fell."}

    whole = web.post(URL, {**sent, "preview": "1"})
    fragment = web.post(URL, {**sent, "preview": "1"}, headers={"HX-Request": "true"})
    web.post(URL, sent)
    card = web.get("/products/claims/").context["page"].card

    previewed = fragment.context["card"]
    assert (whole.status_code, CheckIn.objects.count()) == (200, 2)
    assert "<html" not in fragment.content.decode()
    assert (previewed.health, previewed.what_changed, previewed.values) == (
        card.health,
        card.what_changed,
        card.values,
    )


def test_a_correction_starts_from_what_was_said_and_stays_visible(web, outcome):
    web.post(
        URL,
        {
            **filled(web),
            f"value-{outcome.public_id}": "610",
            f"confirmed-{outcome.public_id}": "610",
            "what_changed": "Typo",
        },
    )
    first = CheckIn.objects.first()
    url = f"{URL}?corrects={first.public_id}"
    sent = filled(web, url)

    answer = web.post(url, {**sent, f"value-{outcome.public_id}": "61"})

    correction = CheckIn.objects.first()
    assert (answer.status_code, sent["what_changed"]) == (303, "Typo")
    assert (correction.supersedes, Reading.objects.get(value=61).supersedes.value) == (first, 610)
    detail = web.get(reverse("products:check_in_detail", args=[first.public_id]))
    assert "This was corrected on" in detail.content.decode()
    assert not detail.context["page"].can_correct


@pytest.mark.parametrize(("who", "may"), [("lead", True), ("pmo_lead", False)])
def test_the_page_of_a_check_in_offers_its_team_to_correct_it(
    client, organisation, said, request, who, may
):
    client.force_login(request.getfixturevalue(who))

    words = client.get(reverse("products:check_in_detail", args=[said.public_id])).content.decode()

    assert (f"{URL}?corrects={said.public_id}" in words) == may


def test_only_the_team_finds_the_form_and_others_a_kind_page(
    client, organisation, product, pmo_lead
):
    client.force_login(pmo_lead)

    answer = client.get(URL)

    assert (answer.status_code, "Only Payments can say this" in answer.content.decode()) == (
        403,
        True,
    )


def test_a_past_day_shows_no_form(web):
    answer = web.get(f"{URL}?on=2025-03-03")

    assert (answer.status_code, "form" in answer.context) == (200, False)
    assert web.post(f"{URL}?on=2025-03-03", filled(web)).status_code == 200
    assert CheckIn.objects.count() == 1


def test_script_is_told_where_to_go_and_the_toast_waits_there(web):
    answer = web.post(URL, filled(web), headers={"X-Requested-With": "fetch"})

    assert (answer.status_code, answer["Location"]) == (201, "/products/claims/")
    assert "Published." in web.get("/products/claims/").content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_form_asks_as_much_for_one_outcome_as_for_twenty(
    web, product, count, django_assert_num_queries
):
    for _ in range(count):
        one = factories.outcome(product=product, objective=factories.objective())
        factories.reading(one, date(2025, 3, 3), 1, at=timezone.now())
        factories.initiative(product=product)
    web.get(URL)

    with django_assert_num_queries(19):
        web.get(URL)


def test_the_first_check_in_of_all_has_nothing_filled_in(client, organisation, product, member):
    client.force_login(member)

    answer = client.get(URL)
    published = client.post(URL, {**filled(client), "health": "on_track"})

    assert "The first check-in" in answer.content.decode()
    assert "Nothing changed</button>" not in answer.content.decode()
    assert published.status_code == 303
