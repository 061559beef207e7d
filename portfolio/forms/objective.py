"""Where we go: an objective, written down and put right."""

from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolio.actions import objectives as actions
from portfolio.actions.refusals import Refusal
from portfolio.forms.definition import AmountField, DefinitionForm
from portfolio.forms.fields import DayField
from portfolio.models import Objective, Portfolio, User
from portfolio.queries.portfolios import paths

COLUMNS = ("title", "code", "why", "period_start", "period_end", "intended_share")


class ObjectiveForm(DefinitionForm):
    """The definition of an objective. `kept` is what it serves where the person may not see it."""

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        actions.ObjectivePeriodEndsFirst: "period_end",
        actions.ServesItself: "parent",
    }

    title = forms.CharField(
        label=_("Where do we want to be?"),
        max_length=300,
        help_text=_("A state worth reaching, in one line: more customers stay because we help."),
        error_messages={"required": _("Give it a title that everyone will understand.")},
    )
    code = forms.CharField(
        label=_("Short tag"), max_length=20, required=False, help_text=_("Such as S1")
    )
    why = forms.CharField(
        label=_("Why does it matter?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )
    portfolio = forms.ChoiceField(label=_("Portfolio"), required=False)
    parent = forms.ChoiceField(
        label=_("Objective it serves"),
        required=False,
        error_messages={"invalid_choice": actions.ServesItself.sentence},
    )
    period_start = DayField(label=_("First day"))
    period_end = DayField(label=_("Last day"))
    intended_share = AmountField(
        label=_("Meant share of investment, in per cent"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("What is spent stands beside it. It informs and stops nothing."),
    )
    owner = forms.ChoiceField(
        label=_("Looked after by"),
        required=False,
        help_text=_("Its page shows the role, not the name."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        portfolios: list[Portfolio],
        objectives: list[Objective],
        people: list[User],
        kept: Objective | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.portfolios, self.objectives, self.people = portfolios, objectives, people
        self.kept = kept
        named = paths(portfolios)
        offered = {
            "portfolio": [(one.slug, named[one.pk]) for one in portfolios],
            "parent": [(one.slug, f"{one.code} {one.title}".strip()) for one in objectives],
            "owner": [(one.public_id, str(one)) for one in people],
        }
        empty = {
            "portfolio": _("The whole organisation"),
            "parent": _("None, it stands by itself"),
            "owner": _("Nobody in particular"),
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = [("", empty[name]), *choices]

    def words(self) -> dict[str, Any]:
        """Return what the objective says, as the actions take it."""
        said = self.cleaned_data
        portfolios = {one.slug: one for one in self.portfolios}
        objectives = {one.slug: one for one in self.objectives}
        return {
            **{column: said[column] for column in COLUMNS},
            "portfolio": portfolios.get(said["portfolio"]),
            "parent": objectives.get(said["parent"], self.kept),
            "owner": {one.public_id: one for one in self.people}.get(said["owner"]),
        }

    def _like(self, data: Any) -> Self:
        return type(self)(
            data,
            portfolios=self.portfolios,
            objectives=self.objectives,
            people=self.people,
            kept=self.kept,
        )


class ObjectiveEndForm(DefinitionForm):
    """From when on an objective is no longer worked towards; today unless another is given."""

    on = DayField(label=_("From this day on"))

    def clean_on(self) -> Any:
        """Return the day, the one filled in where none was given."""
        return self.cleaned_data["on"] or self.initial["on"]


def objective_words(
    objective: Any,
    *,
    portfolios: list[Portfolio],
    objectives: list[Objective],
    people: list[User],
) -> dict[str, Any]:
    """Return what the form shows of an objective, or of a version of it."""
    return {
        **{column: getattr(objective, column) for column in COLUMNS},
        "portfolio": {one.pk: one.slug for one in portfolios}.get(objective.portfolio_id, ""),
        "parent": {one.pk: one.slug for one in objectives}.get(objective.parent_id, ""),
        "owner": {one.pk: one.public_id for one in people}.get(objective.owner_id, ""),
    }
