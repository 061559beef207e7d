"""Writing by API: a check-in, and readings in a batch. The rules are those of the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api import StrictQuestions
from pmo_portal.lib.api_shapes import Problem
from pmo_portal.lib.once_by_api import KEY, key_of, key_reused
from portfolio.actions import idempotency
from products import permissions, serializers
from products.actions import publishing, reading_batches
from products.actions.refusals import NotYourProduct, Refusal
from products.api import shapes
from products.models import CheckIn, Product, Reading

REFUSALS = {403: Problem, 404: Problem, 422: Problem}


class NewerCheckIn(APIException):
    """Somebody checked in that the sender had not in sight."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "newer_check_in"


class ProductWriting(StrictQuestions):
    """What both endpoints share: the product addressed, who may write it, the key."""

    def product(self, slug: str) -> Product:
        """Return the product. Raises Http404, PermissionDenied for those who are not its team."""
        visible = Product.objects.visible_to(self.viewer).select_related("team")
        product = get_object_or_404(visible, slug=slug)
        if not permissions.can_check_in(self.viewer, product):
            raise PermissionDenied(str(NotYourProduct(product=product.name)))
        return product

    def key(self) -> str:
        """Return the Idempotency-Key, empty without one. Raises ValidationError on a long one."""
        return key_of(self.request)


class CheckInWriting(ProductWriting):
    """Publish a check-in."""

    @extend_schema(
        operation_id="check_in_publish",
        parameters=[KEY],
        request=shapes.CheckInShape,
        responses={201: serializers.CheckInSerializer, 409: Problem, **REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Publish a check-in, at once and to everyone; repeated with its key it stays one."""
        product = self.product(slug)
        shape = shapes.CheckInShape(data=request.data, context=shapes.things_of(product))
        shape.is_valid(raise_exception=True)
        try:
            check_in, _is_new = publishing.publish_check_in(
                product=product,
                words=shape.words(),
                body=request.data,
                key=self.key(),
                based_on=shape.validated_data.get("based_on"),
                unsure=shape.unsure(),
                by=self.viewer,
                at=timezone.now(),
            )
        except publishing.SomebodyCheckedIn as somebody:
            raise NewerCheckIn(
                _("Check-in %(id)s was published meanwhile. Look at it, then send yours again.")
                % {"id": somebody.other.public_id}
            ) from somebody
        except publishing.PublishedWithOtherWords as published:
            raise key_reused(published.first.public_id) from published
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        return Response(_shown(check_in), status=status.HTTP_201_CREATED)


class ReadingWriting(ProductWriting):
    """Record readings in a batch."""

    @extend_schema(
        operation_id="readings_record",
        parameters=[KEY],
        request=shapes.MeasurementShape(many=True),
        responses={201: serializers.ReadingSerializer(many=True), **REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Record all rows or none; a refused batch answers with what is wrong, by place."""
        product = self.product(slug)
        shape: Any = shapes.MeasurementShape(
            data=request.data,
            many=True,
            allow_empty=False,
            max_length=shapes.MOST_ROWS,  # type: ignore[call-arg]
            context={
                **shapes.things_of(product),
                "readings": shapes.readings_named(request.data, product),
            },
        )
        shape.is_valid(raise_exception=True)
        rows = [shape.child.to_measurement(row) for row in shape.validated_data]
        ids = self._recorded(product, rows)
        found = Reading.objects.select_related("outcome", "supersedes").in_bulk(
            ids, field_name="public_id"
        )
        shown = serializers.ReadingSerializer([found[one] for one in ids], many=True)
        return Response(shown.data, status=status.HTTP_201_CREATED)

    def _recorded(self, product: Product, rows: list[reading_batches.Measurement]) -> list[str]:
        """Return the public ids of the readings, in the order of the rows."""
        key = self.key()
        try:
            return idempotency.write_once(
                lambda: [
                    reading.public_id
                    for reading in reading_batches.record_readings(
                        product=product, rows=rows, by=self.viewer, at=timezone.now()
                    )
                ],
                key=key and f"readings:{product.pk}:{key}",
                digest=idempotency.digest_of(self.request.data),
                by=self.viewer,
            )[0]
        except idempotency.KeyUsedForOtherWords as used:
            raise key_reused(used.results[0]) from used
        except reading_batches.RowsRefused as refused:
            problems = {
                str(place): {"detail": [str(problem)]}
                for place, problem in refused.problems.items()
            }
            raise ValidationError(problems) from refused


def _shown(check_in: CheckIn) -> Any:
    lines = ("outcome_lines__outcome", "outcome_lines__reading", "initiative_lines__initiative")
    whole = CheckIn.objects.select_related("product", "supersedes").prefetch_related(*lines)
    return serializers.CheckInSerializer(whole.get(pk=check_in.pk)).data
