"""The questions of a PMO lead, each answered on the first page and followed to its evidence.

Asked of the made-up company, which has everything, and of the major projects of a government,
which have neither outcomes nor objectives: there the answers are in initiatives and money.
"""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from insights.actions import roll_ups
from portfolio.models import User
from products.demo import load
from products.samples import bring_in, shelf
from tests import factories
from tests.browser.test_every_page import violations

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 1, 7)
PAGE = f"/?on={ON}"
POSITIONS = "/?on=2022-06-30&vs=2021-06-30"


def sign_in(page: Page, person: User, url: str) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def panel(page: Page, name: str) -> Locator:
    """The panel whose heading has this id."""
    return page.locator(f":is(section, figure)[aria-labelledby={name}]")


def number_in(place: Locator) -> int:
    """The first whole number that stands there."""
    found = re.search(r"\d[\d,]*", place.inner_text())
    assert found is not None
    return int(found.group().replace(",", ""))


@pytest.fixture
def company(page, live_server):
    """The page of the made-up company, as its PMO lead sees it."""
    at = load.last_moment(ON)
    load.load_demo(at=at)
    roll_ups.rebuild(at=at)
    sign_in(page, User.objects.get(email=load.sign_ins()[0]), live_server.url)
    return page


@pytest.fixture
def projects(page, live_server, pmo_lead):
    """The page of the government's projects, with both positions known."""
    at = load.last_moment(ON)
    organisation = factories.organisation()
    bring_in.bring_in_sample(shelf.GMPP, organisation=organisation, by=pmo_lead, at=at)
    roll_ups.rebuild(at=at)
    sign_in(page, pmo_lead, live_server.url)
    return page


def test_the_company_answers_every_question(company):
    for question in (
        reaching_our_objectives,
        going_to_reach_them,
        only_what_teams_call_off_course,
        what_changed,
        where_help_is_wanted,
        work_and_objectives_apart,
        money_and_people_where_the_strategy_is,
        how_far_to_trust,
        what_we_knew_that_day,
    ):
        company.goto(PAGE)
        question(company)


def reaching_our_objectives(page: Page) -> None:
    expect(page.locator(".lede")).to_contain_text(re.compile(r"\d+ of 200 outcomes are on course"))
    off = page.locator("a.kpi").filter(has_text="Off course")
    count = number_in(off.locator(".k-v"))
    off.click()
    expect(page.locator(".lede")).to_contain_text(f"{count} outcomes")
    page.locator("main tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/outcomes/.+on=2026-01-07"))


def going_to_reach_them(page: Page) -> None:
    figure = panel(page, "trajectory-title")
    said = figure.get_by_role("heading")
    expect(said).to_have_text(re.compile(r"Expect \d+ of 200 to be met \(\d+ to \d+\); \d+ have"))
    expect(page.locator("a.kpi").filter(has_text="Likely to be met")).to_be_visible()
    figure.get_by_text("Show the numbers").click()
    expect(figure.get_by_role("row").nth(1)).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # nothing half under the bar at the top
    assert violations(page) == []
    page.locator(".smx a").first.click()
    expect(page).to_have_url(re.compile("/objectives/"))


def only_what_teams_call_off_course(page: Page) -> None:
    said = page.locator("select[name=product_health]")
    said.select_option("Off course")
    if (apply := page.get_by_role("button", name="Apply")).is_visible():
        apply.click()
    expect(page).to_have_url(re.compile("product_health=off_track"))
    expect(page.locator("main")).to_contain_text("of products that their teams call “Off course”")
    count = number_in(page.locator(".kpi").filter(has_text="Off course").locator(".k-v"))
    page.locator("a.kpi").filter(has_text="Off course").click()
    expect(page.locator(".lede")).to_contain_text(f"{count} outcome")
    page.go_back()
    expect(page.locator("select[name=product_health]")).to_have_value("off_track")
    page.get_by_role("link", name="Clear").click()
    expect(page.locator(".lede")).to_contain_text("of 200 outcomes")


def what_changed(page: Page) -> None:
    changed = panel(page, "changed")
    expect(changed.locator("li").first).to_be_visible()
    changed.get_by_role("link", name="All changes").click()
    expect(page).to_have_url(re.compile(r"/changes/\?.*vs=2025-12-31"))


