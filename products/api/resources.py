"""People's time by API: read by everyone, planned by the team. The rules of the pages."""

from datetime import date
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api import ON, ReadOnly, StrictQuestions
from pmo_portal.lib.api_shapes import Problem, Strict
from pmo_portal.lib.calendar import months_from
from pmo_portal.lib.conditions import IF_MATCH, ChangedMeanwhile, etag, in_sight
from portfolio.api.filters import Named, Words
from portfolio.models import Objective, Portfolio, Team
from portfolio.serializers import by_slug
from products import permissions
from products.actions.changes import SomebodyChangedIt
from products.actions.plans import Planned, plan_people
from products.actions.refusals import NotForYou
from products.models import Allocation, Product
from products.queries import plans

MONTHS = 12
CHANGES = dict.fromkeys((403, 404, 412, 428), Problem)


def fte_field(**options: Any) -> fields.DecimalField:
    """Return a field for full-time equivalents."""
    return fields.DecimalField(max_digits=8, decimal_places=2, min_value=Decimal(), **options)


class AllocationSerializer(fields.ModelSerializer):
    """Time of a team for a product in a month, in full-time equivalents; `month` is its first day."""

    id = fields.CharField(source="public_id")
    team = by_slug()
    product = by_slug()
    objective = by_slug(may_be_missing=True)

    class Meta:
        model = Allocation
        fields = ["id", "team", "product", "objective", "role", "month", "fte", "known_at"]


class AllocationFilter(django_filters.FilterSet):
    """Time by team, product, objective, month and words."""

    q = Words("team__name", "product__name", "role")
    team = Named(Team.objects, kind="team")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, field_name="product__portfolio"
    )
    objective = Named(Objective.objects, kind="objective", below=True)
    month_from = django_filters.DateFilter(field_name="month", lookup_expr="gte")
    month_to = django_filters.DateFilter(field_name="month", lookup_expr="lte")


@extend_schema(parameters=[ON])
class AllocationViews(ReadOnly):
    """People's time the person may see."""

    queryset: QuerySet = Allocation.objects.select_related("team", "product", "objective").order_by(
        "month", "id"
    )
    serializer_class = AllocationSerializer
    filterset_class = AllocationFilter
    ordering_fields = ["month", "fte", "known_at"]


class MonthShape(Strict):
    """What a team has to give in a month; `month` is any day of it."""

    month = fields.DateField()
    fte = fte_field()


class TimeShape(MonthShape):
    """What a team gives to a product in a month."""

    product = fields.SlugRelatedField(slug_field="slug", queryset=Product.objects.none())
    objective = fields.SlugRelatedField(
        slug_field="slug", queryset=Objective.objects.none(), required=False, allow_null=True
    )
    role = fields.CharField(max_length=100, required=False, allow_blank=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; only what the sender may see can be named."""
        found: dict[str, Any] = super().get_fields()
        if "viewer" in self.context:  # the description of the API is drawn for nobody
            for name, model in (("product", Product), ("objective", Objective)):
                found[name].queryset = model.objects.visible_to(self.context["viewer"])
        return found


class PlanShape(Strict):
    """A team's people by month. Sent, it changes what it names and leaves the rest."""

    capacity = MonthShape(many=True, required=False)
    time = TimeShape(many=True, required=False)


class PlanView(StrictQuestions):
    """What a team has to give in the next months, and what for."""

    parameters = frozenset({"from"})

    @extend_schema(operation_id="team_people", responses={200: PlanShape, 404: Problem})
    def get(self, request: Request, slug: str) -> Response:
        """Answer with a year of the team's plan, and the ETag that a change has to name."""
        team = self._team(slug)
        return Response(self._shown(team), headers=etag(plans.edition_of(team)))

    @extend_schema(
        operation_id="team_people_plan",
        parameters=[IF_MATCH],
        request=PlanShape,
        responses={200: PlanShape, **CHANGES},
    )
    def patch(self, request: Request, slug: str) -> Response:
        """Change what is sent, as a member of the team; everyone sees it at once."""
        team = self._team(slug)
        if not permissions.can_plan_people(self.viewer, team.pk):
            raise PermissionDenied(str(NotForYou()))
        shape = PlanShape(data=request.data, context={"viewer": self.viewer})
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        try:
            plan_people(
                team=team,
                capacity={
                    one["month"].replace(day=1): one["fte"] for one in said.get("capacity", [])
                },
                times=[_planned(one) for one in said.get("time", [])],
                in_sight=in_sight(request, stands=plans.edition_of(team)),
                by=self.viewer,
                at=timezone.now(),
            )
        except SomebodyChangedIt as somebody:
            raise ChangedMeanwhile(self._shown(team)) from somebody
        return Response(self._shown(team), headers=etag(plans.edition_of(team)))

    def _team(self, slug: str) -> Team:
        return get_object_or_404(Team.objects.visible_to(self.viewer), slug=slug)

    def _shown(self, team: Team) -> dict[str, Any]:
        months = months_from(self._first(), MONTHS)
        plan = plans.plan(team, months, user=self.viewer)
        products = Product.objects.in_bulk([row.product_id for row, _month in plan.times])
        objectives = Objective.objects.visible_to(self.viewer).in_bulk(
            [row.objective_id for row, _month in plan.times if row.objective_id]
        )
        time = [
            {
                "product": products[row.product_id].slug,
                "objective": getattr(objectives.get(row.objective_id or 0), "slug", None),
                "role": row.role,
                "month": month.isoformat(),
                "fte": str(fte),
            }
            for (row, month), fte in plan.times.items()
        ]
        capacity = [
            {"month": month.isoformat(), "fte": str(fte)} for month, fte in plan.capacity.items()
        ]
        return {"capacity": capacity, "time": time}

    def _first(self) -> date:
        text = self.request.query_params.get("from", "")
        try:
            return date.fromisoformat(text) if text else self.on
        except ValueError:
            raise fields.ValidationError(
                {"from": [_("Write it as year-month-day, for example from=2026-11-01.")]}
            ) from None


def _planned(said: dict[str, Any]) -> Planned:
    month = said["month"].replace(day=1)
    objective, role = said.get("objective"), said.get("role", "")
    return Planned(said["product"], month, said["fte"], objective, role)
