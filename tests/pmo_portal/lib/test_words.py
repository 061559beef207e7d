"""A team's own words, and the usual ones where it has none."""

import pytest

from pmo_portal.lib.words import USUAL, in_sentence, team_word
from tests import factories


@pytest.mark.parametrize("name", USUAL)
def test_without_a_team_the_usual_word_stands(name):
    assert team_word(None, name) == str(USUAL[name])


def test_a_team_is_shown_in_its_own_words(db):
    team = factories.team("Payments", outcome_word="Key result", outcome_words="Key results")

    assert [team_word(team, name) for name in USUAL] == [
        "Key result",
        "Key results",
        "Initiative",
        "Initiatives",
    ]


@pytest.mark.parametrize(
    ("word", "within"), [("Key results", "key results"), ("OKRs", "OKRs"), ("", "")]
)
def test_a_word_within_a_sentence_is_written_small_unless_an_acronym(word, within):
    assert in_sentence(word) == within
