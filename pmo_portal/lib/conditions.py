"""Changing only what the sender has in sight: ETag, If-Match, 412 and 428."""

from typing import Any, cast

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=(
        "The ETag of what the change was written in sight of. Without it the answer is 428; where"
        " something else stands by now, 412 with what stands. `*` changes whatever stands."
    ),
)


class NotInSight(APIException):
    """A change that does not say what it was written in sight of."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "if_match_needed"

    def __init__(self) -> None:
        super().__init__(
            _("Say in If-Match which ETag you changed, so that nothing is overwritten.")
        )


class ChangedMeanwhile(APIException):
    """Something else stands by now; the answer shows it."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "changed_meanwhile"

    def __init__(self, stands: Any) -> None:
        super().__init__()
        sentence = _("Somebody changed this meanwhile. Nothing was written; here is what stands.")
        self.detail = cast(Any, {"detail": sentence, "stands": stands})


def etag(edition: str) -> dict[str, str]:
    """Return the header that names the edition that stands."""
    return {"ETag": f'"{edition}"'}


def in_sight(request: Request, *, stands: str) -> str | None:
    """Return the edition the sender names, None for whatever stands.

    Raises NotInSight.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise NotInSight
    if header == "*":
        return None
    named = [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]
    return stands if stands in named else named[0]
