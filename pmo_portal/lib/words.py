"""A team's own words for outcome and initiative, where a thing of one team is shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

USUAL = {
    "outcome": _("Outcome"),
    "outcomes": _("Outcomes"),
    "initiative": _("Initiative"),
    "initiatives": _("Initiatives"),
}
FIELDS = {
    "outcome": "outcome_word",
    "outcomes": "outcome_words",
    "initiative": "initiative_word",
    "initiatives": "initiative_words",
}


def team_word(team: Any, name: str) -> str:
    """Return what a team calls outcome, outcomes, initiative or initiatives.

    The usual word, in a capital as every label here, where the team has none or is not known.
    """
    return getattr(team, FIELDS[name], "") or str(USUAL[name])


def in_sentence(word: str) -> str:
    """Return a label as it stands within a sentence: in lower case, unless it is an acronym."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
