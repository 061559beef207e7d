"""What is due from a person, and by which day: now, and as it was known on a past day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_portal.lib.vocabulary import Cadence, Health, InitiativeStage, ProductStage
from products.actions.readings import refresh_current_readings
from products.queries.duties import duties, duties_then
from products.queries.known import AsKnown
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 1, 12, 10, tzinfo=UTC)
NEXT_MONDAY = MONDAY + timedelta(days=7)
FEBRUARY = datetime(2026, 2, 2, 10, tzinfo=UTC)


@pytest.fixture
def work(product):
    factories.check_in(product, at=MONDAY - timedelta(days=7), period_start=date(2026, 1, 5))
    return factories.initiative(product=product)


@pytest.fixture
def watched(work, product):
    """An outcome read monthly whose work has shipped, read at the end of December."""
    outcome = factories.outcome("Claims in a week", product=product, cadence=Cadence.MONTHLY)
    factories.contribution(work, outcome)
    factories.reading(outcome, date(2025, 12, 30), 61, at=MONDAY - timedelta(days=13))
    refresh_current_readings([outcome.pk])
    work.stage, work.known_at = InitiativeStage.DONE, MONDAY - timedelta(days=12)
    work.save()
    return outcome


def due(member, at=MONDAY):
    (duty,) = duties(member, at=at)
    return duty.due_on, duty.is_due


def to_read(member, at=MONDAY):
    (duty,) = duties(member, at=at)
    return [(reading.outcome.name, reading.due_on) for reading in duty.readings]


def test_a_product_with_work_is_due_in_the_teams_rhythm_until_it_is_said(work, product, member):
    assert due(member) == (date(2026, 1, 18), True)

    factories.check_in(product, at=MONDAY, period_start=date(2026, 1, 12))

    assert due(member) == (date(2026, 1, 25), False)
    assert due(member, NEXT_MONDAY) == (date(2026, 1, 25), True)


def test_it_is_due_from_the_morning_reminders_go_out_and_in_the_teams_own_day(work, team, member):
    team.cadence, team.time_zone = Cadence.MONTHLY, "Pacific/Auckland"
    team.save()
    saturday_there = datetime(2026, 1, 30, 23, tzinfo=UTC)

    assert due(member, saturday_there) == (date(2026, 2, 28), False)
    assert due(member, saturday_there + timedelta(days=1)) == (date(2026, 2, 28), False)
    assert due(member, saturday_there + timedelta(days=2)) == (date(2026, 2, 28), True)


def test_a_week_begins_on_the_day_the_team_says(work, team, member):
    team.first_weekday = 2
    team.save()

    assert due(member) == (date(2026, 1, 13), True)
    assert due(member, MONDAY + timedelta(days=2)) == (date(2026, 1, 20), True)


def test_what_has_shipped_owes_a_reading_where_it_is_watched_and_nothing_else(watched, member):
    assert due(member) == (None, False)
    assert to_read(member) == [("Claims in a week", date(2026, 1, 31))]

    factories.reading(watched, date(2026, 1, 12), 63, at=MONDAY)
    refresh_current_readings([watched.pk])

    assert to_read(member) == []
    assert to_read(member, FEBRUARY) == [("Claims in a week", date(2026, 2, 28))]


def test_an_outcome_read_as_often_as_the_team_checks_in_asks_for_a_check_in(
    watched, product, member
):
    factories.outcome(product=product)

    assert due(member) == (date(2026, 1, 18), True)


def test_while_work_goes_on_for_an_outcome_the_check_in_asks_for_its_value(
    watched, product, member
):
    factories.contribution(factories.initiative(product=product), watched)

    assert (due(member), to_read(member)) == ((date(2026, 1, 18), True), [])


def test_those_due_come_first_the_new_invite_and_the_retired_owe_nothing(
    work, team, product, member
):
    factories.product("Archive", team=team, stage=ProductStage.RETIRE)
    factories.product("New", team=team)
    factories.check_in(product, at=MONDAY, health=Health.AT_RISK, period_start=date(2026, 1, 12))

    found = duties(member, at=MONDAY)

    assert [(one.product.name, one.health, one.is_due, one.due_on is None) for one in found] == [
        ("New", Health.NOT_REPORTED, True, False),
        ("Claims", Health.AT_RISK, False, False),
        ("Archive", Health.NOT_REPORTED, False, True),
    ]


def test_a_corrected_word_is_not_the_latest(product, member):
    first = factories.check_in(product, at=MONDAY, health=Health.ON_TRACK)
    factories.check_in(product, at=MONDAY, health=Health.OFF_TRACK, supersedes=first)

    assert duties(member, at=MONDAY)[0].health == Health.OFF_TRACK


def test_it_costs_one_query_and_nobody_else_has_any(
    watched, member, executive, django_assert_num_queries
):
    with django_assert_num_queries(1):
        duties(member, at=MONDAY)
    assert duties(executive, at=MONDAY) == []


def then(member, on):
    moment = datetime(on.year, on.month, on.day, 23, tzinfo=UTC)
    return duties_then(known=AsKnown(on=on, moment=moment, user=member))


def test_a_day_read_from_its_versions_is_the_day_as_it_was(watched, team, product, member):
    factories.product("New", team=team, at=MONDAY)
    now = duties(member, at=MONDAY.replace(hour=23))

    assert then(member, MONDAY.date()) == now


def test_a_past_day_shows_nothing_learned_later(watched, team, product, member):
    product.name, product.known_at = "Renamed", MONDAY
    product.save()
    factories.product("New", team=team, at=MONDAY)

    (duty,) = then(member, date(2025, 12, 30))

    assert (duty.product.name, duty.readings) == ("Claims", [])
    assert (duty.due_on, duty.is_due) == (date(2026, 1, 4), True)
