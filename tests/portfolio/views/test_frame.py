"""A team's page and its own frame."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from pmo_portal.lib.vocabulary import Cadence, CheckInPart
from portfolio.actions.teams import redefine_team
from tests import factories

FRAME = {
    "cadence": "fortnightly",
    "first_weekday": "6",
    "time_zone": "Asia/Tokyo",
    "outcome_word": "Key result",
    "outcome_words": "Key results",
    "initiative_word": "",
    "initiative_words": "",
    "confidence_scale": "5",
    "wanted_parts": ["confidence", "ask"],
}


@pytest.fixture
def page(organisation):
    return reverse("portfolio:team_detail", args=["payments"])


@pytest.fixture
def frame(organisation):
    return reverse("portfolio:team_frame", args=["payments"])


def send(client, user, url, **changes):
    client.force_login(user)
    return client.post(url, {**FRAME, **changes})


def test_a_member_sets_the_frame_of_the_team(client, frame, page, team, member):
    answer = send(client, member, frame)
    team.refresh_from_db()

    assert (answer.status_code, answer.url) == (302, page)
    assert (team.cadence, team.first_weekday, team.time_zone) == ("fortnightly", 6, "Asia/Tokyo")
    assert (team.outcome_word, team.outcome_words) == ("Key result", "Key results")
    assert team.confidence_scale == 5
    assert team.unwanted_parts == ["initiatives", "what_changed"]


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_else_sets_it(client, frame, team, request, who):
    answer = send(client, request.getfixturevalue(who), frame)
    team.refresh_from_db()

    assert answer.status_code == 403
    assert team.cadence == Cadence.WEEKLY


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"outcome_words": ""}, "outcome_words"),
        ({"initiative_words": "Bets"}, "initiative_word"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"confidence_scale": "7"}, "confidence_scale"),
        ({"wanted_parts": ["health"]}, "wanted_parts"),
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(client, frame, team, member, changes, field):
    answer = send(client, member, frame, **changes)
    team.refresh_from_db()

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert team.cadence == Cadence.WEEKLY


def test_a_scale_set_elsewhere_stays_among_the_choices(client, frame, team, member):
    team.confidence_scale = 7
    team.save()

    assert send(client, member, frame, confidence_scale="7").status_code == 302


def test_the_form_shows_what_stands(client, frame, team, member, now):
    redefine_team(team=team, unwanted_parts=[CheckInPart.ASK], by=member, at=now)
    client.force_login(member)

    form = client.get(frame).context["form"]

    assert form.initial["wanted_parts"] == ["confidence", "initiatives", "what_changed"]


def test_everyone_sees_who_is_on_the_team_and_how_it_works(client, page, lead, member, outsider):
    client.force_login(outsider)

    with time_machine.travel("2026-01-08T12:00Z", tick=False):
        shown = client.get(page).context["page"]

    assert [str(one.user) for one in shown.members] == ["lead@example.test", "member@example.test"]
    assert shown.due_on.isoformat() == "2026-01-05"
    assert not shown.can_frame


def test_earlier_days_keep_the_words_they_had(client, page, team, product, member, now):
    factories.outcome(product=product)
    changed_at = now + timedelta(days=7)
    redefine_team(team=team, outcome_word="Goal", outcome_words="Goals", by=member, at=changed_at)
    client.force_login(member)
    of_product = reverse("products:product_detail", args=["claims"])

    with time_machine.travel(changed_at, tick=False):
        words = [
            ('<h2 id="out">Goals</h2>' in client.get(of_product, {"on": on}).content.decode())
            for on in ("2026-01-13", "2026-01-14")
        ]
        then = client.get(page, {"on": "2026-01-13"}).context["page"].team

    assert words == [False, True]
    assert then.outcome_words == ""


def test_before_its_time_a_team_is_not_known_yet(client, page, team, member):
    client.force_login(member)

    answer = client.get(page, {"on": "2024-12-31"})

    assert answer.status_code == 404
    assert answer.context["since"].isoformat() == "2025-01-06"
