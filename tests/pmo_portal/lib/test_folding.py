"""Words found whatever their case and accents."""

import re

import pytest

from pmo_portal.lib.folding import folded, pattern, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Crème BRÛLÉE", "creme brulee"),
        ("Łódź", "lodz"),
        ("STRASSE", "strasse"),
        ("Ελλάδα", "ελλαδα"),
    ],
)
def test_text_folds_to_its_plain_letters(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "Café", "cafè"])
def test_a_pattern_takes_a_word_in_any_guise(text):
    assert re.fullmatch(pattern("cafe"), text)


def test_a_pattern_takes_signs_for_what_they_are():
    assert re.fullmatch(pattern("50%.*["), "50%.*[")
    assert re.fullmatch(pattern("a.c"), "abc") is None


def test_words_are_few_and_printable():
    assert words_of(" One\x00two \n three ") == ["one", "two", "three"]
    assert len(words_of("word " * 50)) == 6
