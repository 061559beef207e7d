"""One style sheet for a browser: asked for once, kept for good, new when a sheet changes."""

import re

import pytest
from django.test import Client

from pmo_portal.lib import stylesheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return Client(headers={"Accept-Encoding": "gzip"})


def test_a_page_asks_for_one_style_sheet_before_there_is_an_organisation(browser):
    page = browser.get("/welcome/").content.decode()

    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)

    assert links == [stylesheet.address()]


def test_the_style_sheet_is_kept_for_good_and_travels_light(browser):
    answer = browser.get(stylesheet.address())

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"


def test_the_style_sheet_opens_with_the_order_of_layers_and_ends_with_paper(client):
    text = client.get(stylesheet.address()).content.decode()

    assert text.index("@layer tokens, base, layout") < text.index("{")
    assert text.rindex("@layer print") > text.rindex("@layer components")


def test_a_former_address_leads_to_the_present_one(client):
    answer = client.get("/style/former.css")

    assert (answer.status_code, answer.url) == (302, stylesheet.address())


def test_the_address_moves_when_a_sheet_changes(settings, monkeypatch, tmp_path):
    settings.DEBUG = True
    for sheet in stylesheet.sheets():
        copy = tmp_path / sheet.relative_to(stylesheet.FOLDER)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(sheet.read_bytes())
    monkeypatch.setattr(stylesheet, "FOLDER", tmp_path)
    before = stylesheet.address()

    (tmp_path / "components" / "zebra.css").write_text("@layer components { .zebra { order: 1; } }")

    assert stylesheet.address() != before


def test_the_typeface_comes_from_the_portal_itself(client):
    text = client.get(stylesheet.address()).content.decode()
    page = client.get("/welcome/").content.decode()

    assert "static:" not in text
    for early in re.findall(r'<link rel="preload" href="([^"]+)"', page):
        assert f'url("{early}")' in text
