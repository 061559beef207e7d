"""A team's own frame by API. The rules are those of its form."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers as fields
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from pmo_portal.lib.api_shapes import Problem, Strict
from pmo_portal.lib.conditions import IF_MATCH, ChangedMeanwhile, etag, in_sight
from pmo_portal.lib.vocabulary import Cadence, CheckInPart
from portfolio import permissions, serializers
from portfolio.actions.teams import redefine_team
from portfolio.actions.versions import SomebodyChangedIt
from portfolio.forms.frame import FrameForm, frame_of, other_parts
from portfolio.models import Team
from portfolio.queries.editions import newest_version
from portfolio.queries.teams import visible_teams


class FrameShape(Strict):
    """A team's own frame; both forms of a word are given, or neither."""

    cadence = fields.ChoiceField(choices=Cadence.choices)
    first_weekday = fields.IntegerField(min_value=0, max_value=6)
    time_zone = fields.CharField(max_length=64)
    outcome_word = fields.CharField(max_length=40, allow_blank=True)
    outcome_words = fields.CharField(max_length=40, allow_blank=True)
    initiative_word = fields.CharField(max_length=40, allow_blank=True)
    initiative_words = fields.CharField(max_length=40, allow_blank=True)
    confidence_scale = fields.IntegerField()
    unwanted_parts = fields.ListField(child=fields.ChoiceField(choices=CheckInPart.choices))

    def frame(self, team: Team) -> dict[str, Any]:
        """Return the frame: what was sent, on top of what stands. Raises ValidationError."""
        said = dict(self.validated_data)
        if "unwanted_parts" in said:
            said["wanted_parts"] = other_parts(said.pop("unwanted_parts"))
        form = FrameForm({**frame_of(team), **said}, team=team)
        if not form.is_valid():
            raise ValidationError(
                {name: [str(one) for one in problems] for name, problems in form.errors.items()}
            )
        return form.frame()


class FrameChanging:
    """What the list of teams adds to reading: an ETag, and changes in sight of it."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer with the team and the ETag that a change has to name."""
        answer = super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        if "on" not in request.query_params:
            answer["ETag"] = etag(newest_version(self._team()))["ETag"]
        return answer

    @extend_schema(
        parameters=[IF_MATCH],
        request=FrameShape(partial=True),
        responses={
            200: serializers.TeamSerializer,
            **dict.fromkeys((403, 404, 412, 428), Problem),
        },
    )
    def partial_update(self, request: Request, slug: str) -> Response:
        """Change what is sent of the team's frame; earlier days keep the words they had."""
        if "on" in request.query_params:
            raise ValidationError({"on": [_("A past day cannot be written.")]})
        team, viewer = self._team(), self.viewer  # type: ignore[attr-defined]
        if not permissions.is_on_team(viewer, team):
            raise PermissionDenied(_("Only members of the team can change its frame."))
        edition = in_sight(request, stands=newest_version(team))
        shape = FrameShape(data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        frame = shape.frame(team)
        try:
            redefine_team(team=team, **frame, in_sight=edition, by=viewer, at=timezone.now())
        except SomebodyChangedIt as somebody:
            raise ChangedMeanwhile(serializers.TeamSerializer(self._team()).data) from somebody
        team = self._team()
        return Response(serializers.TeamSerializer(team).data, headers=etag(newest_version(team)))

    def _team(self) -> Team:
        teams = visible_teams(self.viewer)  # type: ignore[attr-defined]
        return get_object_or_404(teams, slug=self.kwargs["slug"])  # type: ignore[attr-defined]
