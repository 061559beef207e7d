"""A playbook: what helps, when, and how to start."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.forms.definition import DefinitionForm

COLUMNS = ("title", "helps_when", "how_to_start")


class PlaybookForm(DefinitionForm):
    """What a playbook says."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("What it does for a team, rather than the name of a method."),
        error_messages={"required": _("Give it a title that says what it does for a team.")},
    )
    helps_when = forms.CharField(
        label=_("When does it help?"),
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What a team would notice: numbers stand still, everybody waits for somebody."),
        error_messages={"required": _("Say in a line when it helps, so that teams find it.")},
    )
    how_to_start = forms.CharField(
        label=_("How does one start?"),
        max_length=10000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("The first steps, one a line. What can be done this week?"),
        error_messages={"required": _("Write down the first step at least.")},
    )

    def words(self) -> dict[str, Any]:
        """Return what it says, as the actions take it."""
        return {column: self.cleaned_data[column] for column in COLUMNS}

    def _like(self, data: Any) -> Self:
        return type(self)(data)


def playbook_words(playbook: Any) -> dict[str, Any]:
    """Return what the form shows of a playbook, or of a version of it."""
    return {column: getattr(playbook, column) for column in COLUMNS}
