"""Outcomes and initiatives by API: defined, changed in part, ended. The rules of the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api_shapes import Problem, Strict
from pmo_portal.lib.conditions import IF_MATCH, ChangedMeanwhile, etag, in_sight
from pmo_portal.lib.once_by_api import KEY, key_reused
from pmo_portal.lib.vocabulary import Closure, InitiativeStage
from portfolio.actions import idempotency
from products import permissions, serializers
from products.actions import initiative_edits, initiatives, outcome_edits, outcomes
from products.actions.changes import SomebodyChangedIt
from products.actions.refusals import NotYourProduct, Refusal
from products.api import definition_shapes
from products.api.writing import REFUSALS, ProductWriting
from products.models import Initiative, Outcome, Product
from products.queries.editions import edition_of

CHANGES = {**REFUSALS, 412: Problem, 428: Problem}


class Starting(ProductWriting):
    """Define something of a product; repeated with its key it stays one."""

    shape_class: ClassVar[type[Strict]]
    shown_by: ClassVar[Any]

    def start(self, product: Product, shape: Any) -> str:
        """Write it and return its public id."""
        raise NotImplementedError

    def started(self, request: Request, slug: str) -> Response:
        """Answer with what was defined, now or by the first request with this key."""
        product, key = self.product(slug), self.key()
        context = {"viewer": self.viewer, "product": product}
        shape = self.shape_class(data=request.data, context=context)
        shape.is_valid(raise_exception=True)
        try:
            ids, _is_new = idempotency.write_once(
                lambda: [self.start(product, shape)],
                key=key and f"{request.path}:{key}",
                digest=idempotency.digest_of(request.data),
                by=self.viewer,
            )
        except idempotency.KeyUsedForOtherWords as used:
            raise key_reused(used.results[0]) from used
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        thing = self.shown_by.Meta.model.objects.get(public_id=ids[0])
        shown = self.shown_by(thing, context=context).data
        return Response(shown, status=status.HTTP_201_CREATED, headers=etag(edition_of(thing)))


class OutcomeStarting(Starting):
    """Define an outcome."""

    shape_class = definition_shapes.OutcomeShape
    shown_by = serializers.OutcomeSerializer

    @extend_schema(
        operation_id="outcome_define",
        parameters=[KEY],
        request=definition_shapes.OutcomeShape,
        responses={201: serializers.OutcomeSerializer, **REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Define an outcome of the product, at once and for everyone to see."""
        return self.started(request, slug)

    def start(self, product: Product, shape: Any) -> str:
        """Define it and return its public id."""
        words = shape.words(Outcome())
        by, at = self.viewer, timezone.now()
        return outcomes.define_outcome(product=product, **words, by=by, at=at).public_id


