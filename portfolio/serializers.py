"""The shapes in which the API shows people and strategy."""

from typing import Any

from rest_framework import serializers

from portfolio.models import Objective, Playbook, Portfolio, Team


def by_slug(*, may_be_missing: bool = False) -> Any:
    """Return a field that shows the slug of what it points to."""
    return serializers.SlugRelatedField(
        slug_field="slug", read_only=True, allow_null=may_be_missing
    )


class PortfolioSerializer(serializers.ModelSerializer):
    """A portfolio; `parent` is a slug."""

    id = serializers.CharField(source="public_id")
    parent = by_slug(may_be_missing=True)

    class Meta:
        model = Portfolio
        fields = ["id", "slug", "name", "parent", "order", "restricted", "known_at"]


class TeamSerializer(serializers.ModelSerializer):
    """A team with its rhythm and words."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = Team
        fields = [
            "id",
            "slug",
            "name",
            "cadence",
            "time_zone",
            "first_weekday",
            "outcome_word",
            "outcome_words",
            "initiative_word",
            "initiative_words",
            "confidence_scale",
            "unwanted_parts",
            "known_at",
        ]


class ObjectiveSerializer(serializers.ModelSerializer):
    """An objective; `portfolio` is empty for one of the whole organisation."""

    id = serializers.CharField(source="public_id")
    portfolio = by_slug(may_be_missing=True)
    parent = by_slug(may_be_missing=True)

    class Meta:
        model = Objective
        fields = [
            "id",
            "slug",
            "code",
            "title",
            "why",
            "portfolio",
            "parent",
            "period_start",
            "period_end",
            "intended_share",
            "said",
            "order",
            "unlisted_on",
            "known_at",
        ]


class PlaybookSerializer(serializers.ModelSerializer):
    """A playbook: when it helps, and how to start."""

    id = serializers.CharField(source="public_id")

    class Meta:
        model = Playbook
        fields = ["id", "slug", "title", "helps_when", "how_to_start", "known_at"]
