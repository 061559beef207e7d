"""Forecasts as kept: who speaks of an outcome, what is remembered, what is written."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights import facts
from insights.actions import roll_ups
from insights.facts import OutcomeFact
from insights.models import Forecast
from insights.rollups.foresight import remembered
from insights.scope import Scope
from products.actions.readings import refresh_current_readings
from tests import factories

FIRST, DUE = date(2025, 3, 3), date(2025, 12, 31)
RISING = (10, 21, 32, 44, 54, 65)  # about 11 a week
CREEPING = (10, 10.4, 10.2, 10.7, 10.6, 10.9)


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome(product=product, baseline_on=date(2025, 1, 6), target_on=DUE)


def at(day: date) -> datetime:
    """Return noon of the day."""
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)


def read_weekly(outcome, values, *, first: date = FIRST) -> date:
    """Read the outcome once a week, each known on its day; return the last of them."""
    for week, value in enumerate(values):
        day = first + timedelta(weeks=week)
        factories.reading(outcome, day, value, at=at(day))
    refresh_current_readings([outcome.pk])
    return day


def seen(outcome, on: date, user) -> OutcomeFact:
    """Return what lists show of the outcome once the day is rolled up."""
    roll_ups.rebuild(at=at(on))
    return facts.outcomes_on(Scope(), on=on, user=user, ids=[outcome.pk])[0]


@pytest.mark.django_db
def test_four_readings_give_a_forecast_and_three_leave_it_to_pace(outcome, lead):
    read_weekly(outcome, RISING)

    three = seen(outcome, FIRST + timedelta(weeks=2), lead)
    four = seen(outcome, FIRST + timedelta(weeks=3), lead)

    assert (three.basis, three.chance) == ("pace", None)
    assert (four.basis, four.low < four.mid < four.high) == ("forecast", True)


@pytest.mark.django_db
def test_a_high_chance_is_on_course(outcome, lead):
    type(outcome).objects.update(target=70)
    last = read_weekly(outcome, RISING)

    fact = seen(outcome, last, lead)

    assert (fact.basis, fact.health, fact.chance > 0.7) == ("forecast", "on_track", True)


@pytest.mark.django_db
def test_a_low_chance_needs_attention_and_a_week_later_is_off_course(outcome, lead):
    low_since = read_weekly(outcome, CREEPING[:4])

    health = [
        (fact.basis, fact.health, fact.chance < 0.3)
        for day in (0, 6, 7)
        for fact in [seen(outcome, low_since + timedelta(days=day), lead)]
    ]

    assert health == [
        ("forecast", "at_risk", True),
        ("forecast", "at_risk", True),
        ("forecast", "off_track", True),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "values", "health"),
    [
        ({}, (10, 30, 80, 101), "achieved"),
        ({"measure_kind": "at_least"}, (10, 30, 80, 90), "off_track"),
        ({"target_on": FIRST + timedelta(weeks=3)}, (10, 30, 50, 70), "off_track"),
        ({"measure_kind": "increase"}, (10, 10, 10, 10), "off_track"),
    ],
)
def test_where_no_forecast_speaks_there_is_no_chance(outcome, lead, fields, values, health):
    type(outcome).objects.filter(pk=outcome.pk).update(**fields)
    last = read_weekly(outcome, values)

    fact = seen(outcome, last + timedelta(days=30), lead)

    assert (fact.health, fact.chance, fact.low) == (health, None, None)
    assert fact.basis in {"pace", ""}


@pytest.mark.django_db
def test_a_forecast_ends_with_its_due_day(outcome, lead):
    read_weekly(outcome, CREEPING)

    due = seen(outcome, DUE, lead)
    after = seen(outcome, DUE + timedelta(days=1), lead)

    assert (due.basis, after.basis, after.chance) == ("forecast", "pace", None)


@pytest.mark.django_db
def test_a_row_stands_until_something_new_is_known(outcome):
    read_weekly(outcome, RISING)
    roll_ups.rebuild(at=at(DUE))

    rows = list(Forecast.objects.order_by("on").values_list("on", "until", "readings"))

    days = [FIRST + timedelta(weeks=week) for week in range(6)]
    assert rows == [
        (day, until, week + 1)
        for week, (day, until) in enumerate(zip(days, [*days[1:], None], strict=True))
    ]


@pytest.mark.django_db
def test_one_reading_brings_its_own_outcome_up_to_date_in_few_questions(outcome, product):
    last = read_weekly(outcome, RISING)
    other = factories.outcome(product=product)
    read_weekly(other, CREEPING)
    roll_ups.rebuild(at=at(last))
    day = last + timedelta(days=3)
    roll_ups.roll_up_today(at=at(day))
    before = set(Forecast.objects.values_list("pk", flat=True))
    factories.reading(outcome, day, 70, at=at(day))
    refresh_current_readings([outcome.pk])
    roll_ups.mark_changed(product_id=product.pk, since=day)

    with CaptureQueriesContext(connection) as asked:
        roll_ups.roll_up_today(at=at(day))

    assert len([q for q in asked if "insights_forecast" in q["sql"]]) <= 6
    new = Forecast.objects.exclude(pk__in=before)
    assert [(f.outcome_id, f.on, f.readings) for f in new] == [(outcome.pk, day, 7)]


@pytest.mark.parametrize(
    ("looks", "since"),
    [
        ([(0, 0.29)], 0),
        ([(0, 0.29), (7, 0.30)], None),
        ([(0, 0.29), (6, 0.35), (8, 0.29)], 8),
        ([(0, 0.29), (5, 0.25), (8, 0.45)], 0),
        ([(0, 0.29), (8, 0.46)], None),
        ([(0, 0.29), (8, 0.46), (9, 0.29)], 9),
        ([(0, 0.30)], None),
    ],
)
def test_a_low_chance_is_remembered_until_it_is_clearly_higher(looks, since):
    remembers = None
    for day, chance in looks:
        remembers = remembered(remembers, chance, on=day)

    assert remembers == since
