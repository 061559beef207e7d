"""What is asked to found an organisation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portfolio.forms.fields import CurrencyField, EmailField, TimeZoneField
from portfolio.models import User


class FoundingForm(forms.Form):
    """The organisation, and the person who looks after it first."""

    name = forms.CharField(label=_("Name of your organisation"), max_length=200)
    time_zone = TimeZoneField()
    currency = CurrencyField()
    admin_name = forms.CharField(label=_("Your name"), max_length=200)
    admin_email = EmailField(label=_("Your work e-mail"), max_length=254)
    admin_password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 15 characters. Four unrelated words are easy to remember."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check the password by the rules for everybody's."""
        cleaned = super().clean() or {}
        if "admin_password" in cleaned:
            person = User(email=cleaned.get("admin_email", ""), name=cleaned.get("admin_name", ""))
            try:
                validate_password(cleaned["admin_password"], person)
            except ValidationError as problem:
                self.add_error("admin_password", problem)
        return cleaned
