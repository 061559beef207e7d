"""The style sheets: all linked once, colours named, every tone with its tokens."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from pmo_portal.lib import stylesheet
from pmo_portal.lib.vocabulary import Health

STATIC = Path(settings.BASE_DIR, "static")
TEMPLATES = Path(settings.BASE_DIR, "templates")
SHEETS = sorted(STATIC.glob("css/**/*.css"))
TOKENS = (STATIC / "css/tokens.css").read_text("utf-8")


def test_every_sheet_is_part_of_the_one_that_is_served():
    assert sorted(stylesheet.sheets()) == SHEETS


def test_colours_are_written_only_among_the_tokens():
    hex_colour = re.compile(r"#[0-9a-fA-F]{3,8}\b")
    found = {sheet.name: hex_colour.findall(sheet.read_text("utf-8")) for sheet in SHEETS}
    del found["tokens.css"]
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_every_name_used_is_a_token_or_defined_in_its_own_family_of_sheets():
    set_by_script = {
        name
        for script in STATIC.glob("js/*.js")
        for name in re.findall(r'setProperty\("(--[\w-]+)"', script.read_text("utf-8"))
    }
    defined = set(re.findall(r"(--[\w-]+):", TOKENS)) | set_by_script
    families: dict[str, str] = {}
    for sheet in SHEETS:
        family = sheet.stem.partition("_")[0]
        families[family] = families.get(family, "") + sheet.read_text("utf-8")
    unknown = {
        family: used
        for family, text in families.items()
        if (used := _used(text) - defined - set(re.findall(r"(--[\w-]+):", text)))
    }
    assert unknown == {}


def _used(text: str) -> set[str]:
    return set(re.findall(r"var\((--[\w-]+)", text))


@pytest.mark.parametrize("health", Health.values)
def test_every_health_has_a_glyph_and_its_tokens(health):
    assert f'[data-tone="{health}"]' in TOKENS
    assert {f"--{health}", f"--{health}-text", f"--{health}-tint"} <= set(
        re.findall(r"(--[\w-]+):", TOKENS)
    )
    assert f'id="g-{health}"' in (TEMPLATES / "components/glyphs.html").read_text("utf-8")


def test_every_tone_drawn_has_its_tokens():
    sources = [*SHEETS, *STATIC.glob("js/*.js"), *TEMPLATES.glob("**/*.html")]
    tones = {
        tone
        for source in sources
        for tone in re.findall(r'data-tone="(\w+)"', source.read_text("utf-8"))
    }
    assert tones - set(Health.values) == set()


def test_sheets_named_in_an_order_exist():
    named = {stylesheet.FOLDER / "components" / f"{name}.css" for name in stylesheet.ORDER}

    assert named - set(SHEETS) == set()
