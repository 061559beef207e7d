"""What a team does about its outcomes: started, and planned anew."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from portfolio.forms.definition import AmountField, DefinitionForm
from products.actions import initiative_edits, initiatives
from products.actions.refusals import Refusal
from products.forms.fields import DayField
from products.models import Outcome

STAGES = [(s.value, s.label) for s in InitiativeStage if s not in initiatives.ENDED]


@dataclass(frozen=True)
class ServedRow:
    """An outcome the initiative may be meant to move."""

    outcome: Outcome
    serves: BoundField
    share: BoundField


class InitiativeForm(DefinitionForm):
    """The definition of an initiative. `serves-…` and `share-…` are named after outcomes' ids."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        initiatives.InitiativeNeedsATitle: "title",
        initiatives.DueBeforeStart: "due_on",
        initiatives.StopNeedsReason: "stage",
        initiative_edits.MoveNeedsReason: "reason",
    }

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=500,
        error_messages={"required": initiatives.InitiativeNeedsATitle.sentence},
    )
    hypothesis = forms.CharField(
        label=_("What do you believe?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Because of this work we expect … to change, and we will know by …"),
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES, initial=InitiativeStage.DELIVERY)
    kind = forms.ChoiceField(
        label=_("Kind of work"), required=False, choices=[("", _("Not said")), *WorkKind.choices]
    )
    effort = AmountField(
        label=_("Effort in person-months"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
    )
    started_on = DayField(label=_("First day"))
    due_on = DayField(label=_("Due day"))
    reason = forms.CharField(
        label=_("Why does the due day move?"),
        required=False,
        max_length=500,
        help_text=_("One line, once a promised day moves. The first promise is kept beside it."),
    )
    external_link = forms.URLField(
        label=_("Where the work is"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        help_text=_("A board, a repository, a plan."),
    )

    def __init__(
        self, data: Any = None, *, outcomes: list[Outcome], initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.outcomes = outcomes
        for outcome in outcomes:
            self.fields[f"serves-{outcome.public_id}"] = forms.BooleanField(
                label=outcome.name, required=False
            )
            self.fields[f"share-{outcome.public_id}"] = AmountField(
                label=_("Expected share of “%(name)s” in per cent") % {"name": outcome.name},
                required=False,
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
            )

    def clean(self) -> dict[str, Any]:
        """Check that a share belongs to an outcome that is served."""
        cleaned: dict[str, Any] = super().clean() or {}
        for outcome in self.outcomes:
            share = cleaned.get(f"share-{outcome.public_id}")
            if share is not None and not cleaned.get(f"serves-{outcome.public_id}"):
                said = _now("Tick the outcome, or leave the share empty.")
                self.add_error(f"share-{outcome.public_id}", said)
        return cleaned

    def words(self) -> dict[str, Any]:
        """Return the arguments of `start_initiative`."""
        said = self.cleaned_data
        columns = ("title", "hypothesis", "effort", "started_on", "due_on", "external_link")
        return {
            **{column: said[column] for column in columns},
            "stage": InitiativeStage(said["stage"]),
            "kind": WorkKind(said["kind"]) if said["kind"] else None,
            "moves": {
                outcome: said[f"share-{outcome.public_id}"]
                for outcome in self.outcomes
                if said[f"serves-{outcome.public_id}"]
            },
        }

    @property
    def served(self) -> list[ServedRow]:
        """The outcomes to tick, each with its share."""
        return [
            ServedRow(o, self[f"serves-{o.public_id}"], self[f"share-{o.public_id}"])
            for o in self.outcomes
        ]

    def _like(self, data: Any) -> Self:
        return type(self)(data, outcomes=self.outcomes)


def initiative_words(
    initiative: Any, *, outcomes: list[Outcome], shares: dict[int, Decimal | None]
) -> dict[str, Any]:
    """Return what the form shows of an initiative, or of a version of it, and of its ties."""
    columns = ("title", "hypothesis", "stage", "kind", "effort", "started_on", "due_on")
    words = {column: getattr(initiative, column) for column in (*columns, "external_link")}
    for outcome in outcomes:
        words[f"serves-{outcome.public_id}"] = outcome.pk in shares
        words[f"share-{outcome.public_id}"] = shares.get(outcome.pk)
    return words
