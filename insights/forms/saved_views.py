"""What is said of a view that is kept."""

from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.translation import gettext_lazy as _

from insights.dashboards.saved_views import question_of
from pmo_portal.lib.vocabulary import ViewPage
from portfolio.forms.once import OnceForm

LONGEST_QUERY = 2000


class NamedForm(OnceForm):
    """The name of a view, and whether others see it."""

    name = forms.CharField(label=_("Name"), max_length=100)
    is_shared = forms.BooleanField(label=_("Share it with everyone"), required=False)


class SaveViewForm(NamedForm):
    """A question to keep. Days are kept only where they are pinned; others move with the clock."""

    page = forms.ChoiceField(choices=ViewPage, widget=forms.HiddenInput)
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    is_default = forms.BooleanField(label=_("Open the portfolio with it"), required=False)
    is_pinned = forms.BooleanField(label=_("Keep to the days shown"), required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was said, the question in one order and without its days unless pinned."""
        said = super().clean() or {}
        parameters = dict(parse_qsl(said.get("query", "")))
        said["query"] = question_of(parameters, with_days=said.get("is_pinned", False))
        return said
