"""The check-in in a browser: by keyboard alone, on a phone, through a lost connection, by two."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from pmo_portal.lib.vocabulary import Health
from products.actions import readings
from products.models import CheckIn, Outcome
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = "/products/claims/check-in/"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "viewport": SIZES[getattr(request, "param", "desk")]}


@pytest.fixture
def outcomes(organisation, product, lead, member):
    """Three outcomes with a history, one initiative, and what was said of them last week."""
    last_week = timezone.now() - timedelta(days=7)
    found = []
    for name, value in (("Settled in a week", 64), ("Started online", 57), ("Asked twice", 18)):
        outcome = factories.outcome(name, product=product, unit="%")
        for weeks in (3, 2, 1):
            at = last_week - timedelta(weeks=weeks)
            factories.reading(outcome, at.date(), value + weeks, at=at, by=member)
        found.append(outcome)
    readings.refresh_current_readings([outcome.pk for outcome in found])
    work = factories.initiative("Pay by phone", product=product, due_on=date(2030, 3, 1))
    said = factories.check_in(product, at=last_week, health=Health.ON_TRACK, confidence=70, by=lead)
    factories.initiative_line(said, work, Health.ON_TRACK)
    return found


@pytest.fixture
def enter(live_server):
    """Open a page of the portal as somebody, without the sign-in form in between."""

    def opened(page: Page, person, path: str = FORM) -> Page:
        client = Client()
        client.force_login(person)
        cookie = {"name": "session", "value": client.cookies["session"].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])
        page.goto(path)
        return page

    return opened


class Hand:
    """Presses keys and counts them; the values themselves are typed for free."""

    def __init__(self, page: Page):
        self.page, self.presses = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)


def is_on(page: Page, name: str) -> bool:
    return page.evaluate("document.activeElement.name") == name


def tab_to(hand: Hand, name: str) -> None:
    for _ in range(6):
        hand.press("Tab")
        if is_on(hand.page, name):
            return
    pytest.fail(f"{name} is too far away")


def ready(page: Page) -> None:
    """Wait until the form has the focus on health, as a person would."""
    expect(page.locator("[name=health]:checked")).to_be_focused()


def value_of(outcome: Outcome) -> str:
    outcome.refresh_from_db()
    return f"{outcome.current_value.normalize():f}"


def test_three_changed_values_by_keyboard_alone_take_at_most_twelve_presses(
    page, enter, member, outcomes
):
    enter(page, member)
    ready(page)
    hand = Hand(page)

    hand.press("2")
    by_name = sorted(outcomes, key=lambda outcome: outcome.name.lower())
    for outcome, value in zip(by_name, ("19.5", "61", "58"), strict=True):
        tab_to(hand, f"value-{outcome.public_id}")
        hand.write(value)
    hand.press("Control+Enter")

    page.wait_for_url("**/products/claims/")
    expect(page.locator(".toast")).to_contain_text("Published. Everyone sees it now.")
    assert hand.presses <= 12, hand.presses
    assert [value_of(outcome) for outcome in by_name] == ["19.5", "61", "58"]
    assert CheckIn.objects.first().health == Health.AT_RISK


def test_nothing_changed_is_one_press(page, enter, member, outcomes):
    enter(page, member)

    page.get_by_role("button", name="Nothing changed").click()

    page.wait_for_url("**/products/claims/")
    expect(page.locator(".toast")).to_contain_text("Published.")
    assert CheckIn.objects.count() == 2


def test_the_card_follows_what_is_typed_and_is_the_one_that_stands(page, enter, member, outcomes):
    enter(page, member)
    ready(page)

    page.get_by_role("textbox", name="Settled in a week").fill("61")
    page.get_by_label("What changed, in one line").fill("The bank moved its date.")

    card = page.locator("#preview .pv")
    expect(card).to_contain_text("The bank moved its date.")
    expect(card.locator("li")).to_have_text(["Settled in a week61% −4 (worse)"])
    before = card.locator("p, ul").all_inner_texts()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/products/claims/")
    assert page.locator("main .pv").locator("p, ul").all_inner_texts() == before


def test_an_odd_value_is_asked_about_on_entry_and_does_not_stop_anybody(
    page, enter, member, outcomes
):
    enter(page, member)
    ready(page)

    page.get_by_role("textbox", name="Settled in a week").fill("6100")
    expect(page.locator(f"#doubt-{outcomes[0].public_id}")).to_contain_text("far outside")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/products/claims/")
    assert value_of(outcomes[0]) == "6100"


def test_a_lost_connection_keeps_every_word_and_sends_it_later(page, enter, member, outcomes):
    enter(page, member)
    ready(page)
    page.get_by_label("What changed, in one line").fill("Written on a train")
    page.context.set_offline(True)

    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("Not sent yet, your text is kept.")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("Your unsent words are back.")).to_be_visible()
    expect(page.get_by_label("What changed, in one line")).to_have_value("Written on a train")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/products/claims/")
    assert CheckIn.objects.filter(what_changed="Written on a train").count() == 1


def test_an_expired_session_leads_through_sign_in_back_to_the_words(
    page, enter, member, outcomes, live_server
):
    member.set_password("a long enough password")
    member.save()
    enter(page, member)
    ready(page)
    page.get_by_label("What changed, in one line").fill("Written before lunch")
    page.context.clear_cookies(name="session")

    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/sign-in/**")
    page.locator("[name=login]").fill(member.email)
    page.locator("[name=password]").fill("a long enough password")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FORM}")
    expect(page.get_by_label("What changed, in one line")).to_have_value("Written before lunch")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/products/claims/")
    assert CheckIn.objects.first().what_changed == "Written before lunch"


def test_impatient_presses_are_one_check_in(page, enter, member, outcomes):
    enter(page, member)
    ready(page)

    for _ in range(4):
        page.keyboard.press("Control+Enter", delay=0)

    page.wait_for_url("**/products/claims/")
    assert CheckIn.objects.count() == 2


def test_two_people_see_both_texts_and_either_can_go_on(
    page, enter, lead, member, outcomes, browser: Browser, base_url
):
    enter(page, member)
    ready(page)
    page.get_by_label("What changed, in one line").fill("The member's words")
    elsewhere = browser.new_context(base_url=base_url)
    other = enter(elsewhere.new_page(), lead)
    ready(other)
    other.get_by_label("What changed, in one line").fill("The lead's words")
    other.keyboard.press("Control+Enter")
    other.wait_for_url("**/products/claims/")
    elsewhere.close()

    page.keyboard.press("Control+Enter")

    both = page.locator(".both")
    expect(both).to_contain_text("The lead's words")
    expect(both).to_contain_text("The member's words")
    both.get_by_role("button", name="Publish mine on top").click()
    page.wait_for_url("**/products/claims/")
    assert [said.what_changed for said in CheckIn.objects.all()[:2]] == [
        "The member's words",
        "The lead's words",
    ]


def test_a_correction_is_two_presses_away_and_stays_visible(page, enter, member, outcomes):
    enter(page, member)
    ready(page)
    page.get_by_label("What changed, in one line").fill("A typo")
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="Correct it").focus()
    page.keyboard.press("Enter")
    ready(page)

    page.get_by_label("What changed, in one line").fill("No typo")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/products/claims/")
    expect(page.locator("main .pv")).to_contain_text("corrected")
    assert CheckIn.objects.first().supersedes.what_changed == "A typo"


def test_without_script_the_form_previews_and_publishes(
    browser: Browser, base_url, enter, member, outcomes
):
    plain = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = enter(plain.new_page(), member)

    page.get_by_label("What changed, in one line").fill("By hand")
    page.get_by_role("button", name="Bring the preview up to date").click()
    expect(page.locator("#preview .pv")).to_contain_text("By hand")
    page.get_by_role("button", name="Publish now").click()

    page.wait_for_url("**/products/claims/")
    expect(page.locator(".toast")).to_contain_text("Published.")
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_no_barriers_and_no_sideways_scroll(page, enter, member, outcomes, scheme):
    page.emulate_media(color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    enter(page, member)
    ready(page)
    page.get_by_text("Decision", exact=True).click()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
