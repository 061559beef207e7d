"""A report reaches its readers: claimed, handed over, noted; never lost unseen."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from insights.actions.delivering import LEASE, claim_delivery, send_again
from insights.actions.subscribing import end_subscription
from insights.models import Delivery, Report, Subscription
from insights.queries.deliveries import state_of
from insights.reports.deliver import deliver_due
from pmo_portal.lib.vocabulary import ReportForm
from tests.insights.reports.conftest import moment, publish, want
from tests.insights.reports.mail_server import free_port, mail_server

pytestmark = pytest.mark.django_db
OUT = moment(8, day=1, hour=8)


@pytest.fixture
def inbox(settings):
    """A mail server that takes what is handed over."""
    with mail_server(settings) as server:
        yield server


@pytest.fixture
def reader(executive, whole):
    """Somebody who wants the report of the whole by mail."""
    want(whole, executive)
    return executive


@pytest.fixture
def report(portfolio, reader):
    """The report, out and addressed."""
    (made,) = publish(OUT)
    return made


def deliver(at=OUT):
    return deliver_due(clock=lambda: at)


def state(at=OUT):
    return state_of(Delivery.objects.get(), at=at)[0]


def test_a_subscribed_report_arrives_once(report, reader, inbox):
    assert (deliver(), deliver()) == (1, 0)

    (mail,) = inbox.mails
    assert mail["To"] == reader.email
    assert mail["Subject"].startswith("Portfolio report, week 17")
    assert state() == "sent"


def test_it_says_the_same_in_text_and_html_and_carries_its_pictures(report, inbox):
    deliver()

    (mail,) = inbox.mails
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    for words in (report.content["headline"], *(i["title"] for i in report.content["items"])):
        assert words in text
        assert words in html.replace("&amp;", "&")
    images = {part["Content-ID"].strip("<>") for part in mail.walk() if part["Content-ID"]}
    assert set(re.findall(r'src="cid:([^"]+)"', html)) == images
    assert re.findall(r'src="http', html) == []
    assert all(re.findall(r'<img[^>]*alt="([^"]+)"', html))


def test_one_click_of_a_mail_program_ends_it(report, reader, inbox, client):
    deliver()
    (mail,) = inbox.mails
    address = mail["List-Unsubscribe"].strip("<>")
    path = address[address.index("/reports/") :]

    response = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert response.status_code == 204
    assert Subscription.objects.get().ended_at is not None
    publish(moment(9, day=1, hour=8))
    assert Delivery.objects.count() == 1


def test_a_link_shows_a_page_and_ends_nothing_by_itself(report, inbox, client):
    deliver()
    address = inbox.mails[0]["List-Unsubscribe"].strip("<>")

    response = client.get(address[address.index("/reports/") :])

    assert response.status_code == 200
    assert Subscription.objects.get().ended_at is None


def test_a_mail_server_that_is_away_costs_no_try(report, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    assert deliver() == 0
    assert Delivery.objects.get().attempts == 0
    assert state() == "waiting"


def test_a_refused_mail_is_set_aside_after_three_tries(report, reader, inbox):
    inbox.refuses.add(reader.email)
    for hour in range(5):
        deliver(OUT + timedelta(hours=hour))

    delivery = Delivery.objects.get()
    assert (delivery.attempts, state()) == (3, "set_aside")
    assert "No such reader" in delivery.problem


def test_sent_again_it_is_the_same_mail_under_the_same_number(report, inbox):
    deliver()
    send_again(delivery=Delivery.objects.get())
    deliver()

    first, second = inbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("html",)).get_content() == second.get_body(("html",)).get_content()


def test_a_worker_that_dies_holding_a_mail_lets_it_go_when_its_lease_runs_out(
    report, organisation, inbox
):
    claim_delivery(organisation=organisation, at=OUT)

    assert (deliver(), state()) == (0, "sending")
    later = OUT + LEASE + timedelta(seconds=1)
    assert state(later) == "unknown"
    assert deliver(later) == 1
    assert len(inbox.mails) == 1


def test_it_waits_for_the_day_its_reader_wants(portfolio, executive, whole, inbox):
    want(whole, executive, weekday=4)
    publish(OUT)

    assert deliver(OUT) == 0
    assert deliver(moment(8, day=4, hour=8)) == 1


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (ReportForm.PDF, "application/pdf"),
        (
            ReportForm.DECK,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ),
    ],
)
def test_the_form_wanted_is_attached(portfolio, executive, whole, inbox, form, kind):
    want(whole, executive, form=form)
    publish(OUT)
    deliver()

    attached = [part.get_content_type() for part in inbox.mails[0].iter_attachments()]
    assert kind in attached


def test_who_came_back_gets_the_next_one(portfolio, reader, whole, inbox):
    end_subscription(subscription=Subscription.objects.get(), at=moment(7))
    want(whole, reader, form=ReportForm.PDF)
    publish(OUT)

    assert deliver() == 1
    assert Subscription.objects.count() == 1


def test_the_office_sees_how_far_each_mail_has_come_and_sends_one_again(
    report, pmo_lead, inbox, client
):
    deliver()
    client.force_login(pmo_lead)
    path = reverse("insights:delivery_list")

    assert path in client.get(reverse("insights:report_list")).text
    shown = client.get(path)
    again = reverse("insights:delivery_again", args=[Delivery.objects.get().public_id])
    client.post(again)

    assert "Sent" in shown.text
    assert state() == "waiting"


def test_a_file_is_the_same_bytes_whenever_it_is_opened(report, executive, client):
    client.force_login(executive)
    url = reverse("insights:report_file", args=[report.label, "pdf"])

    first, second = client.get(url), client.get(url)

    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert Report.objects.get().files.count() == 1
