"""The shapes in which the API shows products and what belongs to them."""

from typing import Any

from rest_framework import serializers

from portfolio.serializers import by_slug
from products import permissions
from products.models import (
    Answer,
    Ask,
    CheckIn,
    Decision,
    Dependency,
    Initiative,
    InitiativeLine,
    Outcome,
    OutcomeLine,
    Product,
    Reading,
)


def by_public_id(*, may_be_missing: bool = False) -> Any:
    """Return a field that shows the public id of what it points to."""
    return serializers.SlugRelatedField(
        slug_field="public_id", read_only=True, allow_null=may_be_missing
    )


class ProductSerializer(serializers.ModelSerializer):
    """A product, where it belongs and who owns it."""

    id = serializers.CharField(source="public_id")
    portfolio = by_slug()
    team = by_slug()

    class Meta:
        model = Product
        fields = [
            "id",
            "slug",
            "name",
            "portfolio",
            "team",
            "stage",
            "purpose",
            "links",
            "order",
            "known_at",
        ]


class OutcomeSerializer(serializers.ModelSerializer):
    """An outcome's definition; values are in its own unit.

    `owner` is the e-mail of who keeps an eye on it, shown to the team alone.
    """

    id = serializers.CharField(source="public_id")
    product = by_slug()
    objective = by_slug(may_be_missing=True)
    owner = serializers.SerializerMethodField()

    class Meta:
        model = Outcome
        fields = [
            "id",
            "name",
            "product",
            "objective",
            "measure_kind",
            "unit",
            "baseline",
            "baseline_on",
            "target",
            "target_upper",
            "target_on",
            "target_steps",
            "weight",
            "ambition",
            "owner",
            "cadence",
            "source",
            "closed_as",
            "closed_on",
            "learned",
            "absent_reasons",
            "unlisted_on",
            "known_at",
        ]

    def get_owner(self, outcome: Outcome) -> str | None:
        """Return the e-mail for those on the team, nothing for everybody else."""
        viewer = self.context.get("viewer")
        is_theirs = viewer is not None and outcome.product.team_id in viewer.team_ids
        return outcome.owner.email if is_theirs and outcome.owner else None


class InitiativeSerializer(serializers.ModelSerializer):
    """An initiative with its dates; `first_promised_on` is the first due day."""

    id = serializers.CharField(source="public_id")
    product = by_slug()

    class Meta:
        model = Initiative
        fields = [
            "id",
            "title",
            "product",
            "hypothesis",
            "stage",
            "kind",
            "category",
            "effort",
            "started_on",
            "due_on",
            "first_promised_on",
            "finished_on",
            "external_link",
            "stop_reason",
            "absent_reasons",
            "unlisted_on",
            "known_at",
        ]


class ReadingSerializer(serializers.ModelSerializer):
    """A reading: a value, or the reason why there is none."""

    id = serializers.CharField(source="public_id")
    outcome = by_public_id()
    supersedes = by_public_id(may_be_missing=True)

    class Meta:
        model = Reading
        fields = [
            "id",
            "outcome",
            "observed_on",
            "value",
            "no_value_reason",
            "source",
            "supersedes",
            "correction_reason",
            "known_at",
            "recorded_at",
        ]


class OutcomeLineSerializer(serializers.ModelSerializer):
    """What a check-in says of an outcome."""

    outcome = by_public_id()
    reading = by_public_id(may_be_missing=True)

    class Meta:
        model = OutcomeLine
        fields = ["outcome", "reading", "confidence", "note"]


class InitiativeLineSerializer(serializers.ModelSerializer):
    """What a check-in says of an initiative; `said` is the source's own rating."""

    initiative = by_public_id()

    class Meta:
        model = InitiativeLine
        fields = ["initiative", "health", "due_moved_to", "said", "said_by", "note"]


class CheckInSerializer(serializers.ModelSerializer):
    """A team's word on a product for one period."""

    id = serializers.CharField(source="public_id")
    product = by_slug()
    supersedes = by_public_id(may_be_missing=True)
    outcomes = OutcomeLineSerializer(source="outcome_lines", many=True)
    initiatives = InitiativeLineSerializer(source="initiative_lines", many=True)

    class Meta:
        model = CheckIn
        fields = [
            "id",
            "product",
            "period_start",
            "health",
            "confidence",
            "what_changed",
            "said",
            "source",
            "supersedes",
            "outcomes",
            "initiatives",
            "known_at",
            "recorded_at",
        ]


class AnswerSerializer(serializers.ModelSerializer):
    """A word on an ask."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = Answer
        fields = ["id", "kind", "wording", "known_at"]


class AskSerializer(serializers.ModelSerializer):
    """Help wanted, with the answers so far."""

    id = serializers.CharField(source="public_id")
    product = by_slug()
    to_team = by_slug(may_be_missing=True)
    answers = AnswerSerializer(many=True)

    class Meta:
        model = Ask
        fields = [
            "id",
            "product",
            "kind",
            "wording",
            "to_team",
            "to_role",
            "needed_by",
            "answers",
            "known_at",
            "recorded_at",
        ]


class DependencySerializer(serializers.ModelSerializer):
    """What an initiative needs; `confirmed` and `promised_on` are the other side's word.

    What is needed is empty where the reader may not see it.
    """

    id = serializers.CharField(source="public_id")
    initiative = by_public_id()
    needs_product = serializers.SerializerMethodField()
    needs_initiative = serializers.SerializerMethodField()

    class Meta:
        model = Dependency
        fields = [
            "id",
            "initiative",
            "needs_product",
            "needs_initiative",
            "wording",
            "needed_by",
            "confirmed",
            "promised_on",
            "ended_on",
            "known_at",
        ]

    def get_needs_product(self, dependency: Dependency) -> str | None:
        """Return the slug of the product that is needed, be it for one of its initiatives."""
        needed = dependency.needs_initiative
        product = needed.product if needed else dependency.needs_product
        return product.slug if product and self._is_seen(product) else None

    def get_needs_initiative(self, dependency: Dependency) -> str | None:
        """Return the id of the initiative that is needed."""
        needed = dependency.needs_initiative
        return needed.public_id if needed and self._is_seen(needed.product) else None

    def _is_seen(self, product: Product) -> bool:
        return permissions.can_see(self.context["request"].user, product)


class DecisionSerializer(serializers.ModelSerializer):
    """What was decided and why; it may answer an ask."""

    id = serializers.CharField(source="public_id")
    product = by_slug(may_be_missing=True)
    objective = by_slug(may_be_missing=True)
    ask = by_public_id(may_be_missing=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "product",
            "objective",
            "ask",
            "what",
            "why",
            "decided_on",
            "known_at",
            "recorded_at",
        ]
