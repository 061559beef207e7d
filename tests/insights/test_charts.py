"""Charts: valid for Plotly, equal to their tables, plain whatever people typed."""

import itertools
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.charts import bars, health_weeks, swarm, trajectory
from insights.charts.labels import months, nice_top, plain, rulers
from insights.charts.svg import Svg, element
from insights.charts.swarm import Dot
from insights.charts.trajectory import Ahead, Point, Trajectory, Words
from insights.charts.trajectory_drawing import trajectory_drawing

DAYS = [date(2026, 1, 7) - timedelta(weeks=n) for n in (2, 1, 0)]
NASTY = '<a href="https://evil.test">x</a> & co'
HEALTH = ("on_track", "at_risk", "off_track", "achieved", "not_reported")


def month(day):
    return f"{day:%m}"


WORDS = Words("well", "all", "met", "expected\n80%: 2 to 4", "today", month)


def counts(*numbers):
    return dict(zip(HEALTH, numbers, strict=True))


def coloured(figure):
    """Return the figure with one real colour for every name that the browser would look up."""
    if isinstance(figure, dict):
        return {key: coloured(value) for key, value in figure.items()}
    if isinstance(figure, list):
        return [coloured(value) for value in figure]
    is_name = isinstance(figure, str) and figure.startswith(("tone:", "token:"))
    return "black" if is_name else figure


@pytest.fixture
def points():
    return [Point(DAYS[0], None, 4), Point(DAYS[1], 1, 4), Point(DAYS[2], 3, 5)]


def test_trajectory_draws_the_points_and_leaves_a_gap_where_nothing_was_rated(points):
    drawn = trajectory.figure(Trajectory(points, []), WORDS)

    total, well = drawn["data"]
    assert (total["y"], well["y"]) == ([4, 4, 5], [None, 1, 3])
    assert (well["x0"], well["dx"]) == (DAYS[0].isoformat(), 7 * 86_400_000)
    assert drawn["layout"]["yaxis"]["range"][0] == 0
    go.Figure(coloured(drawn))


def test_trajectory_is_drawn_on_the_server_too(points):
    drawn = trajectory_drawing(Trajectory(points, []), WORDS)

    assert 'class="ln well" d="M50 ' in drawn
    assert drawn.count(">5 all</text>") == 1
    assert "style=" not in drawn


def test_trajectory_opens_a_fan_from_what_is_met_today_to_the_last_day(points):
    met = [Point(p.on, p.well, p.total, met=n) for n, p in enumerate(points)]
    ahead = [Ahead(DAYS[2], 2, 2, 2), Ahead(date(2026, 3, 31), 2, 3.4, 4)]

    drawn = trajectory.figure(Trajectory(met, ahead), WORDS)

    _total, _well, done, low, high, middle = drawn["data"]
    assert done["y"] == [0, 1, 2]
    assert (low["y"], middle["y"], high["y"]) == ([2, 2], [2, 3.4], [2, 4])
    assert drawn["layout"]["xaxis"]["range"][1] == "2026-03-31"
    assert drawn["layout"]["shapes"][0]["x0"] == DAYS[2].isoformat()
    assert {note["text"] for note in drawn["layout"]["annotations"]} == {
        "5 all",
        "3 well",
        "3 expected<br>80%: 2 to 4",
        "2 met",
        "today",
    }
    go.Figure(coloured(drawn))


def test_numbers_at_the_end_of_the_trajectory_do_not_lie_on_each_other(points):
    met = [Point(p.on, 5, 5, met=5) for p in points]
    drawn = trajectory.figure(Trajectory(met, [Ahead(DAYS[2], 5, 5, 5)]), WORDS)

    heights = [note["y"] for note in drawn["layout"]["annotations"][:-1]]
    gaps = [above - under for above, under in itertools.pairwise(heights)]
    assert min(gaps) > 0


@pytest.mark.parametrize(
    ("top", "lines"),
    [
        (1, [0]),
        (3, [0, 1, 2]),
        (12, [0, 5, 10]),
        (80, [0, 20, 40, 60]),
        (250, [0, 50, 100, 150, 200]),
        (60_000, [0, 20_000, 40_000]),
    ],
)
def test_axis_is_ruled_at_round_numbers(top, lines):
    assert rulers(top) == lines


@given(st.integers(0, 10**7))
def test_axis_has_a_rule_at_nought_and_at_most_five(highest):
    assert 1 <= len(rulers(nice_top(highest))) <= 5


def test_months_are_named_on_their_first_day_and_never_too_many():
    assert months(date(2025, 11, 26), date(2026, 2, 3), most=8) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]
    assert months(date(2026, 1, 7), date(2026, 1, 21), most=8) == []
    assert len(months(date(2025, 1, 7), date(2027, 1, 21), most=8)) == 8


def test_health_weeks_stack_what_there_is_in_tones():
    weeks = [(DAYS[0], counts(3, 0, 1, 0, 2)), (DAYS[1], counts(4, 0, 0, 1, 1))]

    drawn = health_weeks.figure(weeks, {health: health for health in HEALTH})

    assert {trace["name"]: trace["y"] for trace in drawn["data"]} == {
        "achieved": [0, 1],
        "on_track": [3, 4],
        "off_track": [1, 0],
        "not_reported": [2, 1],
    }
    assert drawn["data"][1]["marker"]["color"] == "tone:on_track"
    go.Figure(coloured(drawn))


def test_health_weeks_on_the_server_have_one_block_for_each_count():
    weeks = [(DAYS[0], counts(3, 0, 1, 0, 2)), (DAYS[1], counts(4, 0, 0, 1, 1))]

    drawn = health_weeks.fallback(weeks, month)

    assert drawn.count("M") == 6


def test_words_of_people_stay_words_on_a_chart():
    weeks = [(DAYS[0], counts(1, 0, 0, 0, 0))]

    drawn = health_weeks.figure(weeks, dict.fromkeys(HEALTH, NASTY))

    assert drawn["data"][0]["name"] == plain(NASTY)
    assert "<" not in drawn["data"][0]["name"]


def test_words_of_people_stay_words_in_a_drawing():
    dots = [Dot(NASTY, 3, is_quiet=False, url="/")]

    drawn = swarm.fallback(dots, label=NASTY, today="today", weeks="weeks")

    assert "<a " not in drawn
    assert isinstance(drawn, Svg)


def test_swarm_has_one_dot_for_each_product_and_rings_the_quiet_ones():
    dots = [Dot(f"P{n}", n, is_quiet=n > 28, url="/") for n in (0, 0, 3, 30)]

    drawn = swarm.fallback(dots, label="", today="today", weeks="weeks")

    assert (drawn.count("h0"), drawn.count('class="dot w3"')) == (3, 1)


@pytest.mark.parametrize(("share", "width"), [(0.5, "50%"), (1.7, "100%"), (0.123, "12.3%")])
def test_bar_is_as_long_as_its_share_and_never_longer_than_its_track(share, width):
    assert f'class="b-fill" width="{width}"' in bars.bar(share)


def test_bar_without_a_share_has_no_fill():
    assert "b-fill" not in bars.bar(None)


@pytest.mark.parametrize(("highest", "top"), [(0, 1), (9, 10), (180, 200), (235, 250), (97, 120)])
def test_axis_ends_at_a_round_number_above_the_highest(highest, top):
    assert nice_top(highest) == top


def test_elements_escape_text_and_values():
    assert element("text", "a<b", data_x='"&') == '<text data-x="&quot;&amp;">a&lt;b</text>'
