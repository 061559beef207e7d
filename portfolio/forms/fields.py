"""Fields that several forms ask for."""

from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

YEARS = range(1990, 2200)
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def time_zones() -> list[tuple[str, str]]:
    """Return the time zones to choose from, by region and city."""
    named = [zone for zone in available_timezones() if zone.split("/")[0] in REGIONS]
    return [(zone, zone.replace("_", " ")) for zone in ["UTC", *sorted(named)]]


class TimeZoneField(forms.ChoiceField):
    """A time zone; days begin and end in it."""

    def __init__(self) -> None:
        super().__init__(label=_("Time zone"), choices=time_zones, initial="UTC")


class CurrencyField(forms.CharField):
    """A currency, by its three letters."""

    default_validators = [
        RegexValidator(r"^[A-Z]{3}$", _("Write the three letters, such as EUR, GBP or USD."))
    ]

    def __init__(self) -> None:
        super().__init__(
            label=_("Currency"),
            max_length=3,
            initial="GBP",
            widget=forms.TextInput(attrs={"placeholder": "EUR", "autocapitalize": "characters"}),
        )

    def to_python(self, value: Any) -> str:
        """Return the letters in capitals."""
        return (super().to_python(value) or "").upper()


class EmailField(forms.EmailField):
    """An e-mail, in lower case as it is kept."""

    def to_python(self, value: Any) -> str:
        """Return the e-mail in lower case."""
        return (super().to_python(value) or "").lower()


class DayField(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "in"})
        options.setdefault("widget", widget)
        unreadable = _("This is not a day we can read. Write it like 2026-11-20 or 20/11/2026.")
        super().__init__(required=False, error_messages={"invalid": unreadable}, **options)

    def to_python(self, value: Any) -> date | None:
        """Return the day. Raises ValidationError that says how to write one."""
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(_("Choose a day between 1990 and 2199."), code="invalid")
        return day
