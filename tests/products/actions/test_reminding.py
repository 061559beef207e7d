"""Reminders go out once, whatever happens in between."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from pmo_portal.lib.vocabulary import Cadence, InitiativeStage, Reminders
from portfolio.queries.reminder_keys import reminder_key
from products import tasks
from products.actions.reminding import remind
from products.models import Reminder
from tests import factories

MONDAY = datetime(2026, 1, 5, 10, tzinfo=UTC)


class AwayBackend(EmailBackend):
    """A mail server that does not answer."""

    def open(self) -> None:
        raise ConnectionRefusedError


class BreakingBackend(EmailBackend):
    """A mail server that answers, and breaks off at each mail."""

    def send_messages(self, messages):
        raise ConnectionResetError


@pytest.fixture
def work(product, member):
    """Something the member has a word to say about."""
    return factories.initiative(product=product)


@pytest.fixture
def more(team, work):
    """A second product of the same team."""
    product = factories.product("Refunds", team=team)
    return factories.initiative(product=product)


def subjects():
    return [letter.subject for letter in mail.outbox]


def test_each_of_the_two_reminders_goes_out_once(work):
    moments = [MONDAY + timedelta(hours=hours) for hours in range(24 * 6)]

    sent = {at: count for at in moments if (count := remind(at=at))}

    assert sent == {MONDAY: 1, MONDAY + timedelta(hours=47): 1}
    assert subjects() == ["Claims: time to check in"] * 2


def test_a_check_in_spares_the_second_reminder(work, product):
    remind(at=MONDAY)
    factories.check_in(product, at=MONDAY)

    assert remind(at=MONDAY + timedelta(days=2)) == 0


def test_a_mail_leads_to_the_form_and_to_the_choice(work, member):
    remind(at=MONDAY)
    (letter,) = mail.outbox
    key = reminder_key(member)

    assert letter.to == ["member@example.test"]
    assert re.findall(r"http\S+", letter.body) == [
        f"{settings.SITE_URL}/products/claims/check-in/",
        f"{settings.SITE_URL}/reminders/{key}/",
    ]
    assert re.findall(r'href="(\S+)"', letter.alternatives[0].content) == [
        f"{settings.SITE_URL}/products/claims/check-in/",
        f"{settings.SITE_URL}/reminders/{key}/",
    ]


def test_a_mail_can_be_unsubscribed_from_in_one_click_and_is_known_by_its_id(work, member):
    remind(at=MONDAY)
    headers = mail.outbox[0].message()

    assert headers["List-Unsubscribe"] == (
        f"<{settings.SITE_URL}/reminders/{reminder_key(member)}/>"
    )
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Message-ID"] == f"<reminder-{Reminder.objects.get().public_id}@127.0.0.1>"


def test_without_a_digest_each_product_has_its_mail(more):
    assert remind(at=MONDAY) == 2
    assert sorted(subjects()) == ["Claims: time to check in", "Refunds: time to check in"]


def test_a_digest_names_all_products_in_one_mail_a_day(more, member):
    member.reminders = Reminders.DIGEST
    member.save()

    assert remind(at=MONDAY) == 1
    assert subjects() == ["2 check-ins are due"]
    assert re.findall(r"/products/(\w+)/check-in/", mail.outbox[0].body) == ["claims", "refunds"]

    later = factories.product("Fraud", team=more.product.team)
    factories.initiative(product=later)

    assert remind(at=MONDAY + timedelta(hours=1)) == 0
    assert remind(at=MONDAY + timedelta(days=1)) == 1
    assert subjects()[1:] == ["Fraud: time to check in"]


def test_a_watched_outcome_is_asked_for_with_a_link_straight_to_its_form(work, member, product):
    work.stage = InitiativeStage.DONE
    work.save()
    outcome = factories.outcome("Speed", product=product, cadence=Cadence.MONTHLY)
    february = datetime(2026, 2, 2, 10, tzinfo=UTC)

    assert [remind(at=february), remind(at=february + timedelta(hours=1))] == [1, 0]
    (letter,) = mail.outbox
    assert letter.subject == "Speed: time for a reading"
    assert f"{settings.SITE_URL}/outcomes/{outcome.path_part}/reading/" in letter.body


def test_a_digest_names_check_ins_and_readings(more, member, team):
    member.reminders = Reminders.DIGEST
    member.save()
    factories.outcome("Speed", product=more.product, cadence=Cadence.WEEKLY)

    assert remind(at=MONDAY) == 1
    assert subjects() == ["3 check-ins and readings are due"]


def test_names_are_written_safely_into_the_html(work, product):
    product.name = "R&D <b>"
    product.save()

    remind(at=MONDAY)

    assert subjects() == ["R&D <b>: time to check in"]
    assert "The check-in of <b>R&amp;D &lt;b&gt;</b> is due." in (
        mail.outbox[0].alternatives[0].content
    )


def test_a_mail_server_that_is_away_costs_no_try(work, settings):
    settings.EMAIL_BACKEND = f"{__name__}.AwayBackend"
    for minutes in range(0, 240, 30):
        assert remind(at=MONDAY + timedelta(minutes=minutes)) == 0

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert remind(at=MONDAY + timedelta(hours=5)) == 1


def test_a_mail_that_fails_is_tried_three_times_with_time_in_between(work, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BreakingBackend"

    tries = []
    for minutes in range(0, 180, 10):
        remind(at=MONDAY + timedelta(minutes=minutes))
        tries.append(Reminder.objects.get().attempts)

    assert [tries.index(1), tries.index(2), tries.index(3)] == [0, 3, 6]
    assert tries[-1] == 3


def test_a_claim_of_a_run_that_died_is_taken_over_under_the_same_id(work, member, product):
    remind(at=MONDAY)
    Reminder.objects.update(sent_at=None)

    assert remind(at=MONDAY + timedelta(minutes=29)) == 0
    assert remind(at=MONDAY + timedelta(minutes=30)) == 1
    assert len({letter.message()["Message-ID"] for letter in mail.outbox}) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("choice", [Reminders.EACH, Reminders.DIGEST])
def test_runs_at_the_same_moment_send_each_mail_once(more, lead, member, choice):
    for person in (lead, member):
        person.reminders = choice
        person.save()
    start = threading.Barrier(4)
    counts = []

    def run():
        start.wait()
        counts.append(remind(at=MONDAY))
        connection.close()

    threads = [threading.Thread(target=run) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    expected = 2 if choice == Reminders.DIGEST else 4
    assert (sum(counts), len(mail.outbox)) == (expected, expected)
    assert Reminder.objects.filter(sent_at=MONDAY, attempts=1).count() == 4


def test_the_job_looks_at_the_clock(work):
    with time_machine.travel(MONDAY, tick=False):
        tasks.remind()

    assert subjects() == ["Claims: time to check in"]
