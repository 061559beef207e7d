"""Reading by API: products and what belongs to them."""

import django_filters
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
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
from portfolio.api.filters import Named, Several, Words
from portfolio.models import Objective, Portfolio, Team
from portfolio.queries.slugs import id_of
from products import serializers
from products.api.definitions import InitiativeChanging, OutcomeChanging
from products.api.depending import DependencyChanging
from products.api.funding import FundingViews
from products.api.offering import OfferViews
from products.api.resources import AllocationViews
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
from products.queries import help_wanted
from products.queries.known import AsKnown

READING = [field.name for field in Reading._meta.concrete_fields]


class ProductFilter(django_filters.FilterSet):
    """Products by name, place and stage."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    q = Words("name")
    portfolio = Named(Portfolio.objects, kind="portfolio", below=True)
    team = Named(Team.objects, kind="team")
    stage = Several(choices=ProductStage.choices)


class OutcomeFilter(django_filters.FilterSet):
    """Outcomes by name, product, objective, kind of measure and whether they are closed."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    q = Words("name", "product__name")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, field_name="product__portfolio"
    )
    team = Named(Team.objects, kind="team", field_name="product__team")
    objective = Named(Objective.objects, kind="objective", below=True)
    kind = Several(field_name="measure_kind", choices=MeasureKind.choices)
    measure_kind = django_filters.ChoiceFilter(choices=MeasureKind.choices)
    is_closed = django_filters.BooleanFilter(
        field_name="closed_on", lookup_expr="isnull", exclude=True
    )


class InitiativeFilter(django_filters.FilterSet):
    """Initiatives by title, product, stage, kind and due day."""

    title = django_filters.CharFilter(lookup_expr="icontains")
    q = Words("title", "product__name")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, field_name="product__portfolio"
    )
    team = Named(Team.objects, kind="team", field_name="product__team")
    stage = Several(choices=InitiativeStage.choices)
    kind = Several(choices=WorkKind.choices)
    due_from = django_filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_to = django_filters.DateFilter(field_name="due_on", lookup_expr="lte")


class ReadingFilter(django_filters.FilterSet):
    """Readings by outcome and by the day they describe."""

    outcome = django_filters.CharFilter(field_name="outcome__public_id")
    product = Named(Product.objects, kind="product", field_name="outcome__product")
    observed_from = django_filters.DateFilter(field_name="observed_on", lookup_expr="gte")
    observed_to = django_filters.DateFilter(field_name="observed_on", lookup_expr="lte")


class CheckInFilter(django_filters.FilterSet):
    """Check-ins by product, health and period."""

    q = Words("what_changed", "said", "product__name")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, field_name="product__portfolio"
    )
    team = Named(Team.objects, kind="team", field_name="product__team")
    health = Several(choices=Health.choices)
    period_from = django_filters.DateFilter(field_name="period_start", lookup_expr="gte")
    period_to = django_filters.DateFilter(field_name="period_start", lookup_expr="lte")


class AskFilter(django_filters.FilterSet):
    """Asks by product, place, kind and words, by whether they have a reply or are over."""

    q = Words("wording", "product__name")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, field_name="product__portfolio"
    )
    team = Named(Team.objects, kind="team", field_name="product__team")
    kind = Several(choices=AskKind.choices)
    to = django_filters.ChoiceFilter(
        choices=[("me", _("Only what is asked of me or my teams."))], method="of_whom"
    )
    reply = django_filters.ChoiceFilter(
        choices=[("yes", _("there is one")), ("no", _("none yet"))], method="with_reply"
    )
    state = django_filters.ChoiceFilter(
        choices=[("open", _("Open")), ("over", _("Over"))], method="in_state"
    )

    def of_whom(self, found: QuerySet, _name: str, _value: str) -> QuerySet:
        """Keep what is asked of the person or their teams."""
        return found.filter(help_wanted.asked_of(self.request.user))

    def with_reply(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep what has a reply, or none."""
        return found.filter(first_reply_at__isnull=value == "no")

    def in_state(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep what waits, or what is over."""
        return found.filter(ended_at__isnull=value == "open")


class DependencyFilter(django_filters.FilterSet):
    """Dependencies by either side, words, the word on them, the day they are needed, their end."""

    q = Words("wording", "initiative__title", "initiative__product__name")
    team = Named(Team.objects, kind="team", field_name="initiative__product__team")
    portfolio = Named(
        Portfolio.objects,
        kind="portfolio",
        below=True,
        field_name="initiative__product__portfolio",
    )
    initiative = django_filters.CharFilter(field_name="initiative__public_id")
    product = Named(Product.objects, kind="product", field_name="initiative__product")
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
        """Keep what needs the product or its initiatives. Raises BadQuestion for an unseen one."""
        seen = Product.objects.visible_to(self.request.user)
        needed = id_of(slug, among=seen, kind="product")
        return found.filter(Q(needs_product=needed) | Q(needs_initiative__product=needed))


class DecisionFilter(django_filters.FilterSet):
    """Decisions by what they are on, and by day."""

    product = Named(Product.objects, kind="product")
    objective = Named(Objective.objects, kind="objective")
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

    queryset = Reading.objects.select_related("outcome", "supersedes").only(
        *READING, "outcome__public_id", "supersedes__public_id"
    )
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
        answers = Answer.objects.filter(known_at__lte=self.moment)
        known = AsKnown(self.on, self.moment, self.viewer)
        asks = help_wanted.with_replies(super().get_queryset(), known=known)
        return asks.prefetch_related(Prefetch("answers", answers))


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
router.register("readings", ReadingViews, basename="api-reading")
router.register("check-ins", CheckInViews, basename="api-check-in")
router.register("asks", AskViews, basename="api-ask")
router.register("dependencies", DependencyViews, basename="api-dependency")
router.register("decisions", DecisionViews, basename="api-decision")
router.register("allocations", AllocationViews, basename="api-allocation")
router.register("funding", FundingViews, basename="api-funding")
router.register("offers", OfferViews, basename="api-offer")
