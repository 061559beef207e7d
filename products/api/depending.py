"""Dependencies by API: stated by one side, answered by the other. The rules of the pages."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api_shapes import Strict
from pmo_portal.lib.conditions import IF_MATCH, etag
from pmo_portal.lib.once_by_api import KEY
from products import permissions, serializers
from products.actions import dependencies as actions
from products.actions.refusals import NotYourProduct
from products.api.definition_shapes import Day
from products.api.definitions import CHANGES, Changing
from products.api.helping import HelpWriting, checked
from products.api.writing import REFUSALS
from products.models import Dependency, Initiative, Product
from products.queries.dependencies import visible_dependencies
from products.queries.editions import edition_of
from products.queries.initiatives import visible_initiatives


class NeedShape(Strict):
    """What an initiative needs: something of a product, or one of its initiatives."""

    needs_product = fields.SlugRelatedField(
        slug_field="slug", queryset=Product.objects.none(), required=False
    )
    needs_initiative = fields.SlugRelatedField(
        slug_field="public_id", queryset=Initiative.objects.none(), required=False
    )
    wording = fields.CharField(max_length=500)
    needed_by = Day(required=False, allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields; only what the sender may see can be named."""
        found: dict[str, Any] = super().get_fields()
        if "viewer" in self.context:  # the description of the API is drawn for nobody
            for name, model in (("needs_product", Product), ("needs_initiative", Initiative)):
                found[name].queryset = model.objects.visible_to(self.context["viewer"])
        return found

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that one thing is named, and keep it as `needs`."""
        named = [attrs.pop(n) for n in ("needs_product", "needs_initiative") if n in attrs]
        if len(named) != 1:
            raise fields.ValidationError(
                {"detail": [_("Name either a product or an initiative that is needed.")]}
            )
        return {**attrs, "needs": named[0]}


class WordShape(Strict):
    """One thing at a time: `confirmed`, `needed_by` or `ended_on`.

    The side that is needed says whether it is `confirmed`, with a `promised_on` of its own. The
    side that asked moves the day it is `needed_by`, or says since when it is over.
    """

    confirmed = fields.BooleanField()
    promised_on = Day(allow_null=True)
    needed_by = Day(allow_null=True)
    ended_on = Day()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Check that one thing is said; a promised day comes with a yes or no."""
        if len(attrs.keys() - {"promised_on"}) != 1 or (
            "promised_on" in attrs and "confirmed" not in attrs
        ):
            raise fields.ValidationError(
                {"detail": [_("Send one of these at a time: confirmed, needed_by, ended_on.")]}
            )
        return attrs


class NeedWriting(HelpWriting):
    """State what an initiative needs."""

    @extend_schema(
        operation_id="dependency_state",
        parameters=[KEY],
        request=NeedShape,
        responses={201: serializers.DependencySerializer, **REFUSALS},
    )
    def post(self, request: Request, public_id: str) -> Response:
        """State a dependency of the initiative; the other team is told at once."""
        waiting = get_object_or_404(visible_initiatives(self.viewer), public_id=public_id)
        if not permissions.can_check_in(self.viewer, waiting.product):
            raise PermissionDenied(str(NotYourProduct(product=waiting.product.name)))
        said = checked(NeedShape(data=request.data, context={"viewer": self.viewer}))

        def write() -> str:
            by, at = self.viewer, timezone.now()
            return actions.declare_dependency(initiative=waiting, **said, by=by, at=at).public_id

        stated = self.written(write, about=f"need:{waiting.pk}")
        dependency = visible_dependencies(self.viewer).get(public_id=stated)
        shown = serializers.DependencySerializer(dependency, context={"request": request})
        headers = etag(edition_of(dependency))
        return Response(shown.data, status=status.HTTP_201_CREATED, headers=headers)


class DependencyChanging(Changing):
    """Answer a dependency, move it or take it back."""

    @extend_schema(
        parameters=[IF_MATCH],
        request=WordShape(partial=True),
        responses={200: serializers.DependencySerializer, **CHANGES},
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Say one thing: the side that is needed its word, the side that asked its day."""
        return self.changed(self._say)

    def require_writer(self, thing: Dependency) -> None:
        """Raise PermissionDenied for those on neither side; the actions tell the two apart."""
        viewer, waiting = self.viewer, thing.initiative.product  # type: ignore[attr-defined]
        if not (
            permissions.can_check_in(viewer, waiting) or permissions.can_promise(viewer, thing)
        ):
            raise PermissionDenied(str(NotYourProduct(product=waiting.name)))

    def _say(self, dependency: Dependency, edition: str | None) -> Dependency:
        said = self.checked(WordShape, partial=True).validated_data
        told: dict[str, Any] = {
            "in_sight": edition,
            "by": self.viewer,  # type: ignore[attr-defined]
            "at": timezone.now(),
        }
        if "confirmed" in said:
            day = said.get("promised_on", dependency.promised_on)
            return actions.answer_dependency(
                dependency=dependency, confirmed=said["confirmed"], promised_on=day, **told
            )
        if "ended_on" in said:
            return actions.end_dependency(dependency=dependency, on=said["ended_on"], **told)
        return actions.reschedule_dependency(
            dependency=dependency, needed_by=said["needed_by"], **told
        )
