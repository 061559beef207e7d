"""Help raised, offered, given and taken, by two people with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from pmo_portal.lib.vocabulary import Role
from products.models import Answer, Ask, Notice
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def product():
    """A product with a member, and an executive who can help."""
    factories.organisation()
    team = factories.team("Payments")
    member = factories.user("member@example.test", password=PASSWORD)
    factories.membership(member, team)
    factories.user("executive@example.test", role=Role.EXECUTIVE, password=PASSWORD)
    return factories.product("Claims", team=team)


def sign_in(page: Page, email: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def press(page: Page, name: str, role: str = "button") -> None:
    """Press a button or a link with the keyboard."""
    page.locator("main").get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")


def say(page: Page, label: str, words: str) -> None:
    page.get_by_label(label).focus()
    page.keyboard.type(words)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_ask_is_raised_offered_answered_and_resolved_by_two_people(page, product, width):
    page.set_viewport_size({"width": width, "height": 900})
    wording = "May we wait for the second bank?"

    sign_in(page, "member@example.test")
    page.goto(f"/products/{product.slug}/")
    press(page, "Ask for help", "link")
    page.get_by_label("Decision").focus()
    page.keyboard.press("Space")
    say(page, "Say it in a sentence or two", wording)
    page.get_by_label("Who could help?").focus()
    page.keyboard.type("Executive")
    press(page, "Ask now")
    expect(page.get_by_text(wording)).to_be_visible()
    assert (Ask.objects.get().to_role, Notice.objects.get().user.role) == (Role.EXECUTIVE,) * 2

    sign_in(page, "executive@example.test")
    page.goto("/home/")
    press(page, wording, "link")
    say(page, "Your word to the team", "I look at it with you tomorrow.")
    press(page, "Offer help")
    expect(page.get_by_text("The team is told")).to_be_visible()
    page.get_by_text("Record a decision").focus()
    page.keyboard.press("Enter")
    say(page, "What was decided", "Wait until March.")
    press(page, "Put it on record")
    expect(page.get_by_text("Decided by Executive")).to_be_visible()

    sign_in(page, "member@example.test")
    page.goto("/home/")
    expect(page.locator(".news .new")).to_have_count(2)
    page.locator(".news .new").first.focus()
    page.keyboard.press("Enter")
    press(page, "It helped: resolved")
    expect(page.locator("main .lede")).to_contain_text("Resolved today")

    kinds = Answer.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["offered", "answered", "resolved"]
    page.goto("/help/?state=over")
    expect(page.get_by_role("link", name=wording)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
