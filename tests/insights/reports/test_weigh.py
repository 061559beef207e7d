"""What is worth knowing: weight times surprise, and few rules."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.reports.weigh import MOST, Candidate, choose, has_moved, surprise

chances = st.floats(0, 1)


def about(key, score, *, is_good):
    """A thing about an initiative of its own."""
    return Candidate(key, frozenset({key}), score, is_good)


candidates = st.lists(
    st.builds(
        Candidate,
        key=st.uuids().map(str),
        groups=st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3),
        score=st.floats(0, 10),
        is_good=st.booleans(),
        is_repeated=st.booleans(),
    ),
    max_size=30,
)


@given(chances, chances)
def test_a_surprise_is_never_negative_and_none_without_a_change(now, told):
    assert surprise(now, told) >= 0
    assert surprise(now, now) == pytest.approx(0)


def test_a_surprise_is_the_divergence_in_nats():
    assert surprise(0.5, 0.25) == pytest.approx(0.1438, abs=1e-4)


def test_ten_points_are_told_and_nine_are_not():
    assert has_moved(0.30, 0.40)
    assert not has_moved(0.31, 0.40)


@given(candidates)
def test_at_most_five_are_told_and_two_of_one_thing(found):
    chosen = choose(found)

    assert len(chosen) <= MOST
    assert max(Counter(group for one in chosen for group in one.groups).values(), default=0) <= 2
    assert len({one.key for one in chosen}) == len(chosen)


@given(candidates)
def test_nothing_is_repeated_and_nothing_without_weight_is_told(found):
    assert all(not one.is_repeated and one.score > 0 for one in choose(found))


def test_a_good_thing_is_among_them_even_where_bad_ones_weigh_more():
    bad = [about(f"bad{n}", 5 - n / 10, is_good=False) for n in range(6)]
    good = about("good", 0.1, is_good=True)

    chosen = choose([*bad, good])

    assert [one.key for one in chosen] == ["bad0", "bad1", "bad2", "bad3", "good"]


def test_two_things_that_are_not_good_are_among_them_even_where_good_ones_weigh_more():
    good = [about(f"good{n}", 5 - n / 10, is_good=True) for n in range(6)]
    bad = [about(f"bad{n}", 0.3 - n / 10, is_good=False) for n in range(3)]

    chosen = choose([*good, *bad])

    assert [one.key for one in chosen] == ["good0", "good1", "good2", "bad0", "bad1"]


def test_of_one_initiative_come_at_most_two_whatever_outcomes_they_are_about():
    shared, alone = frozenset({"initiative:1", "initiative:2"}), frozenset({"initiative:3"})
    found = [Candidate(str(n), shared, 9 - n, is_good=False) for n in range(4)]

    chosen = choose([*found, Candidate("other", alone, 0.1, is_good=False)])

    assert [one.key for one in chosen] == ["0", "1", "other"]


def test_the_weightiest_comes_first():
    light, heavy = (about(str(n), n, is_good=True) for n in (1, 2))

    assert choose([light, heavy]) == [heavy, light]
