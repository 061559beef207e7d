"""Money by API: read by everyone, written by those who own it. The rules of the pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api import ON, ReadOnly
from pmo_portal.lib.api_shapes import Strict
from pmo_portal.lib.conditions import IF_MATCH, etag
from pmo_portal.lib.once_by_api import KEY, key_of, key_reused
from pmo_portal.lib.vocabulary import WorkKind
from portfolio.actions import idempotency
from portfolio.api.filters import Named, Several, Words
from portfolio.models import Objective, Portfolio, Team
from portfolio.serializers import by_slug
from products import permissions
from products.actions import funding as actions
from products.actions.funding import Money
from products.actions.refusals import NotForYou, Refusal
from products.api.definition_shapes import Day
from products.api.definitions import CHANGES, Changing
from products.api.writing import REFUSALS
from products.models import FundingLine, Initiative, Product
from products.queries.editions import edition_of
from products.queries.funding import visible_lines
from products.serializers import by_public_id

SAID = ("kind", "period_start", "period_end", "planned", "actual", "forecast")
TIED = ("objective", "initiative")


class FundingSerializer(fields.ModelSerializer):
    """A line of money: of a product, or what a portfolio has given to none.

    Without a period it is a whole-life cost, which is never added to amounts of a period.
    """

    id = fields.CharField(source="public_id")
    product = by_slug(may_be_missing=True)
    portfolio = by_slug(may_be_missing=True)
    objective = by_slug(may_be_missing=True)
    initiative = by_public_id(may_be_missing=True)

    class Meta:
        model = FundingLine
        fields = [
            *("id", "product", "portfolio", "objective", "initiative", "kind"),
            *("period_start", "period_end", "planned", "actual", "forecast"),
            *("unlisted_on", "known_at"),
        ]


class FundingFilter(django_filters.FilterSet):
    """Money by place, objective, kind, period and words."""

    q = Words("product__name", "portfolio__name", "objective__title")
    product = Named(Product.objects, kind="product")
    portfolio = Named(
        Portfolio.objects, kind="portfolio", below=True, columns=("portfolio", "product__portfolio")
    )
    team = Named(Team.objects, kind="team", field_name="product__team")
    objective = Named(Objective.objects, kind="objective", below=True)
    kind = Several(choices=WorkKind.choices)
    period_from = django_filters.DateFilter(field_name="period_start", lookup_expr="gte")
    period_to = django_filters.DateFilter(field_name="period_start", lookup_expr="lte")


def amount() -> fields.DecimalField:
    """Return a field for an amount in whole units of the organisation's currency."""
    return fields.DecimalField(20, 2, min_value=0, required=False, allow_null=True)


class MoneyShape(Strict):
    """What a line of money says; without a period it is a whole-life cost.

    `objective` is a slug, `initiative` the id of one of the same product.
    """

    objective = fields.SlugRelatedField(
        slug_field="slug", queryset=Objective.objects.none(), required=False, allow_null=True
    )
    initiative = fields.SlugRelatedField(
        slug_field="public_id", queryset=Initiative.objects.none(), required=False, allow_null=True
    )
    kind = fields.ChoiceField(choices=WorkKind.choices, required=False, allow_blank=True)
    period_start = Day(required=False, allow_null=True)
    period_end = Day(required=False, allow_null=True)
    planned = amount()
    actual = amount()
    forecast = amount()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; only what the sender may see can be named."""
        found: dict[str, Any] = super().get_fields()
        if "viewer" in self.context:  # the description of the API is drawn for nobody
            for name, model in NAMED.items():
                if name in found:
                    found[name].queryset = model.objects.visible_to(self.context["viewer"])
        return found


class NewMoneyShape(MoneyShape):
    """A line of money to enter, of a product or of a portfolio that has given it to none."""

    product = fields.SlugRelatedField(
        slug_field="slug", queryset=Product.objects.none(), required=False
    )
    portfolio = fields.SlugRelatedField(
        slug_field="slug", queryset=Portfolio.objects.none(), required=False
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that it is of one place."""
        if ("product" in attrs) == ("portfolio" in attrs):
            raise fields.ValidationError({"detail": [_("Name either a product or a portfolio.")]})
        return attrs


class MoneyChangeShape(MoneyShape):
    """What changes of a line of money; `unlisted_on` alone takes it out of all sums from then."""

    unlisted_on = Day()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that a line is struck out without other words."""
        if "unlisted_on" in attrs and len(attrs) > 1:
            raise fields.ValidationError({"unlisted_on": [_("Strike a line out by this alone.")]})
        return attrs


NAMED: dict[str, Any] = {
    "objective": Objective,
    "initiative": Initiative,
    "product": Product,
    "portfolio": Portfolio,
}


@extend_schema(parameters=[ON])
class FundingViews(Changing, ReadOnly):
    """Money the person may see."""

    queryset: QuerySet = FundingLine.objects.select_related(
        "product", "portfolio", "objective", "initiative"
    ).order_by("period_start", "id")
    serializer_class = FundingSerializer
    filterset_class = FundingFilter
    ordering_fields = ["period_start", "planned", "actual", "forecast", "known_at"]

    @extend_schema(
        operation_id="funding_enter",
        parameters=[KEY],
        request=NewMoneyShape,
        responses={201: FundingSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Enter money of a product or a portfolio, at once and for everyone to see."""
        self._refuse_past()
        said = self.checked(NewMoneyShape, partial=False).validated_data
        place = {name: said[name] for name in ("product", "portfolio") if name in said}
        self._require_funder(**place)
        money, key = _money(said), key_of(request)
        try:
            ids, _is_new = idempotency.write_once(
                lambda: [
                    actions.enter_funding(
                        **place, money=money, by=self.viewer, at=timezone.now()
                    ).public_id
                ],
                key=key and f"{request.path}:{key}",
                digest=idempotency.digest_of(request.data),
                by=self.viewer,
            )
        except idempotency.KeyUsedForOtherWords as used:
            raise key_reused(used.results[0]) from used
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        line = visible_lines(self.viewer).get(public_id=ids[0])
        shown, headers = self.get_serializer(line).data, etag(edition_of(line))
        return Response(shown, status=status.HTTP_201_CREATED, headers=headers)

    @extend_schema(
        operation_id="funding_correct",
        parameters=[IF_MATCH],
        request=MoneyChangeShape(partial=True),
        responses={200: FundingSerializer, **CHANGES},
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Correct what is sent and leave the rest; earlier days keep what stood then."""
        return self.changed(self._correct)

    def require_writer(self, thing: FundingLine) -> None:
        """Raise PermissionDenied for those who own neither the product nor the portfolio."""
        self._require_funder(product=thing.product, portfolio=thing.portfolio)

    def _require_funder(self, **place: Any) -> None:
        if not permissions.can_fund(self.viewer, **place):
            raise PermissionDenied(str(NotForYou()))

    def _correct(self, line: FundingLine, edition: str | None) -> FundingLine:
        said = self.checked(MoneyChangeShape, partial=True).validated_data
        told: dict[str, Any] = {"in_sight": edition, "by": self.viewer, "at": timezone.now()}
        if "unlisted_on" in said:
            return actions.strike_funding(line=line, on=said["unlisted_on"], **told)
        stands = {name: getattr(line, name) for name in (*SAID, *TIED)}
        return actions.correct_funding(line=line, money=_money({**stands, **said}), **told)


def _money(said: dict[str, Any]) -> Money:
    return Money(**{name: said[name] for name in (*SAID, *TIED) if name in said})
