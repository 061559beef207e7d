"""The frame and its components, rendered with what pages hand them."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from pmo_portal.lib.asked import AsOf

TODAY = date(2026, 1, 7)


def render(template: str, url: str = "/", **context: object) -> str:
    request = RequestFactory().get(url)
    request.user = AnonymousUser()
    return re.sub(r"\s+", " ", render_to_string(template, context, request))


def as_of(on: date) -> AsOf:
    return AsOf(on=on, vs=date(2025, 12, 1), today=TODAY)


def links(html: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"]*)"', html)


def test_as_of_steps_back_a_week_and_keeps_the_question():
    drawn = render("components/as_of.html", "/?team=a&page=2", as_of=as_of(TODAY))
    assert links(drawn) == ["?team=a&amp;on=2025-12-31"]
    assert re.findall(r'<input type="hidden"[^>]*>', drawn) == [
        '<input type="hidden" name="team" value="a">'
    ]
    assert 'name="on" value="2026-01-07"' in drawn
    assert 'name="vs" value="2025-12-01"' in drawn


@pytest.mark.parametrize(
    ("on", "later"),
    [(date(2025, 12, 24), "?on=2025-12-31"), (date(2026, 1, 2), "?"), (date(2025, 12, 31), "?")],
)
def test_as_of_steps_forward_a_week_but_never_past_today(on, later):
    drawn = render("components/as_of.html", f"/?on={on}", as_of=as_of(on))
    assert links(drawn)[-1] == later


def test_a_past_day_is_said_on_the_page_and_nowhere_else():
    past = render("base.html", "/?on=2025-12-01", as_of=as_of(date(2025, 12, 1)))
    assert "You are looking at <b>Mon 1 Dec 2025</b>" in past
    assert "You are looking at" not in render("base.html", as_of=as_of(TODAY))


def test_filters_mark_what_is_chosen_and_offer_to_clear_it():
    filters = [
        {"name": "team", "label": "Team", "value": "b", "options": [("a", "Ants"), ("b", "Bees")]},
        {"name": "health", "label": "Health", "value": "", "options": []},
    ]
    drawn = render("components/filters.html", "/?team=b&on=2025-12-01", filters=filters)
    assert '<option value="b" selected>Bees</option>' in drawn
    assert '<option value="a">Ants</option>' in drawn
    assert links(drawn) == ["?on=2025-12-01", "?on=2025-12-01"]
    assert 'type="hidden" name="on"' in drawn
    assert 'type="hidden" name="team"' not in drawn


def test_filters_without_a_choice_have_nothing_to_clear():
    filters = [{"name": "team", "label": "Team", "value": "", "options": []}]
    assert links(render("components/filters.html", filters=filters)) == []


def test_health_says_the_word_and_what_the_source_called_it():
    drawn = render("components/health.html", health="at_risk", pill=True, said="Amber/Red")
    assert 'class="st pill" data-tone="at_risk"' in drawn
    assert "Needs attention <small>Amber/Red</small>" in drawn


def test_a_change_says_whether_it_is_better():
    assert "(better)" in render("components/delta.html", text="3", better=True, direction="down")
    assert "(worse)" in render("components/delta.html", text="3", better=False, direction="up")
    assert "(" not in render("components/delta.html", text="3", better=None)


def test_a_chart_keeps_its_sentence_drawing_data_and_numbers():
    chart = {
        "id": "trajectory",
        "title": "On course rises",
        "sentence": "135 of 200 are on course.",
        "figure": {"data": [{"name": "</script><b>"}], "layout": {}},
        "fallback": "",
        "headers": ["Week", "On course"],
        "rows": [["2 Jan", "96"]],
    }
    drawn = render("components/chart.html", chart=chart)
    assert (
        'role="img" aria-label="135 of 200 are on course." data-chart="trajectory-figure"' in drawn
    )
    assert '<script id="trajectory-figure" type="application/json">' in drawn
    assert "</script><b>" not in drawn
    assert '<th scope="row">2 Jan</th><td>96</td>' in drawn


def test_pages_turn_within_the_question():
    page = Paginator(range(120), 50).page(2)
    drawn = render("components/pagination.html", "/?team=a&page=2", page=page)
    assert links(drawn) == ["?team=a&amp;page=1", "?team=a&amp;page=3"]
    assert "Page 2 of 3" in drawn
    assert render("components/pagination.html", page=Paginator([1], 50).page(1)).strip() == ""


def test_thread_marks_where_the_reader_is():
    steps = [
        {"kind": "Objective", "title": "Settle fairly", "url": "/objectives/s1/"},
        {"kind": "Outcome", "title": "In five days", "current": True, "tone": "at_risk"},
    ]
    drawn = render("components/thread.html", steps=steps)
    assert links(drawn) == ["/objectives/s1/"]
    assert drawn.count('aria-current="page"') == 1
    assert "Needs attention: </span>In five days" in drawn


def test_what_a_person_wrote_stays_text():
    assert "&lt;b&gt;" in render("components/empty.html", title="<b>", text="")
    assert "&lt;b&gt;" in render("bad_question.html", message="<b>", hint="")


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_stand_without_anything_and_show_a_way_back(page):
    html = render_to_string(f"{page}.html")
    assert html.count("<h1>") == 1
    assert 'href="/">Go to the portfolio</a>' in html


def test_an_unknown_address_gets_the_page_for_it(client: Client, organisation, member):
    client.force_login(member)
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "There is nothing here" in response.text
