"""A week passes: its report appears once, is mailed, opens its evidence, and stays as it was."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from insights.models import Report
from insights.tasks import publish_reports, tick
from pmo_portal.lib.vocabulary import Role
from tests import factories
from tests.insights.reports.mail_server import mail_server
from tests.worker import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
READER = "reader@example.com"


@pytest.fixture
def inbox(settings, monkeypatch, live_server):
    """A mail server that the worker hands its mail to."""
    with mail_server(settings) as server:
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server.port}")
        monkeypatch.setenv("SITE_URL", live_server.url)
        yield server


@pytest.fixture
def told(db):
    """An outcome told of for two months, whose target moved in the week that is over."""
    factories.organisation()
    now = timezone.now()
    last_week = now - timedelta(days=now.weekday() + (4 if now.weekday() else 11))
    start = now - timedelta(weeks=9)
    product = factories.product("Claims", team=factories.team("Payments", at=start), at=start)
    outcome = factories.outcome(
        "Claims in five days",
        product=product,
        at=start,
        baseline=0,
        baseline_on=start.date(),
        target=100,
        target_on=now.date() + timedelta(days=120),
        unit="%",
    )
    for week in range(8):
        measured(outcome, 3 * week, at=start + timedelta(weeks=week))
    outcome.target, outcome.known_at = 80, last_week
    outcome.save()
    factories.user(READER, role=Role.EXECUTIVE, password=PASSWORD)
    return outcome


def measured(outcome, value: int, *, at: datetime) -> None:
    factories.reading(outcome, at.date(), value, at=at)


def sign_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(READER)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_a_report_is_wanted_appears_once_is_mailed_and_never_changes(
    page: Page, told, inbox, request
):
    sign_in(page)
    page.goto("/reports/by-mail/")
    page.get_by_role("button", name="Send it to me").click()
    expect(page.get_by_text("The next report comes by mail.")).to_be_visible()

    start = request.getfixturevalue("worker")
    start(), start()
    tick.delay()
    until(lambda: publish_again() and len(inbox.raw) > 0, every=0.5)
    publish_reports.delay()

    (report,) = Report.objects.all()
    (mail,) = inbox.mails
    html = mail.get_body(("html",)).get_content()
    assert "The target of “Claims in five days” moved" in html

    measured(told, 7777, at=timezone.now())
    before = report.content
    page.goto(f"/reports/{report.label}/")
    page.get_by_role("link", name="Claims in five days", exact=True).first.click()
    expect(page.get_by_role("heading", name="Claims in five days", level=1)).to_be_visible()
    expect(page.get_by_text("7,777%")).to_have_count(0)
    assert Report.objects.get().content == before


def publish_again() -> bool:
    """Look for what is due, as two timetables at once would."""
    publish_reports.delay()
    publish_reports.delay()
    return True
