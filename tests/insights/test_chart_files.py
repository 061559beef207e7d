"""A chart outside its page: colours, words and numbers come along, and nothing of the page."""

import csv
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from pptx import Presentation

from insights.actions import roll_ups
from insights.charts import health_weeks, numbers, palette, picture
from insights.charts.deck import Slide, deck
from insights.charts.svg import drawing, element, stretched
from insights.dashboards.chart import Chart
from insights.views.chart_files import as_file
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import Health
from tests import factories

DAY = date(2026, 1, 5)
NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
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
    return as_file(chart, form, on=DAY)


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


def test_a_form_that_there_is_not_gets_help(chart):
    with pytest.raises(BadQuestion):
        file_of(chart, "gif")


@pytest.mark.django_db
class TestFromThePages:
    """Each chart on a page comes as each file, as known on the day of the page."""

    @pytest.fixture
    def world(self, organisation, product, executive, client):
        """An outcome read for two months, added up."""
        outcome = factories.outcome("Faster", product=product, unit="%")
        for week in range(8):
            on = date(2025, 3, 3) + timedelta(weeks=week)
            factories.reading(outcome, on, 10 + week, at=NOON)
        factories.check_in(product, at=NOON)
        roll_ups.rebuild(at=NOON)
        client.force_login(executive)
        return outcome

    @pytest.mark.parametrize("ending", ["svg", "png", "csv", "xlsx"])
    @pytest.mark.parametrize("name", ["trajectory", "health-outcomes", "freshness"])
    def test_the_first_page_gives_its_charts(self, client, world, name, ending):
        url = reverse("insights:dashboard_chart", args=[name, ending])

        with closing(client.get(url, {"on": "2025-07-01"})) as response:
            assert b"".join(response)
            assert f'"{name}-2025-07-01.{ending}"' in response["Content-Disposition"]

    def test_the_first_page_comes_as_slides_that_can_be_edited(self, client, world):
        response = client.get(reverse("insights:dashboard_deck"), {"on": "2025-07-01"})

        slides = Presentation(BytesIO(response.content)).slides
        assert any(shape.has_chart for slide in slides for shape in slide.shapes)

    def test_an_outcome_gives_its_readings_as_known_then(self, client, world):
        factories.reading(world, date(2025, 7, 3), 99, at=NOON + timedelta(days=3))
        url = reverse("insights:outcome_chart", args=[world.path_part, "csv"])

        content = b"".join(client.get(url, {"on": "2025-07-01"})).decode()

        assert "2025-04-21,17.0" in content
        assert "99" not in content

    def test_what_is_hidden_gives_no_file(self, client, world, outsider):
        closed = factories.product(portfolio=factories.portfolio("Vault", restricted=True))
        secret = factories.outcome("Secret", product=closed)
        client.force_login(outsider)

        url = reverse("insights:outcome_chart", args=[secret.path_part, "csv"])

        assert client.get(url).status_code == 404
