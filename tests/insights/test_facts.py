"""One outcome, one initiative, one product: what METRICS.md says of each."""

import math
from datetime import UTC, date, datetime, timedelta

import pytest

from insights import facts
from insights.actions import roll_ups
from insights.queries import figures
from insights.scope import Scope
from pmo_portal.lib.vocabulary import Health
from portfolio.models import PortfolioAccess
from products.actions.readings import refresh_current_readings
from tests import factories

START, END = date(2025, 1, 6), date(2025, 12, 31)
pytestmark = pytest.mark.django_db
EVERYTHING = Scope()


def fact(outcome, *readings, on, user):
    """Return the outcome's fact after readings of (day, value), known on their day."""
    for day, value in readings:
        at = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=9)
        factories.reading(
            outcome, day, value, at=at, no_value_reason="" if value is not None else "Lost"
        )
    refresh_current_readings([outcome.pk])
    roll_ups.roll_up_today(at=datetime.combine(on, datetime.max.time(), tzinfo=UTC))
    return facts.outcomes_on(EVERYTHING, on=on, user=user)[0]


MID = date(2025, 7, 4)  # half way
EARLY, LATE = date(2025, 3, 3), date(2025, 6, 30)


@pytest.mark.parametrize(
    ("fields", "readings", "progress", "health", "reason"),
    [
        ({}, [(EARLY, 10), (LATE, 60)], 0.6, "on_track", ""),
        ({}, [(EARLY, 10), (LATE, 40)], 0.4, "on_track", ""),
        ({}, [(EARLY, 10), (LATE, 39)], 0.39, "off_track", ""),
        ({}, [(EARLY, 10), (LATE, 130)], 1.3, "achieved", ""),
        ({}, [(LATE, 100)], 1.0, "achieved", ""),
        ({}, [(EARLY, 10), (LATE, -20)], -0.2, "off_track", ""),
        ({"baseline": 50, "target": 10}, [(EARLY, 45), (LATE, 30)], 0.5, "on_track", ""),
        ({}, [(LATE, 60)], 0.6, "not_reported", "one_reading"),
        ({}, [], None, "not_reported", "no_reading"),
        ({}, [(EARLY, 10), (LATE, None)], None, "not_reported", "no_value"),
        ({}, [(date(2025, 1, 2), 40)], None, "not_reported", "before_baseline"),
        ({"target": None}, [(EARLY, 10), (LATE, 60)], None, "not_reported", "no_target"),
        ({"baseline": None}, [(EARLY, 10), (LATE, 60)], None, "not_reported", "no_baseline"),
        ({"baseline": 100}, [(EARLY, 10), (LATE, 60)], None, "not_reported", "target_is_baseline"),
        ({"target_on": None}, [(EARLY, 10), (LATE, 60)], 0.6, "not_reported", "no_dates"),
        ({"baseline_on": date(2025, 6, 1)}, [(LATE, 10)], 0.1, "not_reported", "one_reading"),
        (
            {"baseline_on": date(2025, 6, 20)},
            [(date(2025, 6, 21), 1), (LATE, 10)],
            0.1,
            "not_reported",
            "too_early",
        ),
        ({"measure_kind": "at_least", "target": 95}, [(LATE, 96)], 1.0, "on_track", ""),
        ({"measure_kind": "at_least", "target": 95}, [(LATE, 94)], 0.0, "off_track", ""),
        ({"measure_kind": "at_most", "target": 5}, [(LATE, 5)], 1.0, "on_track", ""),
        (
            {"measure_kind": "at_most", "target": 5, "target_on": LATE},
            [(LATE, 5)],
            1.0,
            "achieved",
            "",
        ),
        (
            {"measure_kind": "within_range", "target": 5, "target_upper": 7},
            [(LATE, 8)],
            0.0,
            "off_track",
            "",
        ),
        (
            {"measure_kind": "within_range", "target": 5},
            [(LATE, 8)],
            None,
            "not_reported",
            "no_target",
        ),
        ({"measure_kind": "milestone", "target": None}, [(LATE, 1)], 1.0, "achieved", ""),
        ({"measure_kind": "milestone", "target": 1}, [(EARLY, 0), (LATE, 0)], 0.0, "on_track", ""),
        (
            {"measure_kind": "milestone", "target": 1, "target_on": LATE},
            [(EARLY, 0), (LATE, 0)],
            0.0,
            "off_track",
            "",
        ),
        (
            {"target_steps": [{"on": "2025-07-03", "value": 20}]},
            [(EARLY, 10), (LATE, 15)],
            0.15,
            "on_track",
            "",
        ),
        ({"closed_as": "realised", "closed_on": LATE}, [], None, "achieved", ""),
        ({"closed_as": "not_realised", "closed_on": LATE}, [(LATE, 90)], 0.9, "off_track", ""),
    ],
)
def test_outcome_is_rated_by_its_evidence(
    organisation, product, lead, fields, readings, progress, health, reason
):
    outcome = factories.outcome(product=product, **fields)

    seen = fact(outcome, *readings, on=MID, user=lead)

    assert (seen.progress, seen.health, seen.reason) == (progress, health, reason)


