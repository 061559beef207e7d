"""Search and jump: with the keyboard alone, by touch, and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.test_every_page import beyond, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def world():
    """A product with an outcome, and another in a restricted portfolio."""
    factories.organisation()
    team = factories.team("Payments")
    member = factories.user("member@example.test", password=PASSWORD)
    factories.membership(member, team)
    product = factories.product("Claims", team=team)
    factories.outcome("Glass claims settled", product=product)
    secret = factories.product("Secret", portfolio=factories.portfolio("Closed", restricted=True))
    factories.outcome("Glass in secret", product=secret)


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_visible(timeout=20_000)


def test_a_thing_is_found_and_opened_with_the_keyboard(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/home/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search or jump to")
    expect(box).to_be_focused()

    page.keyboard.type("glass")
    options = page.get_by_role("dialog").get_by_role("option")
    expect(options).to_have_count(1)
    expect(options).to_have_accessible_name("Glass claims settled Claims")
    expect(options).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.get_attribute("id")
    expect(page.locator("[data-jump-said]")).to_have_text("1 result")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Glass claims settled")).to_be_visible()


def test_arrows_choose_and_escape_gives_the_focus_back(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/outcomes/")
    link = page.get_by_role("main").get_by_role("link").first
    link.focus()

    page.keyboard.press("Control+k")
    options = page.get_by_role("dialog").get_by_role("option")
    expect(options.first).to_have_accessible_name("Check in for Claims")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_what_was_opened_last_comes_first_when_nothing_is_typed(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/products/claims/")
    page.goto("/home/")

    page.keyboard.press("/")

    recent = page.get_by_role("dialog").get_by_role("group", name="Recent").get_by_role("option")
    expect(recent).to_have_accessible_name("Claims")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/products/claims/$"))


def test_on_a_phone_a_thing_is_found_by_touch(browser, base_url, world):
    window = browser.new_context(base_url=base_url, viewport=NARROW, has_touch=True, is_mobile=True)
    page = window.new_page()
    sign_in(page, "member@example.test")
    page.goto("/outcomes/")

    page.locator("header").get_by_role("link", name="Search or jump to").tap()
    page.get_by_role("combobox", name="Search or jump to").fill("claims")
    expect(
        page.get_by_role("dialog").get_by_role("option", name="Glass claims settled")
    ).to_be_visible()
    assert (beyond(page), violations(page)) == (0, [])
    page.get_by_role("dialog").get_by_role("option", name="Glass claims settled").tap()
    expect(page.get_by_role("heading", level=1, name="Glass claims settled")).to_be_visible()
    window.close()


def test_without_script_the_search_is_a_page(browser, base_url, world):
    window = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = window.new_page()
    sign_in(page, "member@example.test")

    page.get_by_role("link", name="Search or jump to").first.click()
    page.get_by_label("Words to look for").fill("glass")
    page.keyboard.press("Enter")

    expect(page.get_by_text("1 result for “glass”.")).to_be_visible()
    page.get_by_role("link", name="Glass claims settled").click()
    expect(page.get_by_role("heading", level=1, name="Glass claims settled")).to_be_visible()
    window.close()
