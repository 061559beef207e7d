"""Who is stretched, what if some of them did less, and the team does it: three people, one link."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from pmo_portal.lib.calendar import months_from
from pmo_portal.lib.vocabulary import Role
from products.models import Allocation
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def month():
    """This month; Payments gives five people of four to Claims in it and in the next."""
    organisation = factories.organisation()
    first, second = months_from(organisation.day_of(datetime.now(tz=UTC)), 2)
    team = factories.team("Payments")
    product = factories.product("Claims", team=team)
    for month in (first, second):
        factories.capacity(team, month, 4)
        factories.allocation(product, month, 5)
    member = factories.user("member@example.test", password=PASSWORD)
    factories.membership(member, team)
    factories.user("pmo@example.test", role=Role.PMO_LEAD, password=PASSWORD)
    return first


def sign_in(page: Page, email: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_pmo_lead_finds_who_is_stretched_and_the_team_relieves_itself(page, month, width):
    page.set_viewport_size({"width": width, "height": 900})

    sign_in(page, "pmo@example.test")
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator("main .lede")).to_contain_text("1 of 1 teams stretched")
    page.get_by_role("link", name="What if?").click()
    people = page.get_by_role("form", name="People")
    people.get_by_label("People of the team").select_option("payments")
    people.get_by_label("How many, in full time").fill("1.5")
    people.get_by_label("Take from").select_option("claims")
    people.get_by_label("Give to").select_option("-")
    people.get_by_role("button", name="Show what would follow").click()
    expect(page.locator("main .lede")).to_contain_text("as many teams stretched as before: 1")
    loads = page.get_by_role("region", name="Load of the teams whose time is moved")
    expect(loads.get_by_role("row", name="Payments")).to_contain_text("125 88")
    assert Allocation.objects.filter(fte=5).count() == 2
    link = page.get_by_label("Share it").input_value()

    sign_in(page, "member@example.test")
    page.goto(link)
    page.get_by_role("link", name="Payments's form with these figures").click()
    expect(page.get_by_text("One figure is filled in from a scenario")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".al")).to_contain_text("88")
    assert list(Allocation.objects.order_by("month").values_list("fte", flat=True)) == [3.5, 5]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_team_enters_its_time_and_a_bad_figure_is_answered_at_its_cell(page, month):
    sign_in(page, "member@example.test")
    page.goto("/teams/payments/")
    page.get_by_role("link", name="Plan our time").click()
    cell = page.get_by_label("Claims,").first
    cell.fill("lots")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Write people as a number, such as 1.5.")).to_be_visible()
    cell.fill("3")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("main .lede")).to_contain_text("1 of 1 teams stretched")
    assert Allocation.objects.order_by("month").first().fte == 3
