"""Lists and views in a browser: filters in the address, back again, by keys, kept under a name."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from insights.actions import roll_ups
from tests import factories
from tests.browser.test_every_page import violations
from tests.browser.test_search_journey import NARROW, PASSWORD, WIDE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AT = datetime(2026, 1, 7, 10, tzinfo=UTC)


@pytest.fixture
def world():
    """Three outcomes of one product: one behind, one ahead, one never read."""
    factories.organisation()
    team = factories.team("Payments")
    factories.membership(factories.user("member@example.test", password=PASSWORD), team)
    product = factories.product("Claims", team=team)
    for name, value in (("Behind", 5), ("Ahead", 120)):
        outcome = factories.outcome(name, product=product)
        factories.reading(outcome, date(2025, 3, 1), 1, at=AT)
        factories.reading(outcome, date(2025, 6, 1), value, at=AT)
    factories.outcome("Unread", product=product)
    roll_ups.rebuild(at=AT)


def test_filters_live_in_the_address_and_back_brings_them_again(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/outcomes/?on=2026-01-07")
    health, kind = (page.locator(f"select[name={name}]") for name in ("health", "kind"))

    health.select_option("off_track")
    page.wait_for_url("**/outcomes/?on=2026-01-07&health=off_track")
    kind.select_option("milestone")
    page.wait_for_url("**kind=milestone")
    expect(page.get_by_text("Nothing here answers all of these")).to_be_visible()
    assert violations(page) == []

    page.go_back()
    expect(kind).to_have_value("")
    expect(health).to_have_value("off_track")
    expect(page.locator("tbody tr")).to_have_count(1)

    page.get_by_role("link", name="Any Health again").click()
    page.wait_for_url("**/outcomes/?on=2026-01-07")
    expect(page.locator("tbody tr")).to_have_count(3)


def test_rows_are_walked_and_opened_by_keys(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/outcomes/?on=2026-01-07&sort=name")
    rows = page.locator("tbody th a:first-child")

    for key, place in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(rows.nth(place)).to_be_focused()
    page.keyboard.press("o")

    expect(page.get_by_role("heading", level=1, name="Behind")).to_be_visible()


def test_a_view_is_saved_opened_and_forgotten(page, world):
    page.set_viewport_size(NARROW)
    sign_in(page, "member@example.test")
    page.goto("/outcomes/?health=off_track")

    page.get_by_text("Save this view").click()
    page.get_by_label("Name of the view").fill("Off course")
    assert violations(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    tab = page.get_by_role("navigation", name="Saved views").get_by_role("link", name="Off course")
    expect(tab).to_have_attribute("aria-current", "true")

    page.goto("/outcomes/")
    tab.click()
    page.wait_for_url("**/outcomes/?health=off_track")

    page.goto("/views/")
    assert violations(page) == []
    page.get_by_role("button", name="Delete “Off course”").click()
    expect(page.get_by_text("No view has your name on it yet")).to_be_visible()


def test_a_list_narrows_without_script(browser, live_server, world):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "member@example.test")
    page.goto("/outcomes/?on=2026-01-07")

    page.get_by_label("Words to look for").fill("behind")
    page.get_by_role("button", name="Apply").click()

    expect(page.locator("tbody tr")).to_have_count(1)
    context.close()


def test_a_list_comes_as_a_workbook(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "member@example.test")
    page.goto("/outcomes/?on=2026-01-07&health=off_track")

    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()

    assert download.value.suggested_filename == "outcomes-off-track-2026-01-07.xlsx"
