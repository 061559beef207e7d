"""Weeks pass: each report appears once, goes to its readers, opens its evidence, and stays."""

import mailbox
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from insights.models import Report
from pmo_portal.lib.digest import digest_of
from pmo_portal.lib.vocabulary import Role
from products.signals import changed
from tests import factories
from tests.clock import Clock, clock_at
from tests.insights.reports.conftest import measure, moment, portfolio  # noqa: F401 - a fixture
from tests.insights.reports.mail_server import free_port

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
READER, MEMBER = "reader@example.com", "member@example.com"
MONDAY, TUESDAY = {"day": 0, "hour": 8}, {"day": 1, "hour": 8}


@pytest.fixture
def clock(tmp_path):
    """It is Monday noon, and the week before is over."""
    with clock_at(moment(8, hour=12), tmp_path / "clock") as set_clock:
        yield set_clock


class Post:
    """A mail server in a process of its own, that keeps what it takes."""

    def __init__(self, folder: Path, start: Callable[..., object]) -> None:
        self._box, port = mailbox.Maildir(folder), free_port()
        self.url = f"smtp://127.0.0.1:{port}"
        start("-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", MAILBOX, str(folder))

    def to(self, address: str) -> list[EmailMessage]:
        """What came for somebody, in the order of the weeks."""
        found = [
            message_from_bytes(self._box.get_bytes(key), policy=policy.default)
            for key in self._box.iterkeys()
        ]
        return sorted((m for m in found if m["To"] == address), key=lambda m: m["Subject"])


MAILBOX = "aiosmtpd.handlers.Mailbox"


@pytest.fixture
def post(started, tmp_path):
    return Post(tmp_path / "post", started)


@pytest.fixture
def portal(started, post, clock, live_server, tmp_path):
    """Two workers and two timetables at once, by the clock of the test."""
    more = {"EMAIL_URL": post.url, "SITE_URL": live_server.url}
    program = ("-m", "tests.clock", str(clock.file), "celery", "-A", "pmo_portal")
    for number in (1, 2):
        started(
            *program, *["worker", "-Q", "now,later", "-P", "solo", "-n"], f"{number}@%h", **more
        )
        beat = f"beat --max-interval 1 --pidfile= -s {tmp_path / f'beat{number}'}"
        started(*program, *beat.split(), **more)


@pytest.fixture
def told(portfolio, team):  # noqa: F811
    """Two outcomes told of for two months, and who reads of them."""
    factories.user(READER, role=Role.EXECUTIVE, password=PASSWORD)
    factories.membership(factories.user(MEMBER, password=PASSWORD), team)
    move_target(portfolio, "steady", at=moment(7, day=3))
    return portfolio


def move_target(told, name: str, *, at) -> None:
    told[name].target, told[name].known_at = 80, at
    told[name].save()
    tell(told, since=at.date())


def tell(told, *, since) -> None:
    changed.send(sender=None, product_id=told["product"].pk, since=since)


def sign_in(page: Page, email: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_weeks_pass_and_their_reports_reach_readers_and_teams(
    page: Page, told, post, clock: Clock, portal
):
    sign_in(page, READER)
    page.goto("/reports/by-mail/")
    page.get_by_role("button", name="Send it to me").click()
    expect(page.get_by_text("It comes to you by mail each week")).to_be_visible()

    clock.pass_until(lambda: post.to(READER) != [], at=moment(8, **TUESDAY))

    (report,) = Report.objects.all()
    (mail,) = post.to(READER)
    html = mail.get_body(("html",)).get_content()
    assert report.label == "2026-w17"
    assert "“Claims in five days” has a new target" in html

    wrong = told["steady"].readings.first()
    measure(told["steady"], 41.4, at=moment(8, day=2), on=wrong.observed_on, supersedes=wrong)
    move_target(told, "other", at=moment(8, day=2))
    page.goto(re.search(r'href="([^"]+)"[^>]*>Claims in five days<', html)[1])
    expect(page.get_by_role("heading", name="Claims in five days", level=1)).to_be_visible()
    expect(page.get_by_text("41.4%")).to_have_count(0)

    clock.pass_until(lambda: post.to(MEMBER) != [], at=moment(9, **MONDAY))
    sign_in(page, MEMBER)
    page.goto("/home/")
    page.get_by_role("link", name="Your team is named in the coming report").click()
    line = page.locator("li", has_text="“Calls answered” has a new target")
    line.get_by_label("Your line, beside this sentence").fill("We agreed on it with sales.")
    line.get_by_role("button", name="Add").click()

    clock.pass_until(lambda: len(post.to(READER)) > 1, at=moment(9, **TUESDAY))

    later, before = Report.objects.all()
    assert (later.label, before.digest) == ("2026-w18", digest_of(report.content))
    assert "We agreed on it with sales." in post.to(READER)[1].get_body(("plain",)).get_content()
    assert later.content["restated"][0]["text"].endswith("corrected, it is 41.4%.")
    assert len(post.to(READER)) == 2
    assert len(post.to(MEMBER)) == 1
