"""A page left open takes in newer figures, and the reader keeps their place."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from insights import tasks
from insights.actions import roll_ups
from insights.models import Mark
from pmo_portal import celery
from products.actions.readings import record_reading, refresh_current_readings
from tests import factories
from tests.browser.test_dashboard_questions import sign_in
from tests.worker import until

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN = re.compile("Newer figures exist")


@pytest.fixture
def outcome(organisation, product, member):
    """An outcome a little behind, measured twice, in a portfolio rolled up for today."""
    now = timezone.now()
    today, at = now.date(), now - timedelta(days=200)
    made = factories.outcome(
        "Claims settled in a week",
        product=product,
        objective=factories.objective("Settle faster", at=at),
        baseline_on=today - timedelta(days=200),
        target_on=today + timedelta(days=200),
        at=at,
    )
    for days, value in ((100, 5), (30, 10)):
        factories.reading(made, today - timedelta(days=days), value, at=at)
    refresh_current_readings([made.pk])
    roll_ups.roll_up_today(at=now)
    return made


@pytest.fixture
def left_open(monkeypatch, page, outcome, member, live_server, worker) -> Page:
    """The first page, with a real worker behind it and a clock that can be moved."""
    monkeypatch.setattr(celery, "breaker", celery.Breaker())
    worker()
    sign_in(page, member, live_server.url)
    page.clock.install(time=datetime.now(tz=UTC))
    page.goto("/")
    expect(page.locator(".lede")).to_contain_text("0 of 1 outcome is on course")
    return page


def write_a_better_reading(outcome, member) -> None:
    now = timezone.now()
    record_reading(outcome=outcome, observed_on=now.date(), value=100, by=member, at=now)
    until(rolled_up, every=0.5)


def rolled_up() -> bool:
    tasks.tick()
    return not Mark.objects.exists()


def test_newer_figures_come_in_and_scroll_focus_and_open_details_stay(left_open, outcome, member):
    page = left_open
    page.set_viewport_size({"width": 1000, "height": 500})
    details = page.locator("figure details.data").first
    details.locator("summary").click()
    page.clock.run_for(1_000)
    expect(details.get_by_role("table")).to_be_visible()
    page.get_by_role("link", name="All changes").focus()
    place = page.get_by_role("link", name="All changes").bounding_box()["y"]
    page.evaluate("window.here = true")

    write_a_better_reading(outcome, member)
    page.clock.run_for(61_000)

    expect(page.locator(".lede")).to_contain_text("1 of 1 outcome is on course or achieved")
    expect(page.get_by_role("status").filter(has_text=SHOWN)).to_be_visible()
    assert page.evaluate("window.here")
    expect(page.locator("figure details.data").first).to_have_attribute("open", "")
    expect(page.get_by_role("link", name="All changes")).to_be_focused()
    moved = page.get_by_role("link", name="All changes").bounding_box()["y"] - place
    assert abs(moved) < 250  # what changed grew above or below; the page did not jump to its top
    assert page.evaluate("scrollY") > 0


def test_somebody_who_is_choosing_is_asked_first(left_open, outcome, member):
    page = left_open
    page.get_by_text("Save this view").click()
    page.get_by_label("Name of the view").fill("Mine")

    write_a_better_reading(outcome, member)
    page.clock.run_for(61_000)

    expect(page.get_by_role("status").filter(has_text=SHOWN)).to_be_visible()
    expect(page.get_by_label("Name of the view")).to_have_value("Mine")
    page.get_by_role("button", name="Show them").click()
    expect(page.locator(".lede")).to_contain_text("1 of 1 outcome is on course or achieved")


def test_a_past_day_never_changes_under_the_reader(left_open, outcome, member):
    page = left_open
    page.goto(f"/?on={timezone.now().date() - timedelta(days=1)}")
    asked = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.wait_for_load_state("networkidle")
    asked.clear()  # of what the page itself still fetched

    page.clock.run_for(130_000)

    assert [url for kind, url in asked if kind == "fetch"] == []


def test_an_unchanged_page_is_asked_for_and_not_sent(left_open):
    page = left_open
    page.reload()  # the cookie that forms need came with the first
    with page.expect_response(lambda answer: answer.url.endswith("/")) as answered:
        page.clock.run_for(61_000)
    assert answered.value.status == 304
    expect(page.get_by_role("status").filter(has_text=SHOWN)).to_have_count(0)
