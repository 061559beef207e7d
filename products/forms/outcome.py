"""What an outcome means: defined, and defined anew."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pmo_portal.lib.vocabulary import Ambition, Cadence, MeasureKind
from portfolio.forms.definition import AmountField, DefinitionForm
from portfolio.models import Objective, User
from products.actions import outcomes
from products.actions.refusals import Refusal
from products.forms.fields import DayField, MeasuredField

SPARE_STEPS, MOST_STEPS = 3, 40
EXPLAINED: dict[str, Promise] = {
    MeasureKind.INCREASE: _("From where it stands up to a target: 61% of claims, 75% wanted."),
    MeasureKind.DECREASE: _("From where it stands down to a target: 12 minutes, 8 wanted."),
    MeasureKind.AT_LEAST: _("A level to hold: never under 99.5% available."),
    MeasureKind.AT_MOST: _("A level not to pass: never over 2% complaints."),
    MeasureKind.WITHIN_RANGE: _("Between two bounds: 70 to 85% of capacity used."),
    MeasureKind.MILESTONE: _("Reached or not: the licence is granted. 1 means reached."),
}


class OutcomeForm(DefinitionForm):
    """The definition of an outcome. `step-…` fields are the phased targets, some rows spare.

    `kept` is the objective that stands where the person may not see it; it stays unless they
    choose another. `people` are those who may own it.
    """

    refused_in: ClassVar[dict[type[Refusal], str]] = {
        outcomes.NeedsAName: "name",
        outcomes.TargetEqualsBaseline: "target",
        outcomes.TargetPointsTheOtherWay: "target",
        outcomes.RangeOutOfOrder: "target_upper",
        outcomes.TargetBeforeBaseline: "target_on",
        outcomes.RetargetNeedsReason: "reason",
    }

    name = forms.CharField(
        label=_("What should become different?"),
        max_length=500,
        help_text=_("A change others can see, not the work for it."),
        error_messages={"required": outcomes.NeedsAName.sentence},
    )
    objective = forms.ChoiceField(label=_("Objective it serves"), required=False)
    measure_kind = forms.ChoiceField(
        label=_("How is it measured?"),
        choices=MeasureKind.choices,
        widget=forms.RadioSelect,
        initial=MeasureKind.INCREASE,
    )
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=60, help_text=_("%, minutes, claims a week")
    )
    baseline = MeasuredField(
        label=_("It starts at"), widget=forms.TextInput({"inputmode": "decimal"})
    )
    baseline_on = DayField(label=_("Start day"))
    target = MeasuredField(label=_("Target"), widget=forms.TextInput({"inputmode": "decimal"}))
    target_upper = MeasuredField(
        label=_("Upper bound"), widget=forms.TextInput({"inputmode": "decimal"})
    )
    target_on = DayField(label=_("Target day"))
    weight = AmountField(
        label=_("Weight"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        initial=Decimal(1),
        help_text=_("Beside the other outcomes of this product; 1 is usual."),
    )
    ambition = forms.ChoiceField(
        label=_("Promise"), choices=Ambition.choices, initial=Ambition.COMMITTED
    )
    owner = forms.ChoiceField(
        label=_("Who keeps an eye on it?"),
        required=False,
        help_text=_("Your team sees the name; everybody else sees the product."),
    )
    cadence = forms.ChoiceField(
        label=_("How often is it read?"),
        choices=[("", _("As often as the team checks in")), *Cadence.choices],
        required=False,
        help_text=_(
            "Once all work for it has ended, the team is asked for a reading only this often,"
            " until the outcome is closed."
        ),
    )
    source = forms.CharField(label=_("Where its values come from"), required=False, max_length=300)
    reason = forms.CharField(
        label=_("Why does the target move?"),
        required=False,
        max_length=500,
        help_text=_(
            "One line, once a start or target that stood moves. It stays beside the old one."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        objectives: list[Objective],
        kept: Objective | None = None,
        people: list[User],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.objectives = objectives
        self.kept = kept
        self.people = people
        self.is_level = False
        choices = [(o.slug, f"{o.code} {o.title}".strip()) for o in objectives]
        self.fields["objective"].choices = [("", _("No objective yet")), *choices]  # type: ignore[attr-defined]
        owners = [(str(person.pk), str(person)) for person in people]
        self.fields["owner"].choices = [("", _("Nobody in particular")), *owners]  # type: ignore[attr-defined]
        unit = (data or {}).get("unit") or self.initial.get("unit", "")
        for name in ("baseline", "target", "target_upper"):
            self.fields[name].unit = unit  # type: ignore[attr-defined]
        self.step_count = _rows(data if data is not None else self.initial)
        for n in range(self.step_count):
            self.fields[f"step-{n}-on"] = DayField(label=_("Day of step %(n)s") % {"n": n + 1})
            self.fields[f"step-{n}-value"] = MeasuredField(
                label=_("Value of step %(n)s") % {"n": n + 1},
                unit=unit,
                widget=forms.TextInput({"inputmode": "decimal"}),
            )

    def clean(self) -> dict[str, Any]:
        """Check that each step has a day and a value."""
        cleaned: dict[str, Any] = super().clean() or {}
        for n in range(self.step_count):
            on, value = cleaned.get(f"step-{n}-on"), cleaned.get(f"step-{n}-value")
            if (on is None) != (value is None) and not self._is_wrong(n):
                self.add_error(f"step-{n}-value", _now("A step has a day and a value."))
        return cleaned

    def words(self) -> dict[str, Any]:
        """Return the arguments of `define_outcome`."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "objective": {o.slug: o for o in self.objectives}.get(said["objective"], self.kept),
            "target": outcomes.Target(
                kind=MeasureKind(said["measure_kind"]),
                unit=said["unit"],
                baseline=said["baseline"],
                baseline_on=said["baseline_on"],
                value=said["target"],
                upper=said["target_upper"] if self._is_range else None,
                on=said["target_on"],
                steps=sorted(self._steps()),
            ),
            "weight": said["weight"],
            "ambition": Ambition(said["ambition"]),
            "owner": {str(p.pk): p for p in self.people}.get(said["owner"]),
            "cadence": said["cadence"],
            "source": said["source"],
        }

    def refuse(self, refusal: Refusal) -> None:
        """Show what an action refused; a level as target is answered with a way to hold it."""
        super().refuse(refusal)
        self.is_level = isinstance(refusal, outcomes.TargetEqualsBaseline)

    @property
    def kinds(self) -> list[tuple[Any, Promise]]:
        """The kinds of measure to choose from, each with its explanation."""
        choices: Any = self["measure_kind"]
        return [(choice, EXPLAINED[choice.data["value"]]) for choice in choices]

    @property
    def steps(self) -> list[tuple[BoundField, BoundField]]:
        """The rows of phased targets: day and value."""
        return [(self[f"step-{n}-on"], self[f"step-{n}-value"]) for n in range(self.step_count)]

    @property
    def has_steps(self) -> bool:
        """Whether a phased target is written in."""
        return any(field.value() for row in self.steps for field in row)

    @property
    def _is_range(self) -> bool:
        return self.cleaned_data["measure_kind"] == MeasureKind.WITHIN_RANGE

    def _steps(self) -> Iterator[tuple[date, Decimal]]:
        for n in range(self.step_count):
            if (on := self.cleaned_data[f"step-{n}-on"]) is not None:
                yield on, self.cleaned_data[f"step-{n}-value"]

    def _is_wrong(self, n: int) -> bool:
        return f"step-{n}-on" in self.errors or f"step-{n}-value" in self.errors

    def _like(self, data: Any) -> Self:
        return type(self)(data, objectives=self.objectives, kept=self.kept, people=self.people)


def outcome_words(outcome: Any, *, objectives: list[Objective]) -> dict[str, Any]:
    """Return what the form shows of an outcome, or of a version of it."""
    columns = ("name", "measure_kind", "unit", "baseline", "baseline_on", "target", "target_upper")
    more = ("target_on", "weight", "ambition", "cadence", "source")
    words = {column: getattr(outcome, column) for column in (*columns, *more)}
    words["objective"] = {o.pk: o.slug for o in objectives}.get(outcome.objective_id, "")
    words["owner"] = str(outcome.owner_id or "")
    for n, step in enumerate(outcome.target_steps):
        words[f"step-{n}-on"] = date.fromisoformat(step["on"])
        words[f"step-{n}-value"] = Decimal(str(step["value"]))
    return words


def _rows(filled: Any) -> int:
    taken = [
        n for n in range(MOST_STEPS) if filled.get(f"step-{n}-on") or filled.get(f"step-{n}-value")
    ]
    return max(taken, default=-1) + 1 + SPARE_STEPS
