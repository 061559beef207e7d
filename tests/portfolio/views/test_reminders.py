"""How a person chooses their reminders: signed in, by the link, in one click."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pmo_portal.lib.vocabulary import Reminders
from portfolio.queries.reminder_keys import person_with_key, reminder_key


@pytest.fixture
def street(organisation):
    """Nobody in particular, with the checks of a real browser."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def link(member):
    """The address in the member's mails."""
    return reverse("portfolio:reminder_choice", args=[reminder_key(member)])


def chosen(person):
    person.refresh_from_db()
    return person.reminders, person.reminders_paused_until


def test_a_person_chooses_in_the_settings(client, organisation, member):
    client.force_login(member)
    settings = reverse("portfolio:reminder_settings")

    answer = client.post(settings, {"reminders": "digest", "paused_until": "2026-02-01"})

    assert (answer.status_code, answer.url) == (302, reverse("portfolio:settings"))
    assert chosen(member) == (Reminders.DIGEST, date(2026, 2, 1))


def test_a_choice_there_is_not_changes_nothing(client, organisation, member):
    client.force_login(member)

    answer = client.post(reverse("portfolio:reminder_settings"), {"reminders": "hourly"})

    assert answer.status_code == 422
    assert chosen(member) == (Reminders.EACH, None)


def test_a_mail_program_unsubscribes_in_one_click(street, link, member, lead):
    answer = street.post(link, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 204
    assert chosen(member) == (Reminders.OFF, None)
    assert chosen(lead) == (Reminders.EACH, None)


def test_looking_at_the_link_changes_nothing(street, link, member):
    answer = street.get(link)

    assert (answer.status_code, answer.context["person"]) == (200, member)
    assert chosen(member) == (Reminders.EACH, None)


def test_the_link_takes_a_pause_without_sign_in(street, link, member):
    answer = street.post(link, {"reminders": "each", "paused_until": "2026-02-01"})

    assert "None comes before Sun 1 Feb 2026." in answer.content.decode()
    assert chosen(member) == (Reminders.EACH, date(2026, 2, 1))


def test_a_key_opens_reminders_of_its_person_alone(street, link, member, lead):
    stolen = reminder_key(member).replace(member.public_id, lead.public_id)
    answer = street.post(reverse("portfolio:reminder_choice", args=[stolen]), {"reminders": "off"})

    assert (answer.status_code, person_with_key(stolen)) == (404, None)
    assert chosen(lead) == (Reminders.EACH, None)


def test_the_key_of_somebody_who_has_left_opens_nothing(member):
    key = reminder_key(member)
    assert person_with_key(key) == member

    member.is_active = False
    member.save()

    assert person_with_key(key) is None
