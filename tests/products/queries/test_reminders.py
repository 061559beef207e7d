"""Whom the portal would remind of what at a moment."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_portal.lib.vocabulary import (
    Cadence,
    Closure,
    InitiativeStage,
    ProductStage,
    Reminders,
    ReminderStep,
)
from products.actions.readings import refresh_current_readings
from products.queries.reminders import due_now
from tests import factories

MONDAY = datetime(2026, 1, 5, 10, tzinfo=UTC)
STARTED = date(2026, 1, 5)


@pytest.fixture
def work(product):
    """Something under way, so that there is something to say."""
    return factories.initiative(product=product)


def told(at=MONDAY):
    return {
        (one.outcome.name if one.outcome else one.product.name, person.email)
        for one in due_now(at)
        for person in one.people
    }


def test_the_team_is_told_on_the_morning_its_check_in_is_due(work, lead, member, outsider):
    (due,) = due_now(MONDAY)

    assert (due.call.period_start, due.call.step) == (STARTED, ReminderStep.DUE)
    assert told() == {("Claims", "lead@example.test"), ("Claims", "member@example.test")}


def test_a_team_elsewhere_is_told_in_its_own_morning(work, team, member):
    team.time_zone = "America/New_York"
    team.save()

    assert told(MONDAY) == set()
    assert told(MONDAY + timedelta(hours=4)) == {("Claims", "member@example.test")}


def test_a_team_that_checked_in_is_left_alone_until_its_next_period(work, product, member):
    factories.check_in(product, at=MONDAY, period_start=STARTED)

    assert told() == set()
    assert told(MONDAY + timedelta(days=2)) == set()
    assert told(MONDAY + timedelta(days=7)) == {("Claims", "member@example.test")}


def test_a_corrected_check_in_counts_once_and_by_its_correction(work, product, member):
    first = factories.check_in(product, at=MONDAY, period_start=STARTED)
    factories.check_in(product, at=MONDAY, period_start=STARTED, supersedes=first)

    assert told() == set()


@pytest.mark.parametrize("stage", [InitiativeStage.DONE, InitiativeStage.STOPPED])
def test_what_has_shipped_is_left_alone(work, member, stage):
    work.stage = stage
    work.save()

    assert told() == set()


def test_what_has_shipped_is_reminded_of_while_an_outcome_is_watched(work, product, member, now):
    work.stage = InitiativeStage.DONE
    work.save()
    watched = factories.outcome(product=product)

    assert told() == {("Claims", "member@example.test")}

    watched.closed_as, watched.closed_on = Closure.REALISED, now.date()
    watched.save()

    assert told() == set()


def test_an_empty_product_and_a_retired_one_owe_nothing(work, product, member, team):
    factories.product("Empty", team=team)
    product.stage = ProductStage.RETIRE
    product.save()

    assert told() == set()


@pytest.mark.parametrize(
    "choice",
    [
        {"reminders": Reminders.OFF},
        {"reminders_paused_until": date(2026, 1, 6)},
        {"is_active": False},
    ],
)
def test_nobody_is_told_who_would_rather_not(work, member, choice):
    for name, value in choice.items():
        setattr(member, name, value)
    member.save()

    assert told() == set()


def test_a_pause_ends_on_its_day(work, member):
    member.reminders_paused_until = STARTED
    member.save()

    assert told() == {("Claims", "member@example.test")}


def test_the_number_of_queries_does_not_grow(work, team, member, django_assert_num_queries):
    for _n in range(3):
        other = factories.team(cadence=Cadence.FORTNIGHTLY)
        factories.membership(member, other)
        factories.initiative(product=factories.product(team=other))

    with django_assert_num_queries(2):
        due_now(MONDAY)


FEBRUARY = datetime(2026, 2, 2, 10, tzinfo=UTC)
CLAIMS = {("Claims", "member@example.test")}
SPEED = {("Speed", "member@example.test")}


@pytest.fixture
def watched(work, product):
    """An outcome read monthly, whose work has shipped; the team has checked in."""
    work.stage = InitiativeStage.DONE
    work.save()
    factories.check_in(product, at=MONDAY, period_start=STARTED)
    return factories.outcome("Speed", product=product, cadence=Cadence.MONTHLY)


def test_a_watched_outcome_asks_for_its_reading_in_its_own_period(watched, member):
    assert told(MONDAY + timedelta(days=7)) == set()
    assert told(FEBRUARY) == SPEED
    assert told(FEBRUARY + timedelta(days=7)) == set()


def test_an_outcome_that_was_read_is_left_alone(watched, member):
    factories.reading(watched, FEBRUARY.date(), 5, at=FEBRUARY)
    refresh_current_readings([watched.pk])

    assert told(FEBRUARY) == set()


def test_an_outcome_of_the_teams_own_rhythm_asks_for_a_check_in(watched, product, member):
    factories.outcome(product=product)

    assert told(MONDAY + timedelta(days=7)) == CLAIMS


def test_while_there_is_work_the_team_keeps_its_own_rhythm(watched, product, member):
    factories.initiative(product=product)

    assert told(MONDAY + timedelta(days=7)) == CLAIMS
    assert told(FEBRUARY) == CLAIMS | SPEED


def test_a_team_is_never_asked_more_often_than_it_checks_in(watched, team, member):
    team.cadence = Cadence.QUARTERLY
    team.save()

    assert told(FEBRUARY) == set()
    assert told(datetime(2026, 4, 1, 10, tzinfo=UTC)) == SPEED
