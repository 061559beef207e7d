"""Whom help can be asked of, and who may keep an eye on what a team wants to change."""

from django.db.models import QuerySet

from portfolio.models import Team, User


def teams_to_ask(user: User) -> list[Team]:
    """Return all teams by name; that a team exists is open to everyone."""
    return list(Team.objects.visible_to(user).order_by("name", "pk"))


def people_of(team: Team) -> QuerySet[User]:
    """Return the people of a team who still come here, by name."""
    found = User.objects.filter(memberships__team=team, is_active=True)
    return found.order_by("name", "email")
