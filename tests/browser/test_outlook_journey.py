"""Where an outcome is heading, and a slip of the finger that is asked about."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
WAIT = 20_000  # milliseconds: the fragment, then the library that draws
VALUES = [40, 42, 41, 44, 46, 45, 48, 50, 49, 52]


@pytest.fixture
def outcome():
    """An outcome with ten weekly readings and half a year to go."""
    factories.organisation()
    team = factories.team("Payments")
    person = factories.user("member@example.test", password=PASSWORD)
    factories.membership(person, team)
    today = timezone.localdate()
    found = factories.outcome(
        "Claims in 5 days",
        product=factories.product("Claims", team=team),
        unit="%",
        baseline=35,
        target=70,
        baseline_on=today - timedelta(100),
        target_on=today + timedelta(150),
    )
    for weeks_ago, value in enumerate(reversed(VALUES)):
        on = today - timedelta(7 * weeks_ago + 1)
        factories.reading(found, on, value, at=timezone.now() - timedelta(7 * weeks_ago))
    return found


def test_the_forecast_comes_to_the_page_and_a_slip_is_asked_about(page: Page, outcome):
    page.goto(f"/sign-in/?next=/outcomes/{outcome.path_part}/")
    page.get_by_label("E-mail").fill("member@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/outcomes/**")

    expect(page.locator(".lede")).to_contain_text("The chance of 70% or better on", timeout=WAIT)
    expect(page.get_by_role("heading", name="The chance, and if the date moves")).to_be_visible()
    expect(page.get_by_role("heading", name="Most likely")).to_be_visible()
    expect(page.locator("[data-chart].js-plotly-plot")).to_have_count(1, timeout=WAIT)
    expect(page.locator("[data-chart] > svg")).to_be_hidden()  # the drawing Plotly stands for
    assert Axe().run(page).response["violations"] == []

    page.get_by_role("link", name="Add a reading").click()
    page.get_by_label("Value", exact=True).fill("530")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Value", exact=True)).to_have_value("530")
    page.get_by_label("Yes, 530% is right").check()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".lede")).to_contain_text("530% now, 70% wanted", timeout=WAIT)
