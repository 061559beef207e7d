"""Reading by API: products and what belongs to them."""

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.routers import SimpleRouter

from pmo_portal.lib.api import ON, Cursor, ReadOnly
from pmo_portal.lib.vocabulary import (
    AskKind,
    Health,
    InitiativeStage,
    MeasureKind,
    ProductStage,
    WorkKind,
)
from products import serializers
from products.api.definitions import InitiativeChanging, OutcomeChanging
from products.api.depending import DependencyChanging
from products.models import (
    Answer,
    Ask,
    CheckIn,
    Decision,
    Dependency,
    Initiative,
    Outcome,
    Product,
    Reading,
)


class ProductFilter(django_filters.FilterSet):
    """Products by name, place and stage."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    portfolio = django_filters.CharFilter(field_name="portfolio__slug")
    team = django_filters.CharFilter(field_name="team__slug")
    stage = django_filters.ChoiceFilter(choices=ProductStage.choices)


class OutcomeFilter(django_filters.FilterSet):
    """Outcomes by name, product, objective, kind of measure and whether they are closed."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    product = django_filters.CharFilter(field_name="product__slug")
    portfolio = django_filters.CharFilter(field_name="product__portfolio__slug")
    team = django_filters.CharFilter(field_name="product__team__slug")
    objective = django_filters.CharFilter(field_name="objective__slug")
    measure_kind = django_filters.ChoiceFilter(choices=MeasureKind.choices)
    is_closed = django_filters.BooleanFilter(
        field_name="closed_on", lookup_expr="isnull", exclude=True
    )