def where_help_is_wanted(page: Page) -> None:
    wanted = panel(page, "help")
    wanted.scroll_into_view_if_needed()
    expect(wanted).to_contain_text("open asks, the oldest first")
    expect(wanted).to_contain_text("Half of all asks get a first reply within")
    expect(wanted.locator(".match").first).to_contain_text(re.compile(r"has .+ free"))
    wanted.locator(".match").first.click()
    expect(page).to_have_url(re.compile("/help/"))


def work_and_objectives_apart(page: Page) -> None:
    table = page.locator(".mx-l")
    expect(table.get_by_role("rowheader", name="No objective yet")).to_be_visible()
    expect(panel(page, "matrix")).to_contain_text("No work yet: Open in Ireland")
    table.locator("tr.un a").first.click()
    expect(page).to_have_url(re.compile("objective=none"))
    expect(page.locator("main tbody a").first).to_be_visible()


def money_and_people_where_the_strategy_is(page: Page) -> None:
    expect(panel(page, "investment").get_by_role("heading")).to_contain_text("of the money")
    expect(panel(page, "investment").locator("rect.b-tick").first).to_be_attached()
    expect(page.locator(".shades [aria-current]")).to_have_text("People")
    page.locator(".shades").get_by_text("Money").click()
    expect(page).to_have_url(re.compile("shade=money"))
    expect(page.locator(".mx-l td i[title*='£']").first).to_be_attached()
    panel(page, "investment").get_by_role("link", name="New bets").click()
    expect(page).to_have_url(re.compile("kind=transform"))


def how_far_to_trust(page: Page) -> None:
    trust = panel(page, "trust")
    expect(trust.get_by_role("heading")).to_have_text(re.compile(r"of 200 outcomes are measured"))
    expect(panel(page, "freshness").get_by_role("heading")).to_contain_text("spoke up")
    trust.get_by_role("link", name="Outcomes measured").click()
    expect(page).to_have_url(re.compile("health=measured"))


def what_we_knew_that_day(page: Page) -> None:
    before = page.locator(".lede").inner_text()
    page.keyboard.press("[")
    expect(page).to_have_url(re.compile("on=2025-12-31"))
    expect(page.locator("main .lede")).not_to_have_text(before)
    page.keyboard.press("]")
    expect(page.locator("main .lede")).to_have_text(before)


def test_projects_without_outcomes_answer_in_initiatives_and_money(projects):
    for question in (
        how_projects_go,
        what_they_cost,
        which_moved,
        which_are_tied_to_nothing,
        how_old_the_word_is,
        what_was_known_a_year_before,
    ):
        projects.goto(POSITIONS)
        question(projects)
    for path in (POSITIONS, "/portfolio/numbers/health-initiatives/?on=2022-06-30"):
        projects.goto(path)
        assert violations(projects) == []


def how_projects_go(page: Page) -> None:
    expect(page.locator(".lede")).to_contain_text("24 of 235 initiatives are on course")
    page.locator("a.kpi").filter(has_text="Off course").click()
    expect(page.locator(".lede")).to_contain_text("27 initiatives")
    page.locator("main tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/initiatives/.+on=2022-06-30"))


def what_they_cost(page: Page) -> None:
    expect(page.locator("a.kpi").filter(has_text="Whole-life cost")).to_contain_text("£494bn")
    panel(page, "money").get_by_role("link", name="DFT").click()
    expect(page).to_have_url(re.compile("product="))


def which_moved(page: Page) -> None:
    first = panel(page, "changed").locator("li").first
    expect(first).to_contain_text(re.compile(r"Moved from|was taken away"))
    first.get_by_role("link", name="Check-in").click()
    expect(page).to_have_url(re.compile("/check-ins/"))


def which_are_tied_to_nothing(page: Page) -> None:
    expect(panel(page, "matrix").get_by_role("heading")).to_have_text(
        "None of 235 initiatives is tied to an objective yet"
    )
    expect(page.locator(".shades [aria-current]")).to_have_text("Money")


def how_old_the_word_is(page: Page) -> None:
    expect(panel(page, "trust").get_by_role("heading")).to_contain_text("Nothing here is measured")
    expect(panel(page, "freshness")).to_contain_text("Quiet for more than twice their rhythm")


def what_was_known_a_year_before(page: Page) -> None:
    page.goto("/?on=2021-06-30")
    expect(page.locator(".lede")).to_contain_text("41 of 184 initiatives are on course")
    expect(page.locator("body")).to_contain_text("You are looking at")
