"""Decisions by API, in answer to an ask. The rules of the page."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api_shapes import Strict
from pmo_portal.lib.once_by_api import KEY
from products import permissions, serializers
from products.actions.changes import day_here
from products.actions.decisions import record_decision
from products.actions.refusals import NotForYou
from products.api.definition_shapes import Day
from products.api.helping import HelpWriting, checked
from products.api.writing import REFUSALS
from products.models import Decision
from products.queries.asks import visible_asks


class DecisionShape(Strict):
    """What was decided, and why; today if no day is given."""

    what = fields.CharField(max_length=2000)
    why = fields.CharField(max_length=2000, required=False, allow_blank=True, default="")
    decided_on = Day(required=False, allow_null=True)


class DecisionWriting(HelpWriting):
    """Decide on an ask."""

    @extend_schema(
        operation_id="ask_decide",
        parameters=[KEY],
        request=DecisionShape,
        responses={201: serializers.DecisionSerializer, **REFUSALS},
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Put a decision on record that answers the ask; the team is told."""
        ask = get_object_or_404(visible_asks(self.viewer), public_id=public_id)
        if not permissions.can_decide(self.viewer, ask.product):
            raise PermissionDenied(str(NotForYou()))
        said = checked(DecisionShape(data=request.data))

        def write() -> str:
            by, at = self.viewer, timezone.now()
            day = said.get("decided_on") or day_here(at)
            what, why = said["what"], said["why"]
            return record_decision(
                what=what, why=why, decided_on=day, ask=ask, by=by, at=at
            ).public_id

        decision = Decision.objects.get(public_id=self.written(write, about=f"decision:{ask.pk}"))
        shown = serializers.DecisionSerializer(decision).data
        return Response(shown, status=status.HTTP_201_CREATED)
