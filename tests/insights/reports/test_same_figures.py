"""A report says the same in all of its forms."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from pptx import Presentation
from pypdf import PdfReader

from insights.reports.content import from_json
from insights.reports.frozen import file_of, mail_of
from insights.reports.pdf import pdf as make_pdf
from pmo_portal.lib.vocabulary import ReportForm
from tests import factories
from tests.factories.reports import report as full_report
from tests.insights.reports.conftest import moment, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(portfolio):
    """A report with something of every kind: a moved target, an ask, a silence."""
    publish(moment(8, day=1, hour=8))
    steady = portfolio["steady"]
    steady.target_on, steady.known_at = steady.target_on + timedelta(days=30), moment(8, day=3)
    steady.save()
    factories.ask(portfolio["product"], at=moment(8, day=2), wording="May we wait for the bank?")
    (made,) = publish(moment(9, day=1, hour=8))
    return made


def plain(text: str) -> str:
    """Return words alone: forms break lines and draw quotes each in their own way."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(text)))


def page(report, client):
    return client.get(reverse("insights:report", args=[report.label])).text


def api(report, client):
    answer = client.get(reverse("api-report-detail", args=[report.public_id]))
    return str(answer.json())


def pdf(report, client):
    read = PdfReader(BytesIO(file_of(report, ReportForm.PDF)))
    assert len(read.pages) <= 2
    return " ".join(page.extract_text() for page in read.pages)


def slides(report, client):
    shown = Presentation(BytesIO(file_of(report, ReportForm.DECK))).slides
    shapes = [shape for slide in shown for shape in slide.shapes]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    tables = [shape.table for shape in shapes if shape.has_table]
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    return " ".join([*texts, *cells])


def mail_html(report, client):
    return mail_of(report).html


def mail_text(report, client):
    return mail_of(report).text


@pytest.mark.parametrize("form", [page, api, pdf, slides, mail_html, mail_text])
def test_every_form_says_what_was_published(client, report, executive, form):
    client.force_login(executive)
    content = report.content

    said = plain(form(report, client))

    expected = [
        content["headline"],
        *(line["title"] for line in content["standfirst"]),
        *(item["title"] for item in content["items"]),
        *(ask["wording"] for ask in [*content["decisions"], *content["help"]]),
        *(figure["value"] for figure in content["glance"]),
        *(line["title"] for line in content["objectives"]),
    ]
    assert len(content["items"]) >= 1
    assert [words for words in expected if plain(words) not in said] == []


def test_a_board_pack_gets_two_pages_however_much_there_is_to_say(organisation):
    content = from_json(full_report().content)
    ask, item, line = content.help[0], content.items[0], content.restated[0]
    words = "It is needed before the sale starts, or the two shops cannot open on one day. "
    full = replace(
        content,
        items=[replace(item, text=4 * words)] * 5,
        decisions=[replace(ask, wording=words)] * 5,
        help=[replace(ask, wording=words)] * 5,
        objectives=content.objectives * 12,
        changed=[replace(line, text=words)] * 8,
        restated=[replace(line, text=words)] * 8,
    )

    assert len(PdfReader(BytesIO(make_pdf(full))).pages) == 2
