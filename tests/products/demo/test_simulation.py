from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pmo_portal.lib.vocabulary import AnswerKind, Health
from products.demo.simulation import simulate
from products.demo.simulation.telling import with_unit
from products.demo.simulation.timeline import Timeline

LONDON = ZoneInfo("Europe/London")
TIMELINE = Timeline(datetime(2026, 1, 7, 10, tzinfo=UTC), LONDON)
LIVES = simulate(TIMELINE)


def of_story(story):
    return [life for life in LIVES if life.row.story == story]


def outcomes(story):
    return [o for life in LIVES for o in life.outcomes if o.row.story == story]


def test_same_year_comes_out_each_time():
    assert simulate(TIMELINE) == LIVES


def test_numbers_are_the_same_whichever_week_the_year_ends():
    later = simulate(Timeline(TIMELINE.at + timedelta(weeks=10), LONDON))

    def numbers(lives):
        return [[m.value for m in o.measured] for life in lives for o in life.outcomes]

    assert numbers(later) == numbers(LIVES)


def test_another_copy_has_the_same_names_and_other_numbers():
    other = simulate(TIMELINE, copy=1)

    assert [life.row for life in other] == [life.row for life in LIVES]
    assert other != LIVES


@pytest.mark.parametrize(
    "at", [datetime(2024, 2, 29, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)]
)
def test_year_ends_on_any_day(at):
    timeline = Timeline(at, LONDON)

    last = max(said.on for life in simulate(timeline) for said in life.check_ins)

    assert timeline.on - timedelta(days=7) < last <= timeline.on


def test_nothing_is_known_after_the_last_day():
    days = [said.on for life in LIVES for said in life.check_ins]
    days += [m.known_on for life in LIVES for o in life.outcomes for m in o.measured]
    days += [a.on for life in LIVES for wanted in life.wanted for a in wanted.answers]
    days += [on for life in LIVES for i in life.initiatives for on, _ in i.changes]

    assert TIMELINE.first <= min(days)
    assert max(days) <= TIMELINE.on


def test_most_teams_are_heard_each_week_and_four_fall_silent():
    silent = [
        life.row.slug for life in LIVES if TIMELINE.on - life.check_ins[-1].on > timedelta(weeks=5)
    ]

    assert silent == [life.row.slug for life in of_story("quiet")]
    assert len(silent) == 4


def test_a_green_that_is_not():
    for life in of_story("watermelon"):
        assert {said.health for said in life.check_ins} <= {Health.ON_TRACK}
        wrong = [o for o in life.outcomes if o.row.story == "wrong"]
        assert len(wrong) == 2
        assert all(list(o.standing.values())[-1] < 0 for o in wrong)


def test_some_products_say_that_they_are_off_course():
    last = [life.check_ins[-1].health for life in LIVES]

    assert len(set(last) & {Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK}) == 3
    assert last.count(Health.ON_TRACK) > len(last) / 3


def test_outcome_past_its_day_is_closed_and_no_longer_measured():
    closed = [o for life in LIVES for o in life.outcomes if o.closed_on]

    assert len(closed) >= 5
    assert {o.is_realised for o in closed} == {True, False}
    assert all(m.known_on < o.closed_on for o in closed for m in o.measured)


def test_some_outcomes_pass_their_target_and_some_fall_behind():
    assert all(list(o.standing.values())[-1] > 1 for o in outcomes("lead"))
    behind = [o for life in LIVES for o in life.outcomes if o.lag_on(TIMELINE.on) > 0.1]
    assert 20 <= len(behind) <= 60


def test_late_readings_describe_an_earlier_day():
    late = [m for o in outcomes("late") for m in o.measured[2:]]

    assert {(m.known_on - m.on).days for m in late} == {14}


def test_targets_move_with_a_reason_and_gaps_with_one_too():
    assert all(o.retargeted and o.retargeted[2] for o in outcomes("retarget"))
    assert all(o.measured[-1].value is None and o.measured[-1].reason for o in outcomes("gap"))


def test_one_target_is_missing_and_one_equals_its_baseline():
    assert [o.target for o in outcomes("none")] == [None, None]
    assert [o.baseline == o.target for o in outcomes("equal")] == [True]


def test_some_readings_and_check_ins_are_corrected():
    assert any(m.wrong is not None for life in LIVES for o in life.outcomes for m in o.measured)
    assert any(said.replaces is not None for life in LIVES for said in life.check_ins)


def test_slipping_work_moves_its_due_day_later_each_time():
    slipped = [i for life in LIVES for i in life.initiatives if i.row.story == "slip"]
    moves = [[c["due_on"] for _, c in i.changes if "due_on" in c] for i in slipped]

    assert sum(map(len, moves)) > 20
    for initiative, days in zip(slipped, moves, strict=True):
        assert [initiative.due_on, *days] == sorted([initiative.due_on, *days])


def test_asks_wait_differently_and_some_still_do():
    asked = [wanted for life in LIVES for wanted in life.wanted]
    ends = {AnswerKind.RESOLVED, AnswerKind.WITHDRAWN}
    waiting = [w for w in asked if not any(a.kind in ends for a in w.answers)]

    assert len(asked) > 100
    assert 3 <= len(waiting) <= 15
    assert max(TIMELINE.on - w.on for w in waiting) <= timedelta(weeks=6)


def test_forecasts_leave_the_plan_and_end_at_what_was_spent():
    money = [m for life in LIVES for m in life.money]
    to_come = [m.revised[1] if m.revised else m.expected for m in money if m.settled_on is None]
    planned = [m.planned for m in money if m.settled_on is None]

    assert 0.97 < sum(to_come) / sum(planned) < 1.1
    assert sum(a == b for a, b in zip(to_come, planned, strict=True)) < len(planned) / 10


def test_no_sentence_is_left_with_a_gap_in_it():
    said = [s.what_changed for life in LIVES for s in life.check_ins]

    assert [
        sentence for sentence in said if not sentence or "{" in sentence or "  " in sentence
    ] == []


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(12.0, "%", "12%"), (1234.5, "£k", "£1,234.5k"), (3, "", "3"), (0.25, "h", "0.25 h")],
)
def test_values_read_as_a_team_writes_them(value, unit, words):
    assert with_unit(value, unit) == words
