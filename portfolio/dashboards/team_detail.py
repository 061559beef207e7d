"""The page of a team: who they are, their rhythm and their words, as known on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portfolio.models import Membership, Team, User
from portfolio.permissions import is_on_team
from portfolio.queries import teams


@dataclass(frozen=True)
class TeamPage:
    """Everything the page shows. `team` is as it was known on the day; who is on it is of today.

    `due_on` is the day on which the check-ins of the present period are or were due.
    """

    team: Team
    members: list[Membership]
    due_on: date
    time_there: datetime
    can_frame: bool


def team_page(
    team: Team, *, user: User, on: date, moment: datetime, at: datetime
) -> TeamPage | None:
    """Return the page as known at the moment, the end of the day; None if unknown then."""
    known: list[Any] = teams.visible_teams(user).filter(pk=team.pk).as_of(moment)
    if not known:
        return None
    there = known[0]
    return TeamPage(
        team=there,
        members=list(teams.members_of(team)),
        due_on=there.rhythm.due_on(on),
        time_there=at.astimezone(there.rhythm.zone),
        can_frame=is_on_team(user, team),
    )
