"""What scripts send to define an outcome or an initiative, or to change one in part."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from pmo_portal.lib.vocabulary import (
    Ambition,
    Cadence,
    Closure,
    InitiativeStage,
    MeasureKind,
    WorkKind,
)
from portfolio.forms.fields import YEARS
from portfolio.models import Objective, User
from products.actions.outcomes import Target
from products.api.shapes import Strict
from products.models import Initiative, Outcome
from products.queries.teams import people_of

TARGET = {"kind": "measure_kind", "value": "target", "upper": "target_upper", "on": "target_on"}


class Day(serializers.DateField):
    """A day within the years the portal knows."""

    def to_internal_value(self, data: Any) -> date:
        """Return the day. Raises ValidationError on one out of reach."""
        day = super().to_internal_value(data)
        if day.year not in YEARS:
            raise serializers.ValidationError(_("Choose a day between 1990 and 2199."))
        return day


class StepShape(Strict):
    """A value wanted on a day on the way."""

    on = Day()
    value = serializers.DecimalField(24, 6)


class OutcomeShape(Strict):
    """An outcome, read as often as its team checks in where `cadence` is "".

    `owner` is the e-mail of somebody of the team. `reason` says why a target moves; `closed_as`
    ends it, "" opens it again.
    """

    name = serializers.CharField(max_length=500)
    objective = serializers.SlugRelatedField(
        slug_field="slug", queryset=Objective.objects.none(), required=False, allow_null=True
    )
    measure_kind = serializers.ChoiceField(choices=MeasureKind.choices, required=False)
    unit = serializers.CharField(max_length=60, required=False, allow_blank=True)
    baseline = serializers.DecimalField(24, 6, required=False, allow_null=True)
    baseline_on = Day(required=False, allow_null=True)
    target = serializers.DecimalField(24, 6, required=False, allow_null=True)
    target_upper = serializers.DecimalField(24, 6, required=False, allow_null=True)
    target_on = Day(required=False, allow_null=True)
    target_steps = StepShape(many=True, required=False, max_length=40)  # type: ignore[call-arg]  # many=True takes it
    weight = serializers.DecimalField(8, 2, min_value=Decimal(0), required=False)
    ambition = serializers.ChoiceField(choices=Ambition.choices, required=False)
    owner = serializers.SlugRelatedField(
        slug_field="email", queryset=User.objects.none(), required=False, allow_null=True
    )
    cadence = serializers.ChoiceField(choices=Cadence.choices, required=False, allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]  # a field named like an option
        max_length=300, required=False, allow_blank=True
    )
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; of objectives and people only those in reach can be named."""
        fields = super().get_fields()
        if "viewer" in self.context:  # the description of the API is drawn for nobody
            objective: Any = fields["objective"]
            objective.queryset = Objective.objects.visible_to(self.context["viewer"])
        if "product" in self.context:
            owner: Any = fields["owner"]
            owner.queryset = people_of(self.context["product"].team)
        return fields

    def words(self, onto: Outcome) -> dict[str, Any]:
        """Return the arguments of `define_outcome`: what was sent, on top of what stands."""
        said = self.validated_data
        columns = ("name", "objective", "weight", "ambition", "owner", "cadence", "source")
        words = {column: said.get(column, getattr(onto, column)) for column in columns}
        parts = {part: part for part in ("unit", "baseline", "baseline_on")} | TARGET
        target = {part: said.get(column, getattr(onto, column)) for part, column in parts.items()}
        return {**words, "target": Target(**target, steps=self._steps(onto))}

    def _steps(self, onto: Outcome) -> list[tuple[date, Decimal]]:
        sent = self.validated_data.get("target_steps")
        if sent is None:
            return [
                (date.fromisoformat(step["on"]), Decimal(str(step["value"])))
                for step in onto.target_steps
            ]
        return sorted((step["on"], step["value"]) for step in sent)


class OutcomeEndShape(Strict):
    """How an outcome ended, with what was learned; closed as "" it is open again."""

    closed_as = serializers.ChoiceField(choices=Closure.choices, allow_blank=True)
    closed_on = Day(required=False)
    learned = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class MoveShape(Strict):
    """An outcome an initiative is meant to move; the expected share is in per cent."""

    outcome = serializers.SlugRelatedField(slug_field="public_id", queryset=Outcome.objects.none())
    expected_share = serializers.DecimalField(
        5, 2, min_value=Decimal(0), max_value=Decimal(100), required=False, allow_null=True
    )

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; only an outcome the sender may see can be named."""
        fields = super().get_fields()
        if "viewer" in self.context:  # the description of the API is drawn for nobody
            outcome: Any = fields["outcome"]
            outcome.queryset = Outcome.objects.visible_to(self.context["viewer"])
        return fields


class InitiativeShape(Strict):
    """An initiative. `reason` says why the due day moves; `moves` names all it should move."""

    title = serializers.CharField(max_length=500)
    hypothesis = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    stage = serializers.ChoiceField(
        choices=[s for s in InitiativeStage.choices if s[0] not in ("done", "stopped")],
        required=False,
    )
    kind = serializers.ChoiceField(choices=WorkKind.choices, required=False, allow_blank=True)
    effort = serializers.DecimalField(10, 2, min_value=Decimal(0), required=False, allow_null=True)
    started_on = Day(required=False, allow_null=True)
    due_on = Day(required=False, allow_null=True)
    external_link = serializers.URLField(max_length=1000, required=False, allow_blank=True)
    moves = MoveShape(many=True, required=False, max_length=200)  # type: ignore[call-arg]  # many=True takes it
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)

    def words(self, onto: Initiative) -> dict[str, Any]:
        """Return the arguments of `start_initiative`: what was sent, on top of what stands."""
        said = self.validated_data
        columns = ("title", "hypothesis", "stage", "effort", "started_on", "due_on")
        words = {column: said.get(column, getattr(onto, column)) for column in columns}
        words["kind"] = said.get("kind", onto.kind) or None
        words["external_link"] = said.get("external_link", onto.external_link)
        return {**words, "moves": self._moves(onto)}

    def _moves(self, onto: Initiative) -> Mapping[Outcome, Decimal | None]:
        sent = self.validated_data.get("moves")
        if sent is not None:
            return {move["outcome"]: move.get("expected_share") for move in sent}
        if onto.pk is None:
            return {}
        ties = onto.contributions.standing().select_related("outcome")
        return {tie.outcome: tie.expected_share for tie in ties}


class InitiativeEndShape(Strict):
    """How an initiative ended: done, or stopped on purpose for a reason."""

    stage = serializers.ChoiceField(
        choices=[s for s in InitiativeStage.choices if s[0] in ("done", "stopped")]
    )
    finished_on = Day(required=False)
    stop_reason = serializers.CharField(max_length=5000, required=False, allow_blank=True)