class InitiativeFilter(django_filters.FilterSet):
    """Initiatives by title, product, stage, kind and due day."""

    title = django_filters.CharFilter(lookup_expr="icontains")
    product = django_filters.CharFilter(field_name="product__slug")
    portfolio = django_filters.CharFilter(field_name="product__portfolio__slug")
    team = django_filters.CharFilter(field_name="product__team__slug")
    stage = django_filters.ChoiceFilter(choices=InitiativeStage.choices)
    kind = django_filters.ChoiceFilter(choices=WorkKind.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")


class ReadingFilter(django_filters.FilterSet):
    """Readings by outcome and by the day they describe."""

    outcome = django_filters.CharFilter(field_name="outcome__public_id")
    product = django_filters.CharFilter(field_name="outcome__product__slug")
    observed_from = django_filters.DateFilter(field_name="observed_on", lookup_expr="gte")
    observed_to = django_filters.DateFilter(field_name="observed_on", lookup_expr="lte")


class CheckInFilter(django_filters.FilterSet):
    """Check-ins by product, health and period."""

    product = django_filters.CharFilter(field_name="product__slug")
    portfolio = django_filters.CharFilter(field_name="product__portfolio__slug")
    team = django_filters.CharFilter(field_name="product__team__slug")
    health = django_filters.ChoiceFilter(choices=Health.choices)
    period_from = django_filters.DateFilter(field_name="period_start", lookup_expr="gte")
    period_to = django_filters.DateFilter(field_name="period_start", lookup_expr="lte")


class AskFilter(django_filters.FilterSet):
    """Asks by product and kind."""

    product = django_filters.CharFilter(field_name="product__slug")
    kind = django_filters.ChoiceFilter(choices=AskKind.choices)


class DependencyFilter(django_filters.FilterSet):
    """Dependencies by either side, the word on them, the day they are needed, and their end."""

    initiative = django_filters.CharFilter(field_name="initiative__public_id")
    product = django_filters.CharFilter(field_name="initiative__product__slug")
    needs_product = django_filters.CharFilter(method="of_needed", label="What is needed, by slug")
    is_answered = django_filters.BooleanFilter(
        field_name="confirmed", lookup_expr="isnull", exclude=True
    )
    confirmed = django_filters.BooleanFilter()
    needed_from = django_filters.DateFilter(field_name="needed_by", lookup_expr="gte")
    needed_to = django_filters.DateFilter(field_name="needed_by", lookup_expr="lte")
    is_over = django_filters.BooleanFilter(
        field_name="ended_on", lookup_expr="isnull", exclude=True
    )

    def of_needed(self, found: QuerySet, _name: str, slug: str) -> QuerySet:
        """Keep what needs the product or its initiatives, if the person may see it."""
        seen = Product.objects.visible_to(self.request.user).filter(slug=slug)
        return found.filter(Q(needs_product__in=seen) | Q(needs_initiative__product__in=seen))


class DecisionFilter(django_filters.FilterSet):
    """Decisions by what they are on, and by day."""

    product = django_filters.CharFilter(field_name="product__slug")
    objective = django_filters.CharFilter(field_name="objective__slug")
    ask = django_filters.CharFilter(field_name="ask__public_id")
    decided_from = django_filters.DateFilter(field_name="decided_on", lookup_expr="gte")
    decided_to = django_filters.DateFilter(field_name="decided_on", lookup_expr="lte")


@extend_schema(parameters=[ON])
class ProductViews(ReadOnly):
    """Products the person may see."""

    queryset = Product.objects.select_related("portfolio", "team").order_by("order", "name", "id")
    serializer_class = serializers.ProductSerializer
    filterset_class = ProductFilter
    lookup_field = "slug"
    ordering_fields = ["name", "order", "known_at"]


@extend_schema(parameters=[ON])
class OutcomeViews(OutcomeChanging, ReadOnly):
    """Outcomes the person may see."""

    queryset = Outcome.objects.select_related("product", "objective", "owner").order_by(
        "name", "id"
    )
    serializer_class = serializers.OutcomeSerializer
    filterset_class = OutcomeFilter
    ordering_fields = ["name", "target_on", "weight", "known_at"]


@extend_schema(parameters=[ON])
class InitiativeViews(InitiativeChanging, ReadOnly):
    """Initiatives the person may see."""

    queryset = Initiative.objects.select_related("product").order_by("title", "id")
    serializer_class = serializers.InitiativeSerializer
    filterset_class = InitiativeFilter
    ordering_fields = ["title", "due_on", "started_on", "known_at"]


@extend_schema(parameters=[ON])
class ReadingViews(ReadOnly):
    """Readings, newest first."""

    queryset = Reading.objects.select_related("outcome", "supersedes")
    serializer_class = serializers.ReadingSerializer
    filterset_class = ReadingFilter
    pagination_class = Cursor
    ordering_fields = ["observed_on", "known_at"]


@extend_schema(parameters=[ON])
class CheckInViews(ReadOnly):
    """Check-ins with what they say of outcomes and initiatives, newest first."""

    queryset = CheckIn.objects.select_related("product", "supersedes").prefetch_related(
        "outcome_lines__outcome",
        "outcome_lines__reading",
        "initiative_lines__initiative",
    )
    serializer_class = serializers.CheckInSerializer
    filterset_class = CheckInFilter
    pagination_class = Cursor
    ordering_fields = ["known_at", "period_start"]


@extend_schema(parameters=[ON])
class AskViews(ReadOnly):
    """Asks with their answers, newest first."""

    queryset = Ask.objects.select_related("product", "to_team")
    serializer_class = serializers.AskSerializer
    filterset_class = AskFilter
    pagination_class = Cursor
    ordering_fields = ["known_at"]

    def get_queryset(self) -> QuerySet:
        """Return the asks with the answers known on the day asked for."""
        known = Answer.objects.filter(known_at__lte=self.moment)
        return super().get_queryset().prefetch_related(Prefetch("answers", known))


@extend_schema(parameters=[ON])
class DependencyViews(DependencyChanging, ReadOnly):
    """What initiatives need of others, the most pressing first."""

    queryset = Dependency.objects.select_related(
        "initiative", "needs_product", "needs_initiative__product"
    ).order_by("needed_by", "id")
    serializer_class = serializers.DependencySerializer
    filterset_class = DependencyFilter
    ordering_fields = ["needed_by", "promised_on", "known_at"]


@extend_schema(parameters=[ON])
class DecisionViews(ReadOnly):
    """Decisions, newest first."""

    queryset = Decision.objects.select_related("product", "objective", "ask")
    serializer_class = serializers.DecisionSerializer
    filterset_class = DecisionFilter
    pagination_class = Cursor
    ordering_fields = ["known_at", "decided_on"]


router = SimpleRouter()
router.register("products", ProductViews, basename="api-product")
router.register("outcomes", OutcomeViews, basename="api-outcome")
router.register("initiatives", InitiativeViews, basename="api-initiative")
router.register("readings", ReadingViews, basename="api-reading")
router.register("check-ins", CheckInViews, basename="api-check-in")
router.register("asks", AskViews, basename="api-ask")
router.register("dependencies", DependencyViews, basename="api-dependency")
router.register("decisions", DecisionViews, basename="api-decision")
