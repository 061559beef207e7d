"""Offers of help by API: made by the office, answered by the team. The rules of the pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api import ON, ReadOnly
from pmo_portal.lib.api_shapes import Problem, Strict
from pmo_portal.lib.conditions import IF_MATCH, ChangedMeanwhile, etag, in_sight
from pmo_portal.lib.once_by_api import KEY, key_of, key_reused
from pmo_portal.lib.vocabulary import OfferState
from portfolio.actions import idempotency
from portfolio.api.filters import Named, Several, Words
from portfolio.models import Offer, Playbook, Team
from portfolio.serializers import by_slug
from products import permissions
from products.actions import offers as actions
from products.actions.changes import SomebodyChangedIt
from products.actions.refusals import NotForYou, Refusal
from products.queries.editions import edition_of
from products.queries.offers import visible_offers
from products.queries.prompts import prompt

REFUSALS = dict.fromkeys((403, 404, 422), Problem)
CHANGES = dict.fromkeys((403, 404, 412, 428), Problem)


class OfferSerializer(fields.ModelSerializer):
    """An offer: `evidence` says what prompted it, `prompt` is the page that shows it."""

    id = fields.CharField(source="public_id")
    team = by_slug()
    playbook = by_slug(may_be_missing=True)

    class Meta:
        model = Offer
        fields = [
            "id",
            "team",
            "playbook",
            "message",
            "evidence",
            "prompt",
            "state",
            "reply",
            "changed",
            "known_at",
        ]


class OfferShape(Strict):
    """Help to offer a team. `about` is the path of a page, such as /products/claims/?on=2026-11-20."""

    team = fields.SlugRelatedField(slug_field="slug", queryset=Team.objects.all())
    message = fields.CharField(max_length=2000)
    evidence = fields.CharField(max_length=1000, allow_blank=True, required=False)
    about = fields.CharField(max_length=1000, allow_blank=True, required=False)
    playbook = fields.SlugRelatedField(
        slug_field="slug", queryset=Playbook.objects.all(), allow_null=True, required=False
    )


class OfferAnswerShape(Strict):
    """A team's word on an offer: its state, with words or without, or what it changed.

    `withdrawn` is the word of whoever made it, and stands alone.
    """

    state = fields.ChoiceField(choices=OfferState.choices[1:])
    reply = fields.CharField(max_length=2000, allow_blank=True)
    changed = fields.CharField(max_length=2000, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was said. Raises ValidationError for words beside `withdrawn`."""
        if attrs.get("state") == OfferState.WITHDRAWN and len(attrs) > 1:
            raise fields.ValidationError({"state": [_("An offer is taken back without words.")]})
        return attrs


class OfferFilter(django_filters.FilterSet):
    """Offers by words, team, playbook and state."""

    q = Words("message", "evidence", "reply", "changed", "team__name")
    team = Named(Team.objects, kind="team")
    playbook = Named(Playbook.objects, kind="playbook")
    state = Several(choices=OfferState.choices)


@extend_schema(parameters=[ON])
class OfferViews(ReadOnly):
    """Offers of help the person may see."""

    queryset = Offer.objects.select_related("team", "playbook").order_by("-id")
    serializer_class = OfferSerializer
    filterset_class = OfferFilter
    ordering_fields = ["known_at"]

    def get_queryset(self) -> QuerySet:
        """Return the offers, as they were known on the day asked for."""
        if "on" not in self.request.query_params:
            return visible_offers(self.viewer)
        versions = visible_offers(self.viewer).versions_as_of(self.moment)  # type: ignore[attr-defined]
        return versions.select_related("team", "playbook").order_by("-pgh_obj_id")

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with an offer and the ETag that an answer to it has to name."""
        answer = super().retrieve(request, *args, **kwargs)
        if "on" not in request.query_params:
            answer["ETag"] = etag(edition_of(self._offer()))["ETag"]
        return answer

    @extend_schema(
        operation_id="offer_make",
        parameters=[KEY],
        request=OfferShape,
        responses={201: OfferSerializer, **REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Offer a team help; nothing else follows from it."""
        self._refuse_past()
        if not permissions.can_offer(self.viewer):
            raise PermissionDenied(str(NotForYou()))
        shape = OfferShape(data=request.data)
        shape.is_valid(raise_exception=True)
        key = key_of(request)
        try:
            ids, _is_new = idempotency.write_once(
                lambda: [self._make(shape.validated_data)],
                key=key and f"{request.path}:{key}",
                digest=idempotency.digest_of(request.data),
                by=self.viewer,
            )
        except idempotency.KeyUsedForOtherWords as used:
            raise key_reused(used.results[0]) from used
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        return self._shown(Offer.objects.get(public_id=ids[0]), status.HTTP_201_CREATED)

    @extend_schema(
        operation_id="offer_answer",
        parameters=[IF_MATCH],
        request=OfferAnswerShape(partial=True),
        responses={200: OfferSerializer, **CHANGES},
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Accept or decline an offer, or say what it changed; or take back one's own."""
        self._refuse_past()
        offer = self._offer()
        is_back = request.data == {"state": OfferState.WITHDRAWN}
        if is_back and not permissions.can_withdraw_offer(self.viewer, offer):
            raise PermissionDenied(str(actions.NotYoursToWithdraw()))
        if not is_back and not permissions.can_answer_offer(self.viewer, offer):
            raise PermissionDenied(str(actions.NotYourOffer()))
        edition = in_sight(request, stands=edition_of(offer))
        said: dict[str, Any] = {"in_sight": edition, "by": self.viewer}
        shape = OfferAnswerShape(data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        try:
            if is_back:
                actions.withdraw_offer(offer=offer, **said, at=timezone.now())
            else:
                words = shape.validated_data
                actions.word_on_offer(offer=offer, **words, **said, at=timezone.now())
        except SomebodyChangedIt as somebody:
            raise ChangedMeanwhile(OfferSerializer(self._offer()).data) from somebody
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        return self._shown(self._offer(), status.HTTP_200_OK)

    def _make(self, said: dict[str, Any]) -> str:
        seen = prompt(said.get("about", ""), today=self.on, user=self.viewer)
        evidence = actions.Evidence(
            sentence=said.get("evidence", ""),
            path=seen.path,
            on=seen.on,
            product=seen.product,
            outcome=seen.outcome,
            objective=seen.objective,
        )
        words = {"team": said["team"], "message": said["message"]}
        return actions.offer_help(
            **words,
            playbook=said.get("playbook"),
            evidence=evidence,
            by=self.viewer,
            at=timezone.now(),
        ).public_id

    def _offer(self) -> Offer:
        return get_object_or_404(visible_offers(self.viewer), public_id=self.kwargs["public_id"])

    def _refuse_past(self) -> None:
        if "on" in self.request.query_params:
            raise ValidationError({"on": [_("A past day cannot be written.")]})

    def _shown(self, offer: Offer, code: int) -> Response:
        return Response(OfferSerializer(offer).data, status=code, headers=etag(edition_of(offer)))
