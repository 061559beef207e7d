"""The forecast on the page of an outcome: what it says, when it says nothing, what it knew."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from insights.actions import roll_ups
from insights.dashboards import odds
from insights.dashboards.outlook import outlook
from insights.facts import outcomes_on
from insights.scope import Scope
from products.queries.known import AsKnown
from tests import factories

HTMX = {"HX-Request": "true"}
FIRST = date(2025, 3, 5)
VALUES = [20, 23, 22, 26, 27, 30, 29, 33, 35, 34]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def as_known(day: date, user) -> AsKnown:
    return AsKnown(day, datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC), user)


@pytest.fixture
def outcome(organisation, product):
    """Ten weekly readings of a share, each known on the day it describes."""
    found = factories.outcome("Claims in 5 days", product=product, unit="%", target=70)
    for week, value in enumerate(VALUES):
        day = FIRST + timedelta(7 * week)
        factories.reading(found, day, value, at=noon(day))
    return found


LAST = FIRST + timedelta(7 * (len(VALUES) - 1))


def test_outlook_says_what_is_likely_and_how_likely_the_target_is(outcome, member):
    found = outlook(outcome, known=as_known(LAST, member))

    assert found.chance == (
        "Most likely 66%; 80%: 25% to 100%. The chance of 70% or better on Wed 31 Dec 2025 is about 55%."
    )
    assert found.finding == "Most likely 66% on 31 Dec, where 70% is wanted"
    assert [(days, day) for days, day, _ in found.later] == [
        (30, date(2026, 1, 30)),
        (60, date(2026, 3, 1)),
        (90, date(2026, 3, 31)),
    ]


def test_outlook_says_short_where_the_chance_is_small(outcome, member):
    outcome.target, outcome.known_at = Decimal(95), noon(LAST)
    outcome.save()

    found = outlook(outcome, known=as_known(LAST, member))

    assert found.finding == "Most likely 66% on 31 Dec, short of the 95% wanted"


def test_outlook_is_what_the_figures_count(outcome, member):
    roll_ups.rebuild(at=noon(LAST))
    [fact] = outcomes_on(Scope(), on=LAST, user=member)

    found = outlook(outcome, known=as_known(LAST, member))

    assert found.chance.endswith(f"is {odds.told(fact.chance, len(VALUES))}.")
    assert found.picture.band
    expected = found.expected[-1][1:]
    told = tuple(f"{min(round(value), 100)}%" for value in (fact.low, fact.mid, fact.high))
    assert tuple(expected) == told


def test_outlook_of_a_past_day_knows_nothing_of_later(outcome, member):
    day = FIRST + timedelta(7 * 5)
    before = outlook(outcome, known=as_known(day, member))

    factories.reading(outcome, FIRST + timedelta(9), 90, at=noon(LAST))

    assert outlook(outcome, known=as_known(day, member)) == before


def test_outlook_of_a_past_day_has_the_target_of_that_day(outcome, member):
    outcome.target, outcome.known_at = Decimal(40), noon(LAST)
    outcome.save()

    then = outlook(outcome, known=as_known(LAST - timedelta(1), member))
    now = outlook(outcome, known=as_known(LAST, member))

    assert "of 70% or better" in then.chance
    assert "of 40% or better" in now.chance


@pytest.mark.parametrize(("weeks", "missing"), [(0, 3), (1, 2), (2, 1)])
def test_outlook_says_how_many_readings_are_missing(outcome, member, weeks, missing):
    day = FIRST + timedelta(7 * weeks)

    found = outlook(outcome, known=as_known(day, member))

    assert found.reason == f"Not enough readings for a forecast: it takes {missing} more."
    assert found.chance == ""


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"measure_kind": "at_least"},
            "Bounds and milestones get no forecast: nobody has shown that it would be right.",
        ),
        ({"target_on": None}, "A forecast needs a target and a target day."),
        ({"baseline": None}, "A forecast needs a start that differs from the target."),
        (
            {"closed_as": "realised", "closed_on": LAST},
            "It has ended, so nothing is forecast.",
        ),
        ({"target_on": LAST}, "The target day is past, so nothing is left to forecast."),
    ],
)
def test_outlook_says_why_there_is_none(outcome, member, fields, reason):
    for name, value in {**fields, "known_at": noon(LAST)}.items():
        setattr(outcome, name, value)
    outcome.save()

    assert outlook(outcome, known=as_known(LAST, member)).reason == reason


def test_outlook_of_readings_that_are_all_the_same_is_none(organisation, product, member):
    flat = factories.outcome(product=product)
    for day in range(1, 7):
        factories.reading(flat, date(2025, 3, day), 5, at=noon(date(2025, 3, day)))

    found = outlook(flat, known=as_known(date(2025, 3, 9), member))

    assert found.reason == "All readings are the same, so they do not tell where it is heading."


def test_outlook_is_drawn_into_the_page_by_the_panel(client, outcome, member):
    roll_ups.rebuild(at=noon(LAST))
    client.force_login(member)
    url = reverse("insights:outcome_panel", args=[outcome.path_part])

    fragment = client.get(url, {"on": LAST.isoformat()}, headers=HTMX).content.decode()

    assert f'id="chance-{outcome.public_id}" hx-swap-oob="true"' in fragment
    assert f'id="picture-{outcome.public_id}" hx-swap-oob="true"' in fragment
    assert 'class="band"' in fragment
    assert "Judged by the forecast" in fragment


def test_panel_says_what_the_chance_was_on_the_day_compared_with(client, outcome, member):
    roll_ups.rebuild(at=noon(LAST))
    client.force_login(member)
    url = reverse("insights:outcome_panel", args=[outcome.path_part])
    days = {"on": LAST.isoformat(), "vs": (FIRST + timedelta(25)).isoformat()}

    found = client.get(url, days, headers=HTMX)

    assert (found.context["outlook"].odds, found.context["odds_before"]) == (
        "about 55%",
        "about 10%",
    )
    assert "was about 10% on 30 Mar" in found.content.decode()


def test_page_of_an_outcome_has_places_for_the_forecast_and_lives_without(client, outcome, member):
    client.force_login(member)
    url = reverse("products:outcome_detail", args=[outcome.path_part])

    page = client.get(url, {"on": LAST.isoformat()}).content.decode()

    assert f'<span id="chance-{outcome.public_id}"></span>' in page
    assert f'<div id="picture-{outcome.public_id}">' in page
    assert "Most likely" not in page


@pytest.mark.parametrize(
    ("chance", "readings", "words"),
    [
        (0.01, 20, "under 5%"),
        (0.99, 20, "over 95%"),
        (0.34, 5, "about 30%"),
        (0.34, 20, "about 35%"),
    ],
)
def test_chances_are_told_as_exactly_as_the_readings_carry(chance, readings, words):
    assert odds.told(chance, readings) == words


@pytest.mark.parametrize(
    ("value", "spread", "found"),
    [(68.431, 13, 68), (68.431, 0.7, 68.43), (12_345, 4_000, 12_300), (5.5, 0, 5.5)],
)
def test_values_are_told_no_more_exactly_than_the_fan_is_narrow(value, spread, found):
    assert odds.rounded(value, spread) == found


def test_outlook_starts_from_the_last_value_that_counts(outcome, member):
    factories.reading(outcome, LAST, None, no_value_reason="The source was down", at=noon(LAST))

    found = outlook(outcome, known=as_known(LAST, member))

    assert found.expected[0][1:] == ("35%", "35%", "35%")
