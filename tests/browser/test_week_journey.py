"""A week of check-ins by two members of a team, by keyboard alone, on a desk and on a phone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from pmo_portal.lib.vocabulary import Health
from products.models import CheckIn
from tests.browser.test_check_in import SIZES, ready, value_of
from tests.browser.test_check_in import enter as enter  # a fixture
from tests.browser.test_check_in import outcomes as outcomes  # a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TABS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the thing has the focus."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def follow(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, wanted: Locator, words: str) -> None:
    tab_to(page, wanted)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)


def publish(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_url("**/products/claims/")
    expect(page.locator(".toast")).to_contain_text("Published. Everyone sees it now.")


@pytest.mark.parametrize("size", SIZES)
def test_two_members_check_in_one_after_the_other_and_correct(
    page,
    enter,
    member,
    lead,
    outcomes,
    size,
):
    page.set_viewport_size(SIZES[size])
    speed, online = outcomes[0], outcomes[1]

    enter(page, member, "/home/")
    expect(page.locator("main .lede")).to_contain_text("1 check-in is due from you this week")
    follow(page, page.get_by_role("link", name="Check in: Claims"))
    ready(page)
    page.keyboard.press("2")
    write(page, page.get_by_role("textbox", name="Settled in a week"), "66")
    write(page, page.get_by_label("What changed, in one line"), "The bank moved its date.")
    publish(page)
    expect(page.locator("main .h-row")).to_contain_text("Needs attention")
    enter(page, member, "/home/")
    expect(page.locator("main .lede")).to_contain_text("Nothing is due from you this week.")

    enter(page, lead, "/home/")
    follow(page, page.get_by_role("link", name="Check in: Claims"))
    ready(page)
    expect(page.get_by_text("Last time: The bank moved its date.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Settled in a week")).to_have_value("66")
    page.keyboard.press("1")
    write(page, page.get_by_role("textbox", name="Started online"), "60")
    write(page, page.get_by_label("What changed, in one line"), "A date in Mars.")
    publish(page)

    follow(page, page.get_by_role("link", name="Correct it"))
    ready(page)
    write(page, page.get_by_label("What changed, in one line"), "A date in March.")
    publish(page)

    card = page.locator("main .pv").first
    expect(card).to_contain_text("A date in March.")
    expect(card).to_contain_text("corrected")
    earlier = page.locator("main .tl li").first
    expect(earlier).to_contain_text("The bank moved its date.")
    expect(page.locator("#moved")).to_be_visible()
    said = [(one.by, one.health) for one in CheckIn.objects.filter(superseded_by=None)[:2]]
    assert said == [(lead, Health.ON_TRACK), (member, Health.AT_RISK)]
    assert (value_of(speed), value_of(online)) == ("66", "60")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
