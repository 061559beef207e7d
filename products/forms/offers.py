"""Offers: made by the portfolio office, answered by a team."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import OfferState
from portfolio.forms.definition import DefinitionForm
from portfolio.forms.once import OnceForm
from portfolio.models import Playbook, Team
from products.actions import offers
from products.actions.refusals import Refusal

ANSWERS = [(one.value, one.label) for one in (OfferState.ACCEPTED, OfferState.DECLINED)]


class OfferForm(OnceForm):
    """Help to offer a team. Without a choice of teams the offer goes to the one of the product."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        offers.OfferNeedsWords: "message",
        offers.OfferOfAnotherTeam: "team",
    }
    use_required_attribute = False

    about = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)
    team = forms.ChoiceField(
        label=_("Team"), error_messages={"required": _("Choose the team you offer it to.")}
    )
    message = forms.CharField(
        label=_("What do you offer?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences, as you would say them to the team."),
        error_messages={"required": offers.OfferNeedsWords.sentence},
    )
    evidence = forms.CharField(
        label=_("What made you think of it?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The page you came from goes along as a link, as it is known on its day."),
    )
    playbook = forms.ChoiceField(label=_("Playbook that goes with it"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        teams: list[Team],
        playbooks: list[Playbook],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.teams = {one.slug: one for one in teams}
        self.playbooks = {one.slug: one for one in playbooks}
        to: Any = self.fields["team"]
        to.choices = [
            ("", _("Choose one")),
            *[(slug, one.name) for slug, one in self.teams.items()],
        ]
        if len(self.teams) == 1:
            to.choices = to.choices[1:]
        given: Any = self.fields["playbook"]
        titles = [(slug, one.title) for slug, one in self.playbooks.items()]
        given.choices = [("", _("None")), *titles]

    def refuse(self, refusal: Refusal) -> None:
        """Show what the action refused beside the field it is about."""
        self.add_error(self.refused_in.get(type(refusal)), str(refusal))

    def words(self) -> dict[str, Any]:
        """Return the arguments of `offer_help` but for the evidence."""
        said = self.cleaned_data
        return {
            "team": self.teams[said["team"]],
            "message": said["message"],
            "playbook": self.playbooks.get(said["playbook"]),
        }


class OfferAnswerForm(DefinitionForm):
    """A team's word on an offer. Words are welcome and never needed."""

    prefix = "answer"

    state = forms.ChoiceField(choices=ANSWERS, widget=forms.HiddenInput)
    reply = forms.CharField(
        label=_("A word to it, if you like"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Declining needs no reason and has no consequence."),
    )


class OfferChangeForm(DefinitionForm):
    """What a team says an offer changed."""

    prefix = "change"

    changed = forms.CharField(
        label=_("What did it change?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Also when it changed nothing: others learn from that."),
        error_messages={"required": _("Write a line on what it changed, or did not.")},
    )


class OfferWithdrawForm(DefinitionForm):
    """One's own offer to take back: nothing to say, but the edition in sight."""

    prefix = "withdraw"
