"""How an outcome or an initiative ends, with what was learned and without blame."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import Closure, InitiativeStage
from portfolio.forms.definition import DefinitionForm
from products.actions import initiatives
from products.actions.refusals import Refusal
from products.forms.fields import DayField

ENDS = (
    (InitiativeStage.DONE, _("It is done")),
    (InitiativeStage.STOPPED, _("We stop it on purpose")),
)


class EndForm(DefinitionForm):
    """The last day; today unless another is given."""

    on = DayField(label=_("Last day"))

    def clean_on(self) -> Any:
        """Return the day, the one filled in where none was given."""
        return self.cleaned_data["on"] or self.initial["on"]


class OutcomeEndForm(EndForm):
    """How an outcome ended."""

    closed_as = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Closure.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    learned = forms.CharField(
        label=_("What was learned?"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "What would you tell a team that starts on this? It stays readable for everyone."
        ),
        error_messages={"required": _("Write a line on what was learned, also when it went well.")},
    )

    field_order = ("closed_as", "on", "learned")

    def words(self) -> dict[str, Any]:
        """Return the arguments of `close_outcome`."""
        said = self.cleaned_data
        return {
            "closed_as": Closure(said["closed_as"]),
            "closed_on": said["on"],
            "learned": said["learned"],
        }


class InitiativeEndForm(EndForm):
    """How an initiative ended."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {initiatives.StopNeedsReason: "reason"}

    stage = forms.ChoiceField(
        label=_("How did it end?"),
        choices=ENDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    reason = forms.CharField(
        label=_("Why, if it stops"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "What you know now that you did not know before. Stopping on purpose frees people"
            " for what matters more; others learn from it."
        ),
    )

    field_order = ("stage", "on", "reason")
