"""A team's scale shows confidence; what is kept goes from 0 to 100."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_portal.lib import scales

any_scale = st.integers(2, 100)


@given(any_scale, st.data())
def test_points_come_back_as_they_were_given(scale, data):
    given_points = data.draw(st.integers(0, scale))

    assert scales.points(scales.confidence(given_points, scale), scale) == given_points


@given(any_scale, st.integers(0, 100))
def test_a_confidence_is_moved_by_half_a_point_at_most(scale, confidence):
    seen = scales.confidence(scales.points(confidence, scale), scale)

    assert abs(seen - confidence) <= 50 / scale + 0.5
    assert 0 <= seen <= 100


@pytest.mark.parametrize(
    ("confidence", "scale", "points"), [(0, 5, 0), (50, 5, 3), (61, 10, 6), (61, 100, 61)]
)
def test_halves_are_rounded_up(confidence, scale, points):
    assert scales.points(confidence, scale) == points


@pytest.mark.parametrize(("scale", "words"), [(100, "61%"), (10, "6 of 10"), (5, "3 of 5")])
def test_a_confidence_is_said_on_the_scale(scale, words):
    assert scales.said(61, scale) == words
