"""Which reports a person wants, in which form and when; and when reports appear at all."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from insights.queries.report_scopes import KINDS, ReportScope
from pmo_portal.lib.vocabulary import ReportForm


def weekday_choices(first: tuple[Any, Any] | None = None) -> list[tuple[Any, Any]]:
    """Return the days of the week, Monday first, after an entry of one's own."""
    return [*([first] if first else []), *WEEKDAYS.items()]


class SubscriptionForm(forms.Form):
    """One subscription. `scopes` are those on offer."""

    scope = forms.ChoiceField(label=_("Of"))
    form = forms.ChoiceField(
        label=_("As"), choices=ReportForm.choices, initial=ReportForm.MAIL, required=False
    )
    weekday = forms.TypedChoiceField(
        label=_("On"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=lambda: weekday_choices(("", _("the day it appears"))),
    )

    def __init__(self, *args: Any, scopes: Sequence[ReportScope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._named = {scope.key: scope for scope in scopes}
        by_kind = groupby(scopes, key=lambda scope: scope.kind)
        self.fields["scope"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (KINDS[kind], [(scope.key, scope.name) for scope in group]) for kind, group in by_kind
        ]

    def clean_scope(self) -> ReportScope:
        """Return what is named."""
        return self._named[self.cleaned_data["scope"]]

    def clean_form(self) -> str:
        """Fall back to a plain mail."""
        return self.cleaned_data["form"] or ReportForm.MAIL


class PublicationForm(forms.Form):
    """When reports appear, and by which weeks."""

    weekday = forms.TypedChoiceField(
        label=_("Reports appear on"), coerce=int, choices=lambda: weekday_choices()
    )
    hour = forms.TypedChoiceField(
        label=_("at"), coerce=int, choices=[(hour, f"{hour}:00") for hour in range(24)]
    )
    preview_hours = forms.IntegerField(
        label=_("Hours before that in which teams named in one see it"),
        min_value=0,
        max_value=144,
        help_text=_("They can add a line beside each sentence about them."),
    )
    first_weekday = forms.TypedChoiceField(
        label=_("A week begins on"), coerce=int, choices=lambda: weekday_choices()
    )
    first_month = forms.TypedChoiceField(
        label=_("Weeks are counted from"),
        coerce=int,
        choices=list(MONTHS.items()),
        help_text=_("January with Monday gives ISO weeks; another month a fiscal year."),
    )
    records_openings = forms.BooleanField(
        label=_("Keep who has opened a report"),
        required=False,
        help_text=_("Everyone then sees it equally. Otherwise nothing is kept."),
    )
