"""Whom help can be asked of."""

from portfolio.models import Team, User


def teams_to_ask(user: User) -> list[Team]:
    """Return all teams by name; that a team exists is open to everyone."""
    return list(Team.objects.visible_to(user).order_by("name", "pk"))
