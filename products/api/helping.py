"""Help by API: an ask raised, a word on one. The rules are those of the pages."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api_shapes import Strict
from pmo_portal.lib.once_by_api import KEY, KeyReused
from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Role
from portfolio.actions import idempotency
from products import serializers
from products.actions import asks as actions
from products.actions.refusals import NotForYou, NotYourProduct, Refusal
from products.api import shapes
from products.api.writing import REFUSALS, ProductWriting
from products.models import Answer, Ask
from products.queries.asks import visible_asks


class AnswerShape(Strict):
    """A word on an ask. Only the team that asked sends `resolved` or `withdrawn`."""

    kind = fields.ChoiceField(choices=AnswerKind.choices)
    wording = fields.CharField(max_length=2000, required=False, allow_blank=True, default="")


class HelpWriting(ProductWriting):
    """What all endpoints of help share: written once, refused in sentences."""

    def written(self, write: Callable[[], str], *, about: str) -> str:
        """Write once per key and return the public id it led to."""
        key = self.key()
        try:
            ids, _is_new = idempotency.write_once(
                lambda: [write()],
                key=key and f"{about}:{key}",
                digest=idempotency.digest_of(self.request.data),
                by=self.viewer,
            )
        except idempotency.KeyUsedForOtherWords as used:
            raise KeyReused(
                _("This Idempotency-Key led to %(id)s with another body. Use a new key.")
                % {"id": used.results[0]}
            ) from used
        except (NotForYou, NotYourProduct) as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            raise ValidationError({"detail": [str(refusal)]}) from refusal
        return ids[0]


class AskWriting(HelpWriting):
    """Ask for help."""

    @extend_schema(
        operation_id="ask_raise",
        parameters=[KEY],
        request=shapes.WishShape,
        responses={201: serializers.AskSerializer, **REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Ask for help with a product, in the open at once; whoever is asked is told."""
        product = self.product(slug)
        said = checked(shapes.WishShape(data=request.data))
        wish = actions.Wish(
            kind=AskKind(said["kind"]),
            wording=said["wording"],
            to_team=said.get("to_team"),
            to_role=Role(said["to_role"]) if said.get("to_role") else None,
            needed_by=said.get("needed_by"),
        )

        def write() -> str:
            ask = actions.raise_ask(product=product, wish=wish, by=self.viewer, at=timezone.now())
            return ask.public_id

        ask = Ask.objects.get(public_id=self.written(write, about=f"ask:{product.pk}"))
        return Response(serializers.AskSerializer(ask).data, status=status.HTTP_201_CREATED)


class AnswerWriting(HelpWriting):
    """Answer an ask."""

    @extend_schema(
        operation_id="ask_answer",
        parameters=[KEY],
        request=AnswerShape,
        responses={201: serializers.AnswerSerializer, **REFUSALS},
    )
    def post(self, request: Request, public_id: str) -> Response:
        """Offer help, answer, or end the ask of one's own team."""
        ask = get_object_or_404(visible_asks(self.viewer), public_id=public_id)
        said = checked(AnswerShape(data=request.data))
        kind, wording = AnswerKind(said["kind"]), said["wording"]

        def write() -> str:
            told: dict[str, Any] = {"by": self.viewer, "at": timezone.now()}
            return actions.answer_ask(ask=ask, kind=kind, wording=wording, **told).public_id

        answer = Answer.objects.get(public_id=self.written(write, about=f"answer:{ask.pk}"))
        return Response(serializers.AnswerSerializer(answer).data, status=status.HTTP_201_CREATED)


def checked(shape: Strict) -> dict[str, Any]:
    """Return what was sent, checked. Raises ValidationError."""
    shape.is_valid(raise_exception=True)
    return shape.validated_data
