"""The office gives direction and offers help; the team takes it up with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from pmo_portal.lib.vocabulary import OfferState, Role
from portfolio.models import Objective, Offer, Portfolio
from products.models import FundingLine, Product
from tests import factories
from tests.browser.test_help_journey import PASSWORD, press, say, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team():
    """A team with a member, and somebody of the office."""
    factories.organisation()
    team = factories.team("Payments")
    factories.membership(factories.user("member@example.test", password=PASSWORD), team)
    factories.user("pmo@example.test", name="Ruth", role=Role.PMO_LEAD, password=PASSWORD)
    factories.user("outsider@example.test", password=PASSWORD)
    factories.playbook("Look together")
    return team


def save(page: Page, said: str) -> None:
    press(page, "Save")
    expect(page.get_by_text(said)).to_be_visible()


def give_direction(page: Page) -> None:
    """Add an objective, a restricted portfolio, a product in it, and money nobody has yet."""
    page.goto("/objectives/")
    press(page, "New objective", "link")
    say(page, "Where do we want to be?", "Every claim settled in a week")
    save(page, "Everyone sees it now")

    page.goto("/portfolios/")
    page.locator("main").get_by_role("link", name="New portfolio").first.click()
    say(page, "What is it called?", "Quiet works")
    expect(page.get_by_label("Ruth")).to_be_hidden()
    page.get_by_label("Only named people and teams see it").check()
    page.get_by_label("Payments").check()
    expect(page.get_by_label("Ruth")).to_be_checked()
    save(page, "What goes into it?")

    press(page, "New product", "link")
    say(page, "What do people call it?", "Claims")
    page.get_by_label("Team that owns it").select_option(label="Payments")
    save(page, "Its team and everyone else see it now")

    page.goto("/portfolios/quiet-works/")
    press(page, "Enter money", "link")
    page.get_by_label("First day").fill("2026-01-01")
    page.get_by_label("Last day").fill("2026-12-31")
    say(page, "Planned", "a lot")
    press(page, "Save")
    expect(page.get_by_text("is not an amount we can read")).to_be_visible()
    page.get_by_label("Planned").fill("1.2m")
    save(page, "Everyone sees it now")
    expect(page.get_by_text("£1.2m")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_direction_is_given_and_an_offer_is_taken_up(page, team, width):
    page.set_viewport_size({"width": width, "height": 900})

    sign_in(page, "pmo@example.test")
    give_direction(page)
    page.goto("/products/claims/")
    page.get_by_role("link", name="Offer help", exact=True).focus()
    page.keyboard.press("Enter")
    say(page, "What do you offer?", "Shall we look at it together?")
    page.get_by_label("Playbook that goes with it").select_option(label="Look together")
    press(page, "Offer it")
    expect(page.get_by_text("Offered. The team is told")).to_be_visible()

    sign_in(page, "member@example.test")
    page.goto("/home/")
    press(page, "Answer the offer: Shall we look at it together?", "link")
    say(page, "A word to it, if you like", "Gladly")
    press(page, "Accept")
    expect(page.get_by_text("the portfolio office is told")).to_be_visible()
    say(page, "What did it change?", "We look every Monday.")
    press(page, "Tell everyone")
    expect(page.get_by_text("Everyone can learn from it now")).to_be_visible()
    page.goto("/products/claims/")
    expect(page.get_by_text("We look every Monday.")).to_be_visible()

    offer = Offer.objects.get()
    assert (offer.state, offer.reply) == (OfferState.ACCEPTED, "Gladly")
    assert offer.prompt.startswith("/products/claims/?on=")
    assert offer.evidence.startswith("Claims had no check-in by")
    assert Objective.objects.get().title == "Every claim settled in a week"
    assert (Portfolio.objects.get().restricted, Product.objects.get().team) == (True, team)
    assert FundingLine.objects.get().planned == 1_200_000

    sign_in(page, "outsider@example.test")
    page.goto("/offers/")
    expect(page.get_by_text("Nothing has been offered yet")).to_be_visible()
    page.goto("/objectives/every-claim-settled-in-a-week/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Every claim settled in a week")
