"""From an empty portal to a real portfolio, read on two days and followed to its source."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from insights import tasks
from insights.models import Mark
from pmo_portal import celery
from pmo_portal.lib.vocabulary import Role
from tests import factories
from tests.worker import until

pytestmark = pytest.mark.django_db(transaction=True)
SAMPLES = Path(settings.BASE_DIR) / "products" / "samples" / "data"
PASSWORD = "a long enough pass phrase"
READINGS = """Product,Objective,Outcome,Unit,Baseline,Baseline date,Target,Target date,Current value,Reading date
Claims,Settle faster,Claims settled in a week,%,40,2025-01-06,80,2026-12-31,61,2026-01-05
"""


@pytest.fixture
def pmo(monkeypatch, worker):
    """A PMO lead of an empty organisation, with a real worker running."""
    monkeypatch.setattr(celery, "breaker", celery.Breaker())
    factories.organisation()
    worker()
    return factories.user("pmo@example.test", role=Role.PMO_LEAD, password=PASSWORD)


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def bring_in(page: Page, *files) -> None:
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(list(files))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Bring it in").click(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Brought in", timeout=60_000)


def rolled_up() -> bool:
    """Whether nothing waits to be rolled up, after one more look."""
    tasks.tick()
    return not Mark.objects.exists()


def test_a_newcomer_imports_two_positions_and_reads_each_on_its_day(pmo, page):
    sign_in(page, pmo.email)
    expect(
        page.get_by_role("heading", name=re.compile("Start with what you already have"))
    ).to_be_visible()
    bring_in(page, SAMPLES / "gmpp_2022-03-31.csv")
    bring_in(page, SAMPLES / "gmpp_2021-03-31.csv")
    until(rolled_up, every=0.5)

    page.goto("/?on=2022-06-30")
    expect(page.locator("main")).to_contain_text("235")
    page.goto("/?on=2021-06-30")
    expect(page.locator("main")).to_contain_text("184")
    expect(page.locator("body")).to_contain_text("You are looking at")

    page.goto("/initiatives/?on=2021-06-30&health=off_track")
    expect(page.locator("main")).to_contain_text("51")
    page.locator("main tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/initiatives/.*on=2021-06-30"))
    page.locator(".thread a[href*='/check-ins/']").first.click()
    expect(page).to_have_url(re.compile(r"/check-ins/.*on=2021-06-30"))


def test_a_figure_leads_to_its_reading_and_back_up_to_the_objective(pmo, page):
    sign_in(page, pmo.email)
    bring_in(
        page,
        {"name": "outcomes.csv", "mimeType": "text/csv", "buffer": READINGS.encode()},
    )
    until(rolled_up, every=0.5)

    page.goto("/")
    page.locator("a.kpi").filter(has_text="Progress").click()
    expect(page).to_have_url(re.compile("/outcomes/"))
    page.get_by_role("link", name="Claims settled in a week").first.click()
    expect(page.locator("main")).to_contain_text("61")
    page.locator(".thread a[href*='/objectives/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Settle faster")
