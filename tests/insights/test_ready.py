"""The first page is ready before anybody asks for it, and never an old one."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights import tasks
from insights.actions import roll_ups
from pmo_portal.lib import shelf
from pmo_portal.lib.breaker import Breaker
from portfolio.models import PortfolioAccess
from products.actions.readings import record_reading
from tests import factories

NOW = datetime(2025, 7, 4, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    """It is noon on the fourth of July."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def outcome(organisation, product):
    """The one outcome of the portfolio, rolled up."""
    outcome = factories.outcome(product=product, at=datetime(2025, 6, 25, 9, tzinfo=UTC))
    roll_ups.rebuild(at=NOW)
    return outcome


def a_minute_later():
    """Have the worker make the page ready when nothing has changed for a while."""
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        tasks.make_ready()


def read(client, user):
    """Return the page as this person sees it, its tokens left out, and what it asked."""
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/").text
    return re.sub(r'(value|data-live)="[^ ]{20,}"', "", page), len(asked)


def test_first_reader_after_a_change_finds_the_page_put_together(outcome, lead, executive, client):
    before, from_nothing = read(client, executive)
    record_reading(outcome=outcome, observed_on=NOW.date(), value=40, by=lead, at=NOW)
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        tasks.roll_up()
    a_minute_later()

    made_by_the_worker, ready = read(client, executive)
    caches["pages"].clear()
    made_for_the_reader, _asked = read(client, executive)

    assert ready < from_nothing
    assert before != made_by_the_worker == made_for_the_reader


def test_everybody_finds_a_page_of_what_they_may_see(outcome, executive, outsider, client):
    vault = factories.portfolio("Vault", restricted=True)
    PortfolioAccess.objects.create(portfolio=vault, user=executive)
    factories.outcome("A secret", product=factories.product("Secret", portfolio=vault))
    roll_ups.rebuild(at=NOW)
    a_minute_later()

    open_page, asked_by_one = read(client, outsider)
    whole_page, asked_by_the_other = read(client, executive)
    caches["pages"].clear()
    _page, from_nothing = read(client, executive)

    assert max(asked_by_one, asked_by_the_other) < from_nothing
    assert ("Vault" in whole_page, "Vault" in open_page) == (True, False)


def test_no_page_is_made_of_figures_that_are_about_to_change(outcome, executive, client):
    roll_ups.mark_changed(product_id=outcome.product_id, since=NOW.date())

    a_minute_later()

    _page, waiting = read(client, executive)
    _page, shown_again = read(client, executive)
    assert waiting > shown_again


def test_while_redis_is_away_the_page_is_put_together_for_each_reader(
    outcome, executive, client, settings, monkeypatch
):
    monkeypatch.setattr(shelf, "breaker", Breaker())
    away = {"BACKEND": "pmo_portal.lib.shelf.Shelf", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "pages": away}

    a_minute_later()
    once, again = read(client, executive), read(client, executive)

    assert once == again
    assert shelf.breaker.is_open()
