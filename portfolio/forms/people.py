"""What is asked about people, teams and the organisation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import Cadence, Role
from portfolio.forms.fields import CurrencyField, EmailField, TimeZoneField
from portfolio.models import Team, User


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(label=_("Your name"), max_length=200)


class MailForm(forms.Form):
    """Whether notices come by mail too."""

    wants_mail = forms.BooleanField(
        label=_("Mail me what is new for me"),
        required=False,
        help_text=_(
            "Asks for you, answers to yours, dates that move. They stand at home either way."
        ),
    )


class TokenForm(forms.Form):
    """What a key to the API is for."""

    label = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("Nightly spreadsheet")}),
    )


class PersonForm(forms.Form):
    """A person to add."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = EmailField(label=_("Work e-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER)
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"),
        queryset=Team.objects.order_by("name", "pk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class StandingForm(forms.Form):
    """What a person is to the organisation, and whether they are still here."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class TeamForm(forms.Form):
    """A team, with its rhythm and its own words."""

    name = forms.CharField(label=_("Name"), max_length=200)
    cadence = forms.ChoiceField(
        label=_("Checks in"), choices=Cadence.choices, initial=Cadence.WEEKLY
    )


class MembershipForm(forms.Form):
    """Somebody to put on a team."""

    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="email",
    )
    is_lead = forms.BooleanField(label=_("Leads the team"), required=False)


class OrganisationForm(forms.Form):
    """The organisation's details."""

    name = forms.CharField(label=_("Name"), max_length=200)
    time_zone = TimeZoneField()
    currency = CurrencyField()
