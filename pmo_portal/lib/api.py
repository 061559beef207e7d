"""What all API views share: pages of results, strict questions, days, kind refusals."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import (
    BasePagination,
    CursorPagination,
    PageNumberPagination,
)
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest

if TYPE_CHECKING:
    from portfolio.models import User

T = TypeVar("T")
ON = OpenApiParameter(
    "on", date, description="Answer as it was known at the end of this day (today if left out)."
)
PAGE = OpenApiParameter("page", int, description="Which page, from 1 (all rows if left out).")
PAGE_SIZE = OpenApiParameter("page_size", int, description="Rows on a page, 200 at most.")
RESERVED = {"on", "page", "page_size", "cursor", "ordering", "format"}


class Pages(PageNumberPagination):
    """Numbered pages with a count, for things an organisation has thousands of at most."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class Cursor(CursorPagination):
    """A cursor without a count, for facts, of which there are millions."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    ordering = ("-known_at", "-id")


def linked_pages(things: Sequence[T], request: Request) -> tuple[Sequence[T], dict[str, str]]:
    """Return the page asked for of a bare list, and headers that link its neighbours.

    All of it without `page` and `page_size`. Raises NotFound for a page that is not there.
    """
    if not {"page", "page_size"} & set(request.query_params):
        return things, {}
    pages = Pages()
    shown: Sequence[T] = pages.paginate_queryset(cast(Any, things), request) or []
    neighbours = {"next": pages.get_next_link(), "prev": pages.get_previous_link()}
    links = ", ".join(f'<{url}>; rel="{name}"' for name, url in neighbours.items() if url)
    return shown, {"Link": links} if links else {}


class StrictQuestions(APIView):
    """Refuses parameters it does not know, so that a typing error never widens an answer."""

    parameters: frozenset[str] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the parameters after sign-in and permissions.

        Raises ValidationError naming each unknown parameter and those that are known.
        """
        super().initial(request, *args, **kwargs)
        known = RESERVED | self.parameters | set(self.filter_names())
        self._check_ordering(request.query_params.get("ordering", ""))
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            message = _("There is no such parameter. Known here: %(known)s.") % {
                "known": ", ".join(sorted(known - {"format"}))
            }
            raise ValidationError({name: [message] for name in unknown})

    def _check_ordering(self, asked_for: str) -> None:
        fields = getattr(self, "ordering_fields", [])
        wrong = {term.strip().lstrip("-") for term in asked_for.split(",")} - {"", *fields}
        if wrong:
            message = _("Order by %(known)s.") % {"known": ", ".join(fields) or _("nothing here")}
            raise ValidationError({"ordering": [message]})

    def filter_names(self) -> list[str]:
        """Return the names of this view's filters."""
        filterset = getattr(self, "filterset_class", None)
        return list(filterset.base_filters) if filterset else []

    @property
    def viewer(self) -> "User":
        """Who asks."""
        return cast("User", self.request.user)

    @property
    def on(self) -> date:
        """The day asked for, today by default.

        Raises ValidationError when it is not a day.
        """
        try:
            return asked.as_of(cast(PortalRequest, self.request)).on
        except asked.BadQuestion as problem:
            raise ValidationError({"on": [f"{problem.message} {problem.hint}"]}) from problem

    @property
    def moment(self) -> datetime:
        """The end of the day asked for, in the organisation's time zone."""
        return cast(PortalRequest, self.request).organisation.end_of_day(self.on)


class ReadOnly(
    StrictQuestions, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet
):
    """A list and its members, cut to what the person may see, as known on `?on=`."""

    queryset: Any
    pagination_class: type[BasePagination] = Pages
    lookup_field = "public_id"
    lookup_value_regex = "[-a-z0-9_]{1,80}"
    ordering_fields: list[str] = []

    def get_serializer_context(self) -> dict[str, Any]:
        """Return what the shapes may ask for, who looks among it: nobody, where it is described."""
        known = super().get_serializer_context()
        return {**known, "viewer": self.viewer} if self.viewer.is_authenticated else known

    def get_queryset(self) -> QuerySet:
        """Return what the person may see, as it was known on the day asked for."""
        visible = self.queryset.all().visible_to(self.viewer)
        if "on" not in self.request.query_params:
            return visible
        if hasattr(visible, "versions_as_of"):
            versions = visible.versions_as_of(self.moment).order_by(*visible.query.order_by)
            related = visible.query.select_related
            return versions.select_related(*related) if isinstance(related, dict) else versions
        return visible.filter(known_at__lte=self.moment)


def explain(problem: Exception, context: dict[str, Any]) -> Response | None:
    """Turn questions that cannot be answered into 400, all else as usual."""
    if isinstance(problem, asked.BadQuestion):
        problem = ValidationError({"detail": f"{problem.message} {problem.hint}".strip()})
    return exception_handler(problem, context)


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes `Authorization: Token ...`."""

    target_class = "portfolio.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the OpenAPI description of the header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "The word Token, a space, and a token from your settings.",
        }
