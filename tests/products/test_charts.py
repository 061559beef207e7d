"""Drawings of products: figures and places, not pixels."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from pmo_portal.lib.vocabulary import MeasureKind
from products.charts import bars
from products.charts.history import picture, value_ticks
from products.charts.line import line
from products.charts.readings import Words, figure
from products.charts.story import Event, Expected, Story, way
from products.dashboards.outcome_picture import finding
from products.models import Outcome, Reading

JANUARY, JUNE, DECEMBER = date(2025, 1, 1), date(2025, 6, 1), date(2025, 12, 31)
WORDS = Words("Read", "Wanted", "Before", "%", ["80% wanted"])


def story(*values, until=JUNE):
    days = [date(2025, month, 1) for month in range(1, len(values) + 1)]
    wanted = way(baseline=(JANUARY, 0.0), steps=[], target=(DECEMBER, 80.0))
    return Story(list(zip(days, values, strict=True)), [wanted], [], until)


def test_nothing_read_draws_nothing():
    assert (picture(story()), figure(story(), WORDS), line([], until=JUNE)) == (None, None, None)


def test_one_or_two_readings_are_dots_and_no_line():
    drawn = picture(story(10, 20))

    assert (len(drawn.dots), drawn.line) == (2, [])
    assert line(story(10, 20).points, until=JUNE).path == ""


def test_three_readings_are_a_line_with_a_dot_at_its_end():
    drawn = picture(story(10, 20, 30))

    assert (len(drawn.dots), len(drawn.line)) == (1, 2)


def test_the_picture_names_where_the_way_ends():
    assert picture(story(10)).aims == [("100.00%", "14.0", -6, 80.0)]


def expected(*middles):
    """A fan from June on, ten below and above its middle."""
    days = [JUNE, DECEMBER]
    return [Expected(day, m - 10, m, m + 10) for day, m in zip(days, middles, strict=True)]


def test_what_is_expected_is_a_band_with_a_line_through_it():
    told = replace(story(10, 20, 30), fan=expected(40, 60))

    drawn, plotly = picture(told), figure(told, replace(WORDS, fan=("Low", "Most likely", "High")))

    assert drawn.band.count("L") == 3
    assert [(piece.x1, piece.x2) for piece in drawn.middle] == [("41.48%", "100.00%")]
    assert [trace["name"] for trace in plotly["data"][:3]] == ["Low", "High", "Most likely"]
    assert [trace["y"] for trace in plotly["data"][:3]] == [[30, 50], [50, 70], [40, 60]]
    assert plotly["data"][1]["fill"] == "tonexty"
    assert plotly["data"][1]["fillcolor"] == "token:accent/0.14"


@pytest.mark.parametrize(("middle", "dy"), [(60, -6), (90, 15)])
def test_words_about_the_aim_keep_clear_of_what_is_expected(middle, dy):
    told = replace(story(10, 20, 30), fan=expected(40, middle))

    assert [aim[2] for aim in picture(told).aims] == [dy]


def test_what_may_explain_a_turn_is_numbered_on_the_line():
    begun = Event(date(2025, 1, 17), "Pay by phone began")
    told = replace(story(10, 41, 30), events=[begun, Event(date(2025, 3, 1), "It ended")])

    drawn, plotly = picture(told), figure(told, WORDS)

    assert [round(value) for _, value in told.marks] == [26, 30]
    assert len(drawn.marks) == 2
    assert (plotly["data"][-1]["text"], plotly["data"][-1]["hovertext"]) == (
        ["1", "2"],
        ["Pay by phone began", "It ended"],
    )


def test_axes_have_room_for_all_that_is_expected():
    assert picture(replace(story(10), fan=expected(80, 130))).values[-1].value >= 140


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0.0, 80.0], [0, 20, 40, 60, 80]),
        ([3.0, 4.5], [0, 2, 4, 6]),
        ([-20.0, 40.0], [-20, 0, 20, 40]),
        ([0.0], [0, 0.25, 0.5, 0.75, 1]),
    ],
)
def test_value_axes_hold_all_values_between_round_numbers(values, ticks):
    assert value_ticks(values) == ticks


def test_the_figure_is_one_that_plotly_takes():
    drawn = figure(story(10, 20, 30), WORDS)
    plain = [
        {k: v for k, v in trace.items() if k not in {"line", "marker"}} for trace in drawn["data"]
    ]

    assert [trace.name for trace in go.Figure(data=plain).data] == ["Wanted", "Read"]
    assert drawn["layout"]["annotations"][0]["text"] == "80% wanted"


def test_words_of_users_stay_text_in_the_figure():
    drawn = figure(story(10, 20, 30), Words("Read", "<a href=x>", "", "%"))

    assert drawn["data"][0]["name"] == "&lt;a href=x&gt;"


def test_a_bar_marks_the_first_promise_only_where_it_moved():
    axis = bars.axis([JANUARY, DECEMBER], on=JUNE)

    kept = bars.bar(JANUARY, DECEMBER, promised=DECEMBER, on=JUNE, axis=axis)
    moved = bars.bar(JANUARY, DECEMBER, promised=JUNE, on=JUNE, axis=axis)

    assert kept.promise is None
    assert moved.promise == axis.today


def test_a_bar_without_any_day_is_none():
    axis = bars.axis([], on=JUNE)

    assert bars.bar(None, None, promised=None, on=JUNE, axis=axis) is None


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (MeasureKind.INCREASE, 61, "From 44% to 61%, on the way to 75%"),
        (MeasureKind.INCREASE, 40, "From 44% to 40%, away from the 75% wanted"),
        (MeasureKind.INCREASE, 80, "From 44% to 80%, past the 75% wanted"),
        (MeasureKind.AT_MOST, 61, "61%, with a bound at 75%"),
        (MeasureKind.INCREASE, None, "Readings over time"),
    ],
)
def test_the_title_says_what_the_picture_shows(kind, value, said):
    outcome = Outcome(baseline=Decimal(44), target=Decimal(75), unit="%", measure_kind=kind)
    reading = Reading(value=None if value is None else Decimal(value))

    assert finding(outcome, reading) == said