@pytest.mark.parametrize(
    "fields",
    [
        {"closed_as": "stopped", "closed_on": LATE},
        {"closed_as": "realised", "closed_on": EARLY},
        {"unlisted_on": LATE},
    ],
)
def test_outcome_stopped_long_closed_or_unlisted_does_not_count(
    organisation, product, lead, fields
):
    factories.outcome(product=product, **fields)
    roll_ups.roll_up_today(at=datetime(2025, 7, 4, 12, tzinfo=UTC))

    assert facts.outcomes_on(EVERYTHING, on=MID, user=lead) == []
    assert figures.figures_on(EVERYTHING, on=MID, user=lead).outcomes == 0


@pytest.mark.parametrize(
    ("readings", "pace"),
    [
        ([(EARLY, 10), (LATE, 25)], pytest.approx(3, abs=0.05)),
        ([(EARLY, 10), (LATE, 100)], 0.0),
        ([(EARLY, 10), (LATE, -1)], math.inf),
        ([(LATE, 25)], None),
    ],
)
def test_pace_says_how_many_times_faster_it_must_go(organisation, product, lead, readings, pace):
    outcome = factories.outcome(product=product)

    assert fact(outcome, *readings, on=MID, user=lead).pace == pace


def test_of_two_readings_on_one_day_the_later_recorded_counts(organisation, product, lead):
    outcome = factories.outcome(product=product)

    assert fact(outcome, (LATE, 10), (LATE, 70), on=MID, user=lead).value == 70


def test_reading_known_later_leaves_an_earlier_day_alone(organisation, product, lead):
    outcome = factories.outcome(product=product)
    assert fact(outcome, (EARLY, 10), on=MID, user=lead).value == 10
    factories.reading(outcome, LATE, 80, at=datetime(2025, 7, 8, 9, tzinfo=UTC))
    roll_ups.roll_up_today(at=datetime(2025, 7, 8, 12, tzinfo=UTC))

    before, after = (
        facts.outcomes_on(EVERYTHING, on=on, user=lead)[0].value for on in (MID, date(2025, 7, 8))
    )

    assert (before, after) == (10, 80)


@pytest.mark.parametrize(
    ("fields", "line", "health"),
    [
        ({}, None, "not_reported"),
        ({}, "at_risk", "at_risk"),
        ({"stage": "done"}, None, "achieved"),
        ({"stage": "done", "finished_on": date(2025, 6, 1)}, "off_track", "off_track"),
        ({"stage": "done", "finished_on": date(2025, 7, 1)}, "off_track", "achieved"),
    ],
)
def test_initiative_health_is_the_teams_latest_word(
    organisation, product, lead, fields, line, health
):
    initiative = factories.initiative(product=product, **fields)
    if line:
        said = factories.check_in(product, at=datetime(2025, 6, 30, 9, tzinfo=UTC))
        factories.initiative_line(said, initiative, line)
    roll_ups.roll_up_today(at=datetime(2025, 7, 4, 12, tzinfo=UTC))

    seen = facts.initiatives_on(EVERYTHING, on=MID, user=lead)

    assert [fact.health for fact in seen] == [health]


def test_lists_hold_exactly_what_figures_count(organisation, product, lead):
    outcome = factories.outcome(product=product, objective=factories.objective())
    initiative = factories.initiative(product=product)
    factories.contribution(initiative, outcome)
    factories.ask(product, at=datetime(2025, 6, 30, 9, tzinfo=UTC))
    said = factories.check_in(product, at=datetime(2025, 6, 30, 9, tzinfo=UTC))
    factories.initiative_line(said, initiative, Health.AT_RISK)
    roll_ups.roll_up_today(at=datetime(2025, 7, 4, 12, tzinfo=UTC))
    within = Scope(portfolio_id=product.portfolio_id, team_id=product.team_id)
    asked = {"on": MID, "user": lead}

    counted = figures.figures_on(within, **asked)

    assert counted.outcomes == len(facts.outcomes_on(within, **asked)) == 1
    assert (
        counted.initiatives_at_risk
        == len(facts.initiatives_on(within, health="at_risk", **asked))
        == 1
    )
    assert (
        counted.products_on_track == len(facts.products_on(within, health="on_track", **asked)) == 1
    )
    assert counted.asks_open == len(facts.asks_on(within, **asked)) == 1
    assert facts.outcomes_on(Scope(team_id=product.team_id + 1000), **asked) == []


def test_restricted_work_is_seen_by_those_it_is_open_to(
    organisation, product, member, outsider, executive
):
    product.portfolio.restricted = True
    product.portfolio.save()
    factories.outcome(product=product)
    PortfolioAccess.objects.create(portfolio=product.portfolio, user=executive)
    roll_ups.roll_up_today(at=datetime(2025, 7, 4, 12, tzinfo=UTC))

    seen = {
        person.email: (
            len(facts.outcomes_on(EVERYTHING, on=MID, user=person)),
            figures.figures_on(EVERYTHING, on=MID, user=person).outcomes,
            figures.hidden_count(EVERYTHING, on=MID, user=person),
        )
        for person in (member, executive, outsider)
    }

    assert seen == {
        "member@example.test": (1, 1, 0),
        "executive@example.test": (1, 1, 0),
        "outsider@example.test": (0, 0, 1),
    }
