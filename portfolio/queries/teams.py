"""Teams, and who is on them."""

from datetime import datetime

from django.db.models import Min, QuerySet

from portfolio.models import Membership, Team, User
from portfolio.models.people import TeamQuerySet


def visible_teams(user: User) -> TeamQuerySet:
    """Return the teams this person may see."""
    return Team.objects.visible_to(user).order_by("name", "pk")


def members_of(team: Team) -> QuerySet[Membership]:
    """Return who is on the team and still here, leads first."""
    members = team.memberships.filter(user__is_active=True).select_related("user")
    return members.order_by("-is_lead", "user__name", "user__email")


def known_since(team: Team) -> datetime:
    """Return the moment since when the organisation knows of the team."""
    versions = Team.versions_model()._default_manager.filter(pgh_obj_id=team.pk)
    return versions.aggregate(first=Min("known_at"))["first"]
