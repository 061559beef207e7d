"""Graphics drawn on the server: geometry in attributes, meaning in tones."""

import re

from pmo_portal.lib import drawings


def test_glyph_is_a_toned_shape_that_says_nothing_aloud():
    assert drawings.glyph("at_risk") == (
        '<svg class="g" data-tone="at_risk" aria-hidden="true"><use href="#g-at_risk"/></svg>'
    )


def test_sparkline_runs_from_first_to_last_value_and_dots_the_last():
    drawn = drawings.sparkline([0, 10], width=27, height=17)
    assert '<path class="sp-l" d="M3.5 13.5 23.5 3.5"/>' in drawn
    assert '<circle class="sp-d" cx="23.5" cy="3.5" r="2.2"/>' in drawn
    assert 'aria-hidden="true"' in drawn


def test_sparkline_leaves_a_gap_where_nothing_is_known():
    path = re.search(r'class="sp-l" d="([^"]+)"', drawings.sparkline([1, 2, None, 3]))
    assert path is not None
    assert path[1].count("M") == 2


def test_sparkline_of_equal_values_is_level_in_the_middle():
    assert 'd="M3.5 10 60.5 10"' in drawings.sparkline([5, 5])


def test_sparkline_scales_to_its_target_and_draws_it():
    drawn = drawings.sparkline([0, 5], target=10, height=17)
    assert '<path class="sp-t" d="M0 3.5H64"/>' in drawn


def test_sparkline_of_nothing_is_nothing():
    assert drawings.sparkline([]) == drawings.sparkline([None, None]) == ""


def test_sparkline_escapes_its_label():
    assert 'aria-label="&lt;b&gt;"' in drawings.sparkline([1, 2], label="<b>")


def test_health_bar_is_divided_by_the_counts_and_says_them():
    drawn = drawings.health_bar({"on_track": 3, "at_risk": 0, "off_track": 1})
    assert re.findall(r'data-tone="(\w+)" x="([\d.]+)" width="([\d.]+)"', drawn) == [
        ("on_track", "0.00", "74.60"),
        ("off_track", "75.00", "24.60"),
    ]
    assert 'aria-label="On course 3, Off course 1, of 4"' in drawn


def test_health_bar_of_nothing_is_nothing():
    assert drawings.health_bar({}) == drawings.health_bar({"on_track": 0}) == ""
