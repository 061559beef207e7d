"""Reading by API: portfolios, teams and objectives."""

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework.routers import SimpleRouter

from pmo_portal.lib.api import ON, ReadOnly
from portfolio import serializers
from portfolio.api.filters import Named, Words
from portfolio.api.framing import FrameChanging
from portfolio.api.strategy import ObjectiveWriting, PlaybookWriting, PortfolioWriting
from portfolio.api.writing import writes
from portfolio.models import Objective, Playbook, Portfolio, Team


class PortfolioFilter(django_filters.FilterSet):
    """Portfolios by name and parent."""

    name = django_filters.CharFilter(lookup_expr="icontains")
    parent = Named(Portfolio.objects, kind="portfolio")


class TeamFilter(django_filters.FilterSet):
    """Teams by name."""

    name = django_filters.CharFilter(lookup_expr="icontains")


class ObjectiveFilter(django_filters.FilterSet):
    """Objectives by words, title, portfolio and parent."""

    q = Words("title", "code")
    title = django_filters.CharFilter(lookup_expr="icontains")
    portfolio = Named(Portfolio.objects, kind="portfolio")
    parent = Named(Objective.objects, kind="objective")


class PlaybookFilter(django_filters.FilterSet):
    """Playbooks by words."""

    q = Words("title", "helps_when", "how_to_start")


@writes
@extend_schema(parameters=[ON])
class PortfolioViews(PortfolioWriting, ReadOnly):
    """Portfolios the person may see."""

    queryset = Portfolio.objects.select_related("parent").order_by("order", "name", "id")
    serializer_class = serializers.PortfolioSerializer
    filterset_class = PortfolioFilter
    lookup_field = "slug"
    ordering_fields = ["name", "order", "known_at"]


@extend_schema(parameters=[ON])
class TeamViews(FrameChanging, ReadOnly):
    """Teams."""

    queryset = Team.objects.order_by("name", "id")
    serializer_class = serializers.TeamSerializer
    filterset_class = TeamFilter
    lookup_field = "slug"
    ordering_fields = ["name", "known_at"]


@writes
@extend_schema(parameters=[ON])
class ObjectiveViews(ObjectiveWriting, ReadOnly):
    """Objectives the person may see."""

    queryset = Objective.objects.select_related("portfolio", "parent").order_by(
        "order", "title", "id"
    )
    serializer_class = serializers.ObjectiveSerializer
    filterset_class = ObjectiveFilter
    lookup_field = "slug"
    ordering_fields = ["title", "order", "period_end", "known_at"]


@writes
@extend_schema(parameters=[ON])
class PlaybookViews(PlaybookWriting, ReadOnly):
    """Playbooks; everyone sees all of them."""

    queryset = Playbook.objects.order_by("title", "id")
    serializer_class = serializers.PlaybookSerializer
    filterset_class = PlaybookFilter
    lookup_field = "slug"
    ordering_fields = ["title", "known_at"]


router = SimpleRouter()
router.register("portfolios", PortfolioViews, basename="api-portfolio")
router.register("teams", TeamViews, basename="api-team")
router.register("objectives", ObjectiveViews, basename="api-objective")
router.register("playbooks", PlaybookViews, basename="api-playbook")
