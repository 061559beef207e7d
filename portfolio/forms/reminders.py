"""How a person wants to be reminded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import Reminders
from portfolio.models import User


class RemindersForm(forms.Form):
    """One mail for each product, one for all, or none; and a pause."""

    reminders = forms.ChoiceField(
        label=_("When a check-in of yours is due"),
        choices=Reminders.choices,
        widget=forms.RadioSelect,
    )
    paused_until = forms.DateField(
        label=_("No reminders before"),
        required=False,
        help_text=_("Your holiday, for example. Leave it empty for no pause."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        stands = {"reminders": user.reminders, "paused_until": user.reminders_paused_until}
        super().__init__(data, initial=stands)
