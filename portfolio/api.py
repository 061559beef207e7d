"""The API of who we are and where we go."""

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.routers import SimpleRouter

from pmo_portal.lib.api import ON, ReadOnly
from portfolio.models import Objective, Portfolio, Team


class PortfolioSerializer(serializers.ModelSerializer):
    """A portfolio; `parent` is a slug."""

    id = serializers.CharField(source="public_id")
    parent = serializers.SlugRelatedField(slug_field="slug", read_only=True)

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
            "initiative_word",
            "confidence_scale",
            "known_at",
        ]


class ObjectiveSerializer(serializers.ModelSerializer):
    """An objective; `portfolio` is empty for one of the whole organisation."""

    id = serializers.CharField(source="public_id")
    portfolio = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    parent = serializers.SlugRelatedField(slug_field="slug", read_only=True)

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


class PortfolioFilter(django_filters.FilterSet):
    """Portfolios by name and parent."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    parent = django_filters.CharFilter(field_name="parent__slug")


class TeamFilter(django_filters.FilterSet):
    """Teams by name."""

    name = django_filters.CharFilter(lookup_expr="icontains")


class ObjectiveFilter(django_filters.FilterSet):
    """Objectives by title, portfolio and parent."""

    title = django_filters.CharFilter(lookup_expr="icontains")
    portfolio = django_filters.CharFilter(field_name="portfolio__slug")
    parent = django_filters.CharFilter(field_name="parent__slug")


@extend_schema(parameters=[ON])
class PortfolioViews(ReadOnly):
    """Portfolios the person may see."""

    queryset = Portfolio.objects.select_related("parent").order_by("order", "name", "id")
    serializer_class = PortfolioSerializer
    filterset_class = PortfolioFilter
    lookup_field = "slug"
    ordering_fields = ["name", "order", "known_at"]


@extend_schema(parameters=[ON])
class TeamViews(ReadOnly):
    """Teams."""

    queryset = Team.objects.order_by("name", "id")
    serializer_class = TeamSerializer
    filterset_class = TeamFilter
    lookup_field = "slug"
    ordering_fields = ["name", "known_at"]


@extend_schema(parameters=[ON])
class ObjectiveViews(ReadOnly):
    """Objectives the person may see."""

    queryset = Objective.objects.select_related("portfolio", "parent").order_by(
        "order", "title", "id"
    )
    serializer_class = ObjectiveSerializer
    filterset_class = ObjectiveFilter
    lookup_field = "slug"
    ordering_fields = ["title", "order", "period_end", "known_at"]


router = SimpleRouter()
router.register("portfolios", PortfolioViews, basename="api-portfolio")
router.register("teams", TeamViews, basename="api-team")
router.register("objectives", ObjectiveViews, basename="api-objective")
