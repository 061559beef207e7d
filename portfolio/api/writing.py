"""The strategy by API: objectives, portfolios and playbooks. The rules are those of their forms."""

from collections.abc import Mapping
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
from pmo_portal.lib.once_by_api import KEY, key_of, key_reused
from portfolio import permissions
from portfolio.actions import idempotency
from portfolio.actions.refusals import NotForYou, Refusal
from portfolio.actions.versions import SomebodyChangedIt
from portfolio.forms.definition import DefinitionForm
from portfolio.queries.editions import newest_version

REFUSALS = dict.fromkeys((403, 404, 422), Problem)
CHANGES = dict.fromkeys((403, 404, 412, 428), Problem)


class OfficeWriting:
    """What a list of definitions adds to reading: written by the office, in sight of what stands.

    A body is read by its `shape` and checked by the form of the page.
    """

    shape: ClassVar[type[Strict]]

    def form(self, data: Any, thing: Any | None) -> DefinitionForm:
        """Return the form of the thing, or of a new one."""
        raise NotImplementedError

    def define(self, form: Any, **by_me: Any) -> Any:
        """Write a new one and return it."""
        raise NotImplementedError

    def redefine(self, thing: Any, form: Any, **by_me: Any) -> Any:
        """Change one and return it."""
        raise NotImplementedError

    def edition(self, thing: Any) -> str:
        """Return the name of what stands."""
        return newest_version(thing)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with one of them and the ETag that a change has to name."""
        answer = super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        if "on" not in request.query_params:
            answer["ETag"] = etag(self.edition(self._thing()))["ETag"]
        return answer

    def defined(self, request: Request) -> Response:
        """Answer with what was written, now or by the first request with this key."""
        self._require_office()
        form = self._checked(self.form(None, None), request.data, thing=None)
        key = key_of(request)
        try:
            slugs, _is_new = idempotency.write_once(
                lambda: [self.define(form, by=self.viewer, at=timezone.now()).slug],
                key=key and f"{request.path}:{key}",
                digest=idempotency.digest_of(request.data),
                by=self.viewer,
            )
        except idempotency.KeyUsedForOtherWords as used:
            raise key_reused(used.results[0]) from used
        except Refusal as refusal:
            raise _refused(form, refusal) from refusal
        return self._shown(slugs[0], status.HTTP_201_CREATED)

    def redefined(self, request: Request) -> Response:
        """Answer with what stands after what is sent was changed and the rest left."""
        self._require_office()
        thing = self._thing()
        edition = in_sight(request, stands=self.edition(thing))
        form = self._checked(self.form(None, thing), request.data, thing=thing)
        by_me = {"in_sight": edition, "by": self.viewer, "at": timezone.now()}
        try:
            self.redefine(thing, form, **by_me)
        except SomebodyChangedIt as somebody:
            raise ChangedMeanwhile(self.get_serializer(self._thing()).data) from somebody  # type: ignore[attr-defined]
        except Refusal as refusal:
            raise _refused(form, refusal) from refusal
        return self._shown(thing.slug, status.HTTP_200_OK)

    @property
    def viewer(self) -> Any:
        """Who asks."""
        return self.request.user  # type: ignore[attr-defined]

    def _require_office(self) -> None:
        if "on" in self.request.query_params:  # type: ignore[attr-defined]
            raise ValidationError({"on": [_("A past day cannot be written.")]})
        if not permissions.can_set_direction(self.viewer):
            raise PermissionDenied(str(NotForYou()))

    def _checked(self, stands: DefinitionForm, body: Any, *, thing: Any | None) -> DefinitionForm:
        """Return the form with the body on top of what stands. Raises ValidationError."""
        shape = self.shape(data=body, partial=True)
        shape.is_valid(raise_exception=True)
        said = {name: "" if v is None else v for name, v in shape.validated_data.items()}
        form = self.form({**stands.initial, **said}, thing)
        if not form.is_valid():
            raise _unclear(form.errors)
        return form

    def _thing(self, slug: str = "") -> Any:
        visible = self.queryset.all().visible_to(self.viewer)  # type: ignore[attr-defined]
        return get_object_or_404(visible, slug=slug or self.kwargs["slug"])  # type: ignore[attr-defined]

    def _shown(self, slug: str, code: int) -> Response:
        thing = self._thing(slug)
        shown = self.get_serializer(thing).data  # type: ignore[attr-defined]
        return Response(shown, status=code, headers=etag(self.edition(thing)))


def writes(of: Any) -> Any:
    """Give the viewset `of` its POST and PATCH, described by its own shapes."""
    name = of.queryset.model.__name__.lower()

    @extend_schema(
        operation_id=f"{name}_define",
        parameters=[KEY],
        request=of.shape,
        responses={201: of.serializer_class, **REFUSALS},
    )
    def create(self: Any, request: Request) -> Response:
        """Write one down, at once and for everyone to see."""
        return self.defined(request)

    @extend_schema(
        operation_id=f"{name}_redefine",
        parameters=[IF_MATCH],
        request=of.shape(partial=True),
        responses={200: of.serializer_class, **CHANGES},
    )
    def partial_update(self: Any, request: Request, slug: str) -> Response:
        """Change what is sent and leave the rest; earlier days keep what stood then."""
        return self.redefined(request)

    of.create, of.partial_update = create, partial_update
    return of


def _refused(form: DefinitionForm, refusal: Refusal) -> ValidationError:
    form.refuse(refusal)
    return _unclear(form.errors)


def _unclear(errors: Mapping[str, Any]) -> ValidationError:
    return ValidationError(
        {
            "detail" if name == "__all__" else name: [str(one) for one in problems]
            for name, problems in errors.items()
        }
    )
