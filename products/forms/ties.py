"""A line to a team on what its work could be tied to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.forms.once import OnceForm
from products.actions.ties import MOST


class TieForm(OnceForm):
    """What somebody suggests."""

    wording = forms.CharField(
        label=_("Your line to the team"),
        help_text=_("What could it be tied to, and why? The team decides."),
        max_length=MOST,
        widget=forms.TextInput(attrs={"class": "in", "maxlength": MOST}),
    )
