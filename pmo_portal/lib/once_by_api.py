"""No request is written twice: the Idempotency-Key, and what it is refused with."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description=(
        "A name for this request, up to 100 characters. Sent again with the same body it answers"
        " with the first result; with another body it is refused with 422."
    ),
)


class KeyReused(APIException):
    """The Idempotency-Key came before with another body."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "key_reused"


def key_of(request: Request) -> str:
    """Return the Idempotency-Key, empty without one. Raises ValidationError on a long one."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 100:
        raise ValidationError({"Idempotency-Key": [_("Use up to 100 characters.")]})
    return key


def key_reused(first: str) -> KeyReused:
    """Return the refusal of a key that led to something else before."""
    return KeyReused(
        _("This Idempotency-Key led to %(id)s with another body. Use a new key for new words.")
        % {"id": first}
    )
