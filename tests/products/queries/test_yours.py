from datetime import date, timedelta

import pytest

from pmo_portal.lib.vocabulary import Cadence, Health, ProductStage
from products.queries.yours import Yours, your_products
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_product_is_due_until_something_was_said_in_the_teams_period(product, member, now, today):
    assert your_products(member, on=today) == [Yours("claims", "Claims", "not_reported", True)]

    factories.check_in(product, at=now, health=Health.AT_RISK, period_start=date(2026, 1, 5))

    assert your_products(member, on=today) == [Yours("claims", "Claims", "at_risk", False)]
    assert your_products(member, on=today + timedelta(days=7))[0].is_due


def test_a_monthly_team_is_asked_monthly(team, product, member, now):
    team.cadence = Cadence.MONTHLY
    team.save()
    factories.check_in(product, at=now, period_start=date(2026, 1, 1))

    assert not your_products(member, on=date(2026, 1, 31))[0].is_due
    assert your_products(member, on=date(2026, 2, 1))[0].is_due


def test_those_due_come_first_and_the_retired_owe_nothing(team, product, member, now, today):
    factories.product("Archive", team=team, stage=ProductStage.RETIRE)
    factories.product("Zebra", team=team)
    factories.check_in(product, at=now, period_start=date(2026, 1, 5))

    found = your_products(member, on=today)

    assert [(one.name, one.is_due) for one in found] == [
        ("Zebra", True),
        ("Archive", False),
        ("Claims", False),
    ]


def test_a_corrected_word_is_not_the_latest(product, member, now, today):
    first = factories.check_in(product, at=now, health=Health.ON_TRACK)
    factories.check_in(product, at=now, health=Health.OFF_TRACK, supersedes=first)

    assert your_products(member, on=today)[0].health == "off_track"


def test_it_costs_one_query_and_nobody_else_has_any(
    product, member, executive, today, django_assert_num_queries
):
    with django_assert_num_queries(1):
        your_products(member, on=today)
    assert your_products(executive, on=today) == []
