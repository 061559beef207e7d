"""Tags and filters, through small templates."""

from datetime import date

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory


def render(source: str, url: str | None = "/outcomes/", **context: object) -> str:
    request: HttpRequest | None = RequestFactory().get(url) if url else None
    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 0.61|percent }}", "61%"),
        ("{{ 3|share:12 }}", "3 of 12"),
        ("{{ 12100000|money:'GBP' }}", "£12.1m"),
        ("{{ 61|measure:'%' }}", "61%"),
        ("{{ on|day }}", "Fri 20 Nov 2026"),
        ("{{ on|plus_days:-7|short_day }}", "13 Nov"),
        ("{{ 'at_risk'|health_label }}", "Needs attention"),
        ("{% product_name %}", "PMO Portal"),
    ],
)
def test_filters_speak_the_house_formats(source, text):
    assert render(source, on=date(2026, 11, 20)) == text


def test_icon_is_drawn_small_and_silent():
    drawn = render('{% icon "search" "s" %}')
    assert 'class="i s"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert 'width="16" height="16"' in drawn


def test_icon_without_a_drawing_is_a_circle():
    assert render('{% icon "no-such-icon" %}') == render('{% icon "circle" %}')


def test_with_query_changes_what_it_is_given_and_keeps_the_rest():
    source = "{% with_query on=on vs=None %}"
    assert render(source, "/?vs=2026-01-01&team=a&page=3", on=date(2026, 1, 7)) == (
        "?team=a&amp;on=2026-01-07"
    )


def test_with_query_keeps_other_parameters_when_it_turns_the_page():
    assert (
        render("{% with_query page=2 %}", "/?health=at_risk&page=1") == "?health=at_risk&amp;page=2"
    )


def test_with_query_takes_filters_away_by_their_names():
    filters = [{"name": "team"}, {"name": "health"}]
    assert render(
        "{% with_query filters %}", "/?team=a&health=b&on=2026-01-07", filters=filters
    ) == ("?on=2026-01-07")


def test_with_query_can_be_empty():
    assert render("{% with_query on=None %}", "/?on=2026-01-07") == "?"


def test_kept_parameters_carry_the_rest_through_a_form_escaped():
    assert render('{% kept_parameters "on" %}', '/?on=2026-01-07&page=2&team="a"') == (
        '<input type="hidden" name="team" value="&quot;a&quot;">'
    )


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("/?on=2026-01-07&team=a", "/products/?on=2026-01-07"),
        ("/?team=a", "/products/"),
        ("/?on=2026-01-07&vs=2026-01-01", "/products/?on=2026-01-07&amp;vs=2026-01-01"),
    ],
)
def test_at_day_stays_on_the_day_looked_at(url, there):
    assert render('{% at_day "/products/" %}', url) == there


def test_chosen_are_the_filters_with_a_value():
    filters = [{"name": "team", "value": ""}, {"name": "health", "value": "at_risk"}]
    assert (
        render("{% for f in filters|chosen %}{{ f.name }}{% endfor %}", filters=filters) == "health"
    )


def test_tags_work_where_there_is_no_request():
    assert render('{% with_query on="x" %}{% at_day "/a/" %}', None) == "?on=x/a/"
