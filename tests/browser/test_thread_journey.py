"""The golden thread and a tie suggested: with the keyboard alone, and by touch."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from insights.actions import roll_ups
from pmo_portal.lib.vocabulary import Health, Role
from products.models import Notice
from tests import factories
from tests.browser.test_every_page import beyond, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture
def world():
    """Two objectives, one served down to the latest word, and an outcome that hangs loose."""
    factories.organisation()
    team = factories.team("Payments")
    member = factories.user("member@example.test", password=PASSWORD)
    factories.membership(member, team)
    factories.user("pmo@example.test", role=Role.PMO_LEAD, password=PASSWORD)
    product = factories.product("Claims", team=team)
    grow, other = factories.objective("Grow", code="S1"), factories.objective("Save", code="S2")
    served = factories.outcome("Served", product=product, objective=grow)
    factories.reading(served, date(2026, 1, 5), 80, at=NOON)
    factories.outcome("Loose", product=product)
    factories.outcome("Saved", product=product, objective=other)
    work = factories.initiative("Work", product=product)
    factories.contribution(work, served)
    said = factories.check_in(product, at=NOON, what_changed="The bank said yes.")
    factories.initiative_line(said, work, Health.AT_RISK)
    roll_ups.rebuild(at=NOON)


def sign_in(page: Page, email: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_visible(timeout=20_000)


def focused(page: Page) -> str:
    """What has the focus, by its first words in bold."""
    return page.evaluate("document.activeElement.querySelector('b')?.textContent ?? ''")


def test_the_tree_is_walked_with_arrows_down_to_the_latest_word(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "pmo@example.test")
    page.keyboard.press("g")
    page.keyboard.press("t")
    tree = page.get_by_role("tree", name="What serves “Grow”")
    expect(tree).to_be_visible()

    tree.get_by_role("treeitem").first.focus()
    walked = [focused(page)]
    for _step in range(3):
        page.keyboard.press("ArrowRight")
        walked.append(focused(page))

    assert walked == ["Grow", "Served", "Work", "7 Jan"]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(tree.get_by_text("The bank said yes.")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/check-ins/"))


def test_a_tie_is_suggested_with_the_keyboard_and_the_team_reads_it(page, world):
    page.set_viewport_size(WIDE)
    sign_in(page, "pmo@example.test")
    page.goto("/thread/?view=loose&side=outcomes")

    page.get_by_role("link", name="Suggest a tie: Loose").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Your line to the team").focus()
    page.keyboard.type("It serves S2, I think.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The team is told, and decides")).to_be_visible()

    assert Notice.objects.get().parts["words"] == "It serves S2, I think."
    sign_in(page, "member@example.test")
    page.goto("/home/")
    page.get_by_role("link", name="suggests a tie for “Loose”").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Loose")).to_be_visible()


def test_on_a_phone_another_objective_is_chosen_by_touch(browser, base_url, world):
    window = browser.new_context(base_url=base_url, viewport=NARROW, has_touch=True, is_mobile=True)
    page = window.new_page()
    sign_in(page, "member@example.test")
    page.goto("/thread/")

    page.get_by_role("link", name="Save").first.tap()
    expect(page.get_by_role("tree", name="What serves “Save”")).to_be_visible()
    assert (beyond(page), violations(page)) == (0, [])
    page.get_by_role("treeitem", name="No initiative yet. Start an initiative").tap()
    expect(
        page.get_by_role("heading", level=1, name="What does Claims want to try?")
    ).to_be_visible()
    window.close()


def test_without_script_the_thread_is_lists_of_links(browser, base_url, world):
    window = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = window.new_page()
    sign_in(page, "member@example.test")
    page.goto("/thread/")

    expect(page.get_by_role("list", name="What serves “Grow”")).to_be_visible()
    page.get_by_role("link", name="The bank said yes.").click()
    expect(page).to_have_url(re.compile("/check-ins/"))
    window.close()
