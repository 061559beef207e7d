"""Every page in a real browser, light and dark, wide and narrow: whole, quiet and accessible."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from insights.actions import roll_ups
from insights.actions.publication import set_publication
from insights.actions.subscribing import subscribe
from insights.queries.report_scopes import of_organisation
from insights.queries.subscriptions import subscription_key
from pmo_portal.lib.letters import FILES as FOLDER
from pmo_portal.lib.vocabulary import ReportForm, Role
from portfolio.models import User
from products.demo import load
from products.models import Outcome
from tests import factories
from tests.pages import ID, PAGES, Who
from tests.test_pages import world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
NOT_FOUND = "the server responded with a status of 404"
FRAGMENTS = {"products:import_progress"}
FILES = {
    "insights:dashboard_deck",
    "insights:outcome_chart",
    "insights:report_feed",
    "insights:report_file",
    "insights:report_file_of",
}
MISTAKEN = ("/nothing/", "/?on=2026-99-99", "/outcomes/?product=nobody")


NOW = datetime(2026, 1, 7, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Theme:
    """Colours, and the window in which pages are tried in them."""

    name: str
    size: dict[str, int]


THEMES = [Theme("light", WIDE), Theme("dark", NARROW)]
only_light = pytest.mark.parametrize("theme", THEMES[:1], ids=["light"], indirect=True)


def addresses(*, public: bool) -> list[str]:
    """The pages that answer with a page of ours; the API has its own."""
    return [
        reverse(name, kwargs=page.kwargs)
        for name, page in PAGES.items()
        if (page.who is Who.PUBLIC) is public
        and page.who is not Who.KEY
        and name not in FRAGMENTS | FILES
        and (page.method, page.answer) == ("GET", 200)
    ]


@pytest.fixture
def somebody(world, team):  # noqa: F811
    """An administrator on the team, to whom every page is open."""
    person = factories.user("everything@example.test", role=Role.ADMINISTRATOR)
    factories.membership(person, team)
    return person


@pytest.fixture
def post(somebody, organisation, team, settings, tmp_path):
    """A report that is wanted, one mail of it on its way and one in the demo's folder.

    The next report is open to the team: its week ended yesterday, it appears tomorrow.
    """
    organisation.is_simulated = True
    organisation.save()
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, str(tmp_path)
    mail.send_mail("Portfolio report, week 2", "All is well.", None, [somebody.email])
    wanted = subscribe(
        scope=of_organisation(organisation),
        form=ReportForm.MAIL,
        weekday=None,
        organisation=organisation,
        by=somebody,
        at=NOW,
    )
    today = organisation.day_of(timezone.now())
    tomorrow = today + timedelta(days=1)
    set_publication(
        weekday=tomorrow.weekday(),
        hour=23,
        preview_hours=144,
        first_weekday=today.weekday(),
        first_month=1,
        records_openings=True,
    )
    return wanted


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request) -> Theme:
    return request.param


@pytest.fixture
def context(browser, theme, live_server) -> Iterator[BrowserContext]:
    """One window in the colours of the theme."""
    window = browser.new_context(
        base_url=live_server.url,
        color_scheme=theme.name,
        reduced_motion="reduce",
        viewport=theme.size,
    )
    yield window
    window.close()


def sign_in(context: BrowserContext, person, url: str) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with the page at that address."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and NOT_FOUND not in message.text:
            said.append(message.text)

    page.on("console", hear)
    page.goto(address, wait_until="load")
    headings, title = page.locator("h1").count(), page.title().partition(" · ")[0].strip()
    found = [f"{headings} main headings"] * (headings != 1)
    found += ["no title"] * (not title)
    found += [f"{beyond(page)} px too wide"] * (beyond(page) > 0)
    found += violations(page)
    page.remove_listener("console", hear)
    return found + said


def beyond(page: Page) -> int:
    """How many pixels of the page lie beside the window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def violations(page: Page) -> list[str]:
    """The rules of accessibility that the page breaks, each with the first place."""
    page.evaluate("scrollTo(0, 0)")  # the bar that stays on top hides what is scrolled under it
    broken = Axe().run(page, options=RULES).response["violations"]
    firsts = [(rule["id"], rule["nodes"][0]) for rule in broken]
    return [f"{name}: {one['html'][:120]} {one['failureSummary'][:200]}" for name, one in firsts]


def all_faults(context: BrowserContext, paths) -> dict[str, list[str]]:
    page = context.new_page()
    found = {path: faults(page, path) for path in paths}
    return {path: what for path, what in found.items() if what}


def test_pages_before_sign_in_are_whole(post, context):
    stop = reverse("insights:report_stop", args=[subscription_key(post)])

    assert all_faults(context, [*addresses(public=True), stop]) == {}


def test_pages_behind_sign_in_are_whole(somebody, post, context, live_server):
    roll_ups.rebuild(at=NOW)
    sign_in(context, somebody, live_server.url)
    letters = reverse("insights:letter_list")

    assert all_faults(context, [*addresses(public=False), letters, *MISTAKEN]) == {}

    page = context.new_page()
    page.goto(reverse("insights:report_preview"))
    expect(page.get_by_placeholder("Add a line from your team").first).to_be_visible()


def test_the_first_page_of_an_empty_portal_is_whole(context):
    assert all_faults(context, ["/welcome/"]) == {}


@only_light
def test_the_dashboard_of_the_demo_is_whole(context, live_server):
    on = date(2026, 1, 7)
    at = load.last_moment(on)
    load.load_demo(at=at)
    roll_ups.roll_up_today(at=at)
    sign_in(context, User.objects.get(email=load.sign_ins()[0]), live_server.url)

    assert all_faults(context, [f"/?on={on}"]) == {}


@only_light
def test_a_window_that_narrows_keeps_the_chart_inside(somebody, context, live_server):
    factories.reading(Outcome.objects.get(), date(2026, 1, 5), 4, at=NOW)
    sign_in(context, somebody, live_server.url)
    page = context.new_page()
    page.goto(reverse("products:outcome_detail", args=[ID]))
    page.locator(".js-plotly-plot .main-svg").first.wait_for()

    page.set_viewport_size(NARROW)

    assert beyond(page) == 0
