"""A team's line on a sentence of the report."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    """One line, for one team, on one sentence."""

    key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    team = forms.SlugField(max_length=80, widget=forms.HiddenInput)
    wording = forms.CharField(
        label=_("Your line, beside this sentence"), max_length=280, required=False
    )
