"""People and the teams they are on."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from portfolio.models import Membership, Team, User


def people() -> QuerySet[User]:
    """Return everyone, those who have left last, with their teams."""
    teams = Membership.objects.select_related("team").order_by("team__name", "team_id")
    return User.objects.order_by("-is_active", "name", "email").prefetch_related(
        Prefetch("memberships", queryset=teams)
    )


def people_here(*, and_also: Iterable[int | None] = ()) -> list[User]:
    """Return everyone who still comes here, by name, and those of the ids who have left."""
    wanted = Q(is_active=True) | Q(pk__in=[pk for pk in and_also if pk])
    return list(User.objects.filter(wanted).order_by("name", "email"))


def person_with_email(email: str) -> User | None:
    """Return the person who signs in with this e-mail, None when there is none."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def teams_with_members() -> QuerySet[Team]:
    """Return all teams, each with its members, leads first."""
    members = Membership.objects.select_related("user").order_by(
        "-is_lead", "user__name", "user__email"
    )
    return Team.objects.order_by("name", "pk").prefetch_related(
        Prefetch("memberships", queryset=members)
    )


def person(public_id: str) -> User:
    """Return the person with this id. Raises Http404."""
    return get_object_or_404(User, public_id=public_id)