class InitiativeStarting(Starting):
    """Start an initiative."""

    shape_class = definition_shapes.InitiativeShape
    shown_by = serializers.InitiativeSerializer

    @extend_schema(
        operation_id="initiative_start",
        parameters=[KEY],
        request=definition_shapes.InitiativeShape,
        responses={201: serializers.InitiativeSerializer, **REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Start an initiative of the product; its due day is kept as the first promise."""
        return self.started(request, slug)

    def start(self, product: Product, shape: Any) -> str:
        """Start it and return its public id."""
        words = shape.words(Initiative())
        by, at = self.viewer, timezone.now()
        return initiatives.start_initiative(product=product, **words, by=by, at=at).public_id


class Changing:
    """What a list of definitions adds to reading: an ETag, and changes in sight of it."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with one of them and the ETag that a change has to name."""
        answer = super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        if "on" not in request.query_params:
            answer["ETag"] = etag(edition_of(self._thing()))["ETag"]
        return answer

    def changed(self, change: Callable[[Any, str | None], Any]) -> Response:
        """Change it and answer with what stands then."""
        self._refuse_past()
        thing = self._thing()
        self.require_writer(thing)
        edition = in_sight(self.request, stands=edition_of(thing))  # type: ignore[attr-defined]
        try:
            change(thing, edition)
        except SomebodyChangedIt as somebody:
            raise ChangedMeanwhile(self._shown(self._thing())) from somebody
        except NotYourProduct as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        thing = self._thing()
        return Response(self._shown(thing), headers=etag(edition_of(thing)))

    def require_writer(self, thing: Any) -> None:
        """Raise PermissionDenied for those who are not of the team it belongs to."""
        if not permissions.can_check_in(self.viewer, thing.product):  # type: ignore[attr-defined]
            raise PermissionDenied(str(NotYourProduct(product=thing.product.name)))

    def checked(self, shape_class: type[Strict], *, partial: bool, **more: Any) -> Any:
        """Return the request's body, checked."""
        request, viewer = self.request, self.viewer  # type: ignore[attr-defined]
        context = {"viewer": viewer, **more}
        shape = shape_class(data=request.data, partial=partial, context=context)
        shape.is_valid(raise_exception=True)
        return shape

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.on  # type: ignore[attr-defined]

    def _refuse_past(self) -> None:
        if "on" in self.request.query_params:  # type: ignore[attr-defined]
            raise ValidationError({"on": [_("A past day cannot be written.")]})

    def _thing(self) -> Any:
        visible = self.queryset.all().visible_to(self.viewer)  # type: ignore[attr-defined]
        return get_object_or_404(visible, public_id=self.kwargs["public_id"])  # type: ignore[attr-defined]

    def _shown(self, thing: Any) -> Any:
        return self.get_serializer(thing).data  # type: ignore[attr-defined]


class OutcomeChanging(Changing):
    """Change an outcome."""

    @extend_schema(
        parameters=[IF_MATCH],
        request=definition_shapes.OutcomeShape(partial=True),
        responses={200: serializers.OutcomeSerializer, **CHANGES},
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Change what is sent and leave the rest; `closed_as` alone ends it or opens it again."""
        is_end = isinstance(request.data, dict) and "closed_as" in request.data
        return self.changed(self._end if is_end else self._redefine)

    def _redefine(self, outcome: Outcome, edition: str | None) -> Outcome:
        shape = self.checked(definition_shapes.OutcomeShape, partial=True, product=outcome.product)
        return outcome_edits.redefine_outcome(
            outcome=outcome,
            **shape.words(outcome),
            reason=shape.validated_data.get("reason", ""),
            in_sight=edition,
            by=self.viewer,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    def _end(self, outcome: Outcome, edition: str | None) -> Outcome:
        said = self.checked(definition_shapes.OutcomeEndShape, partial=False).validated_data
        by, at = self.viewer, timezone.now()  # type: ignore[attr-defined]
        if not said["closed_as"]:
            return outcomes.reopen_outcome(outcome=outcome, in_sight=edition, by=by, at=at)
        return outcomes.close_outcome(
            outcome=outcome,
            closed_as=Closure(said["closed_as"]),
            closed_on=said.get("closed_on", self.today),
            learned=said.get("learned", ""),
            in_sight=edition,
            by=by,
            at=at,
        )


class InitiativeChanging(Changing):
    """Change an initiative."""

    @extend_schema(
        parameters=[IF_MATCH],
        request=definition_shapes.InitiativeShape(partial=True),
        responses={200: serializers.InitiativeSerializer, **CHANGES},
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Change what is sent and leave the rest; the stages done and stopped end it."""
        stage = request.data.get("stage") if isinstance(request.data, dict) else None
        return self.changed(self._end if stage in ("done", "stopped") else self._redefine)

    def _redefine(self, initiative: Initiative, edition: str | None) -> Initiative:
        shape = self.checked(definition_shapes.InitiativeShape, partial=True)
        return initiative_edits.redefine_initiative(
            initiative=initiative,
            **shape.words(initiative),
            reason=shape.validated_data.get("reason", ""),
            in_sight=edition,
            by=self.viewer,  # type: ignore[attr-defined]
            at=timezone.now(),
        )

    def _end(self, initiative: Initiative, edition: str | None) -> Initiative:
        said = self.checked(definition_shapes.InitiativeEndShape, partial=False).validated_data
        how = {"on": said.get("finished_on", self.today), "in_sight": edition}
        by, at = self.viewer, timezone.now()  # type: ignore[attr-defined]
        if said["stage"] == InitiativeStage.STOPPED:
            reason = said.get("stop_reason", "")
            return initiatives.stop_initiative(
                initiative=initiative, reason=reason, **how, by=by, at=at
            )
        return initiatives.advance_initiative(
            initiative=initiative, stage=InitiativeStage.DONE, **how, by=by, at=at
        )
