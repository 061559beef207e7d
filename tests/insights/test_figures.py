"""What follows from additive parts."""

from datetime import date
from decimal import Decimal

import pytest

from insights.figures import ADDED, MAPS, NAMES, Expected, Figures
from insights.models import Measures

TODAY = date(2026, 1, 7)


def test_figures_have_the_additive_parts_of_the_models():
    assert tuple(field.name for field in Measures._meta.get_fields()) == NAMES


def test_every_part_is_added_or_merged():
    assert sorted(ADDED + MAPS) == sorted(NAMES)


def test_two_scopes_apart_add_up():
    one = Figures(outcomes=2, weight=Decimal("1.5"), reading_days={"2026-01-01": 1})
    other = Figures(
        outcomes=3, weight=Decimal("2"), reading_days={"2026-01-01": 1, "2026-01-05": 2}
    )

    assert one + other == Figures(
        outcomes=5, weight=Decimal("3.5"), reading_days={"2026-01-01": 2, "2026-01-05": 2}
    )


def test_taking_away_what_was_added_leaves_what_was_there():
    one = Figures(outcomes=2, reading_days={"2026-01-01": 1})
    other = Figures(outcomes=3, reading_days={"2026-01-01": 1, "2026-01-05": 2})

    assert one + other - other == one


def test_progress_is_the_weighted_mean_of_what_is_measured():
    figures = Figures(
        outcomes=3,
        outcomes_measured=2,
        weight=Decimal(6),
        weight_measured=Decimal(4),
        weighted_progress=Decimal("1.6"),
        plain_progress=Decimal("1.2"),
    )

    assert (figures.progress, figures.coverage) == (0.4, pytest.approx(2 / 3))


def test_all_weights_zero_count_the_same():
    figures = Figures(outcomes=4, outcomes_measured=2, plain_progress=Decimal("1.2"))

    assert (figures.progress, figures.coverage, figures.is_equally_weighted) == (0.6, 0.5, True)


def test_nothing_measured_has_no_progress_but_a_coverage():
    figures = Figures(outcomes=2, weight=Decimal(2))

    assert (figures.progress, figures.coverage) == (None, 0.0)


def test_nothing_at_all_has_neither():
    assert (Figures().progress, Figures().coverage) == (None, None)


def test_health_is_counted_with_silence_among_it():
    figures = Figures(outcomes=3, outcomes_on_track=1, outcomes_not_reported=2)

    assert figures.health("outcomes") == {
        "on_track": 1,
        "at_risk": 0,
        "off_track": 0,
        "achieved": 0,
        "not_reported": 2,
    }


@pytest.mark.parametrize(
    ("days", "oldest", "median"),
    [
        ({}, None, None),
        ({"2026-01-07": 3}, 0, 0),
        ({"2025-12-08": 1, "2026-01-05": 2}, 30, 2),
        ({"2025-12-08": 1, "2026-01-05": 1}, 30, 2),
        ({"2025-12-08": 2, "2026-01-05": 1}, 30, 30),
        ({"2026-02-01": 1}, 0, 0),
    ],
)
def test_ages_follow_for_any_day(days, oldest, median):
    figures = Figures(reading_days=days, check_in_days=days, ask_days=days)

    assert (figures.oldest_reading_days(TODAY), figures.median_reading_days(TODAY)) == (
        oldest,
        median,
    )
    assert (figures.oldest_check_in_days(TODAY), figures.median_check_in_days(TODAY)) == (
        oldest,
        median,
    )
    assert (figures.oldest_ask_days(TODAY), figures.median_ask_days(TODAY)) == (oldest, median)


def test_what_is_achieved_is_certain_and_what_has_no_forecast_is_named():
    figures = Figures(outcomes=6, outcomes_achieved=2)

    assert figures.expected_met() == Expected(low=2, mid=2, high=2, of=6, without=4)


def test_chances_add_up_to_an_expected_number_with_a_range():
    figures = Figures(
        outcomes=60,
        outcomes_achieved=4,
        outcomes_forecast=50,
        chance=Decimal("30.5"),
        due_chances={"2026-03:60": 30, "2026-04:60": 20},
    )

    # INSIGHT.md 5: 50 at .6 give 23 to 37 where luck is shared a little.
    assert figures.expected_met() == Expected(low=27, mid=34.5, high=41, of=60, without=6)
