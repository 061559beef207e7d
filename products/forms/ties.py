"""A line to a team on what its work could be tied to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from products.actions.ties import MOST
from products.forms.once import OnceForm


class TieForm(OnceForm):
    """What somebody suggests."""

    wording = forms.CharField(
        label=_("Your line to the team"),
        help_text=_("What could it be tied to, and why? The team decides."),
        max_length=MOST,
        widget=forms.TextInput(attrs={"class": "in", "maxlength": MOST}),
    )
