"""Lists by API that can be asked what the pages are asked: how things go on the day, and since when."""

from collections.abc import Iterable
from typing import ClassVar, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.routers import SimpleRouter

from insights.api.reports import ReportViews
from insights.dashboards.initiative_list import INITIATIVES
from insights.dashboards.listing import Lister
from insights.dashboards.outcome_list import OUTCOMES
from insights.dashboards.product_list import PRODUCTS, serving
from insights.dashboards.question import Question, question
from insights.facts.cuts import AGES
from insights.facts.pages import initiatives_part, outcomes_part, products_part
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.api import ON, ReadOnly
from products.api.reading import InitiativeViews, OutcomeViews, ProductViews
from products.queries.known import AsKnown

HEALTH = OpenApiParameter(
    "health",
    description=(
        "Only those that go so on the day, by the figures: codes, several with commas, and"
        " `measured` for outcomes and initiatives. What the figures do not count is left out."
    ),
)
AGE = OpenApiParameter(
    "age", enum=list(AGES), description="Only those last read or heard of so long ago."
)
OBJECTIVE = OpenApiParameter(
    "objective",
    description="Only those that count in this objective or one below it, by slug; none for none.",
)


class AsCounted(ReadOnly):
    """A list that also answers by what the figures say: it keeps those that they count."""

    lister: ClassVar[Lister]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Return what the filters keep. Raises BadQuestion for an unknown value of these."""
        found = super().filter_queryset(queryset)
        parameters = {
            name: value for name in self.parameters if (value := self.request.GET.get(name, ""))
        }
        if not parameters:
            return found
        request = cast(PortalRequest, self.request)
        as_of = asked.as_of(request)
        known = AsKnown(as_of.on, request.organisation.end_of_day(as_of.on), self.viewer)
        wanted = question(parameters, as_of=as_of, known=known, askable=self.lister.askable)
        return found.filter(id__in=list(self.counted(wanted)))

    def counted(self, wanted: Question) -> Iterable[int]:
        """Return the ids of those that the figures count and the question wants."""
        raise NotImplementedError


@extend_schema_view(list=extend_schema(parameters=[ON, HEALTH, AGE]))
class CountedOutcomeViews(AsCounted, OutcomeViews):
    """Outcomes the person may see."""

    lister = OUTCOMES
    parameters = frozenset({"health", "age"})

    def counted(self, wanted: Question) -> Iterable[int]:
        """Return the ids of the outcomes."""
        part = outcomes_part(wanted.scope, wanted.cut(), **wanted.day())
        return (fact.outcome_id for fact in part.facts)


@extend_schema_view(list=extend_schema(parameters=[ON, HEALTH, AGE, OBJECTIVE]))
class CountedInitiativeViews(AsCounted, InitiativeViews):
    """Initiatives the person may see."""

    lister = INITIATIVES
    parameters = frozenset({"health", "age", "objective"})

    def counted(self, wanted: Question) -> Iterable[int]:
        """Return the ids of the initiatives."""
        part = initiatives_part(wanted.scope, wanted.cut(), **wanted.day())
        return (fact.initiative_id for fact in part.facts)


@extend_schema_view(list=extend_schema(parameters=[ON, HEALTH, AGE, OBJECTIVE]))
class CountedProductViews(AsCounted, ProductViews):
    """Products the person may see."""

    lister = PRODUCTS
    parameters = frozenset({"health", "age", "objective"})

    def counted(self, wanted: Question) -> Iterable[int]:
        """Return the ids of the products."""
        part = products_part(wanted.scope, wanted.cut(), ids=serving(wanted), **wanted.day())
        return (fact.product_id for fact in part.facts)


router = SimpleRouter()
router.register("products", CountedProductViews, basename="api-product")
router.register("outcomes", CountedOutcomeViews, basename="api-outcome")
router.register("initiatives", CountedInitiativeViews, basename="api-initiative")
router.register("reports", ReportViews, basename="api-report")
