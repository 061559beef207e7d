"""Teams, and who is on them."""

from datetime import datetime
from typing import Any

from django.db import transaction

from pmo_portal.lib.provenance import authored
from pmo_portal.lib.vocabulary import Cadence
from portfolio.actions.versions import SomebodyChangedIt, write_version
from portfolio.models import Membership, Team, User
from portfolio.queries.editions import newest_version
from portfolio.queries.slugs import free_slug


def define_team(
    *,
    name: str,
    cadence: str = Cadence.WEEKLY,
    time_zone: str = "UTC",
    source_key: str | None = None,
    by: User | None,
    at: datetime,
) -> Team:
    """Return a new team without members."""
    with transaction.atomic(), authored(by):
        return Team.objects.create(
            slug=free_slug(Team, name),
            name=name,
            cadence=cadence,
            time_zone=time_zone,
            source_key=source_key,
            known_at=at,
        )


def redefine_team(
    *, team: Team, in_sight: str | None = None, by: User | None, at: datetime, **changes: Any
) -> Team:
    """Change the team's name, rhythm or words, and keep what they were.

    `in_sight` is the version the person saw. Raises SomebodyChangedIt.
    """
    with transaction.atomic(), authored(by):
        standing = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
        if in_sight is not None and in_sight != newest_version(standing):
            raise SomebodyChangedIt
        write_version(team, at=at, **changes)
        return team


def put_on_team(*, user: User, team: Team, is_lead: bool = False, by: User | None) -> Membership:
    """Put a person on the team, or change whether they lead it."""
    with transaction.atomic(), authored(by):
        membership, _is_new = Membership.objects.update_or_create(
            user=user, team=team, defaults={"is_lead": is_lead}
        )
        return membership


def take_off_team(*, user: User, team: Team, by: User | None) -> None:
    """Take a person off the team. What they wrote stays, with their name on it."""
    with transaction.atomic(), authored(by):
        Membership.objects.filter(user=user, team=team).delete()
