"""Who may do what to the organisation, its people and its strategy.

Reading is for everyone who is signed in; what is restricted is cut by `visible_to`.
"""

from pmo_portal.lib.vocabulary import Role
from portfolio.models import Team, User


def can_administer(user: User) -> bool:
    """Whether the person looks after people, teams and the organisation's details."""
    return user.is_active and user.role == Role.ADMINISTRATOR


def can_set_direction(user: User) -> bool:
    """Whether the person shapes portfolios and objectives."""
    return user.is_active and user.role in {Role.PMO_LEAD, Role.ADMINISTRATOR}


def is_on_team(user: User, team: Team) -> bool:
    """Whether the person is on the team. Nobody's role stands in for being on it."""
    return user.is_active and team.pk in user.team_ids


def is_lead_of(user: User, team: Team) -> bool:
    """Whether the person leads the team."""
    return user.is_active and user.memberships.filter(team=team, is_lead=True).exists()


def can_look_after_team(user: User, team: Team) -> bool:
    """Whether the person decides who is on the team, and its rhythm and words."""
    return can_administer(user) or is_lead_of(user, team)
