"""A chart outside its page: colours, words and numbers come along, and nothing of the page."""

import csv
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.test import RequestFactory
from pptx import Presentation

from insights.charts import health_weeks, numbers, palette, picture
from insights.charts.deck import Slide, deck
from insights.charts.svg import drawing, element, stretched
from insights.dashboards.chart import Chart
from insights.views.chart_files import chart_file
from pmo_portal.lib.asked import AsOf, BadQuestion
from pmo_portal.lib.vocabulary import Health

DAY = date(2026, 1, 5)
WORDS = {health.value: str(health.label) for health in Health}
TITLE = "55 <off> & on"


def weeks(*counts):
    return [
        (
            DAY + timedelta(weeks=n),
            {**dict.fromkeys(health_weeks.ORDER, 0), "on_track": well, "off_track": 2},
        )
        for n, well in enumerate(counts)
    ]


@pytest.fixture
def chart():
    """Health of three weeks."""
    shown = weeks(1, 2, 4)
    return Chart(
        id="health",
        title=TITLE,
        subtitle="Outcomes by health",
        sentence="Four are well.",
        figure=health_weeks.figure(shown, WORDS),
        fallback=health_weeks.fallback(shown, lambda day: f"{day:%b}"),
        headers=["Week", "On course"],
        rows=[],
        key=shown[-1][1],
    )


def file_of(chart, form):
    request = RequestFactory().get("/", {"chart": chart.id, "format": form})
    return chart_file(request, [chart], as_of=AsOf(DAY, DAY, DAY))


def test_the_picture_needs_no_style_sheet_and_says_what_it_shows(chart):
    svg = file_of(chart, "svg").text
    root = ET.fromstring(svg)

    assert "var(" not in svg
    assert "light-dark(" not in svg
    assert palette.colour("off_track") in svg
    assert root.find("{*}title").text == "55 <off> & on"
    assert root.find("{*}desc").text == "Four are well."


def test_what_fills_its_place_on_a_page_has_a_size_in_the_picture():
    path = element("path", class_="ln", d="M0 5L100 10h2v3z")
    inside = stretched(path, x=0.5, width=0.5, height=50)
    root = ET.fromstring(picture.picture(drawing(inside, height=50), title="A line"))

    assert root.find(".//{*}path").get("d") == "M0 5L456 10h9.12v3z"
    assert "%" not in ET.tostring(root.find(".//{*}g"), encoding="unicode")


def test_the_picture_comes_as_pixels(chart):
    assert file_of(chart, "png").content.startswith(b"\x89PNG")


def test_the_numbers_of_every_point_come_as_a_table(chart):
    content = b"".join(file_of(chart, "csv")).decode("utf-8-sig")

    assert list(csv.reader(content.splitlines())) == [
        ["Day", "On course", "Off course"],
        ["2026-01-05", "1", "2"],
        ["2026-01-12", "2", "2"],
        ["2026-01-19", "4", "2"],
    ]


def test_a_chart_on_a_slide_can_be_edited_and_holds_its_numbers(chart):
    file = deck(
        [Slide(title=chart.title, figure=chart.figure, note="Four are well.")],
        title="Portfolio",
        author="PMO Portal",
    )
    (slide,) = Presentation(BytesIO(file)).slides
    (shown,) = [shape.chart for shape in slide.shapes if shape.has_chart]

    assert [(plot.name, list(plot.values)) for plot in shown.plots[0].series] == [
        ("On course", [1, 2, 4]),
        ("Off course", [2, 2, 2]),
    ]
    assert slide.notes_slide.notes_text_frame.text == "Four are well."


def test_a_slide_without_numbers_shows_its_table():
    file = deck(
        [Slide(title="Money", headers=["What", "Planned"], rows=[["Claims", "£5"]])],
        title="Portfolio",
        author="PMO Portal",
    )
    (slide,) = Presentation(BytesIO(file)).slides
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What", "Planned"],
        ["Claims", "£5"],
    ]


def test_words_keep_their_order_and_days_are_sorted():
    by_word = {"type": "bar", "name": "Sum", "x": ["Run", "Grow"], "y": [2, 1]}
    by_day = {"type": "scatter", "name": "Line", "x": ["2026-02-01", "2026-01-01"], "y": [2, 1]}

    assert numbers.table_of({"data": [by_word]}, place="Kind")[1] == [["Run", 2], ["Grow", 1]]
    assert numbers.table_of({"data": [by_day]}, place="Day")[1] == [
        [date(2026, 1, 1), 1],
        [date(2026, 2, 1), 2],
    ]


@pytest.mark.parametrize("asked", [{"chart": "nothing"}, {"chart": "health", "format": "gif"}])
def test_a_chart_or_form_that_is_not_there_gets_help(chart, asked):
    with pytest.raises(BadQuestion):
        chart_file(RequestFactory().get("/", asked), [chart], as_of=AsOf(DAY, DAY, DAY))
