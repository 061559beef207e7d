"""An outcome is defined, and its target moved with a reason, by keyboard alone."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from products.models import Outcome
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
SIZES = [(1440, 900), (390, 844)]
MOST_TABS = 90


@pytest.fixture
def member():
    """Somebody on the team that owns Claims."""
    factories.organisation()
    team = factories.team("Payments")
    factories.product("Claims", team=team)
    person = factories.user("member@example.test", password=PASSWORD)
    factories.membership(person, team)
    return person


def sign_in(page: Page) -> None:
    page.goto("/sign-in/?next=/products/claims/")
    page.get_by_label("E-mail").fill("member@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")
    page.set_default_timeout(8000)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the thing has the focus."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def type_into(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def press(page: Page, role: str, name: str) -> None:
    tab_to(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("size", SIZES)
def test_an_outcome_is_defined_and_its_target_moved(member, page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sign_in(page)

    press(page, "link", "New outcome")
    page.wait_for_url("**/outcomes/new/")
    type_into(page, "What should become different?", "Claims settled in 5 days")
    type_into(page, "Unit", "%")
    type_into(page, "It starts at", "44")
    type_into(page, "Target", "75")
    tab_to(page, page.get_by_label("Target day"))
    page.keyboard.type("12312030")
    press(page, "button", "Save")
    expect(page.get_by_role("status")).to_contain_text("Saved. Everyone sees it now.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims settled in 5 days")

    press(page, "link", "Move the target")
    page.wait_for_url("**/edit/#measure")
    type_into(page, "Target", "70")
    press(page, "button", "Save")
    expect(page.get_by_role("alert")).to_contain_text("nothing is lost")
    type_into(page, "Why does the target move?", "The bank moved its date")
    press(page, "button", "Save")
    expect(page.get_by_role("status")).to_contain_text("Target: 75 → 70")

    rows = page.get_by_role("table", name="Targets of").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("70%")
    expect(rows.nth(1)).to_contain_text("The bank moved its date")
    expect(rows.nth(2)).to_contain_text("75%")
    outcome = Outcome.objects.get()
    assert (outcome.target, outcome.target_on) == (70, date(2030, 12, 31))
