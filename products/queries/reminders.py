"""Which check-ins and readings are due somewhere in the world just now, and who is to be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from pmo_portal.lib.calendar import day_of
from pmo_portal.lib.rhythm import Call, call_at
from pmo_portal.lib.vocabulary import ProductStage, Reminders
from portfolio.models import Membership, Team, User
from products.models import Product
from products.queries.watching import Standing, Watched, standing_of


@dataclass(frozen=True)
class Due:
    """A product whose check-in is due, or the reading of an outcome of it, and whom to remind."""

    product: Product
    outcome: Watched | None
    call: Call
    people: list[User]


def due_now(at: datetime) -> list[Due]:
    """Return what to remind of at this moment; a constant number of queries.

    What has shipped is left alone, but for outcomes that are watched: those are asked for as
    often as they are read.
    """
    owed = [
        (standing.product, *due)
        for standing in standing_of(~Q(stage=ProductStage.RETIRE))
        for due in _owed(standing, at)
    ]
    people = _people_of({product.team for product, _outcome, _call in owed}, at)
    return [
        Due(product, outcome, call, people[product.team_id])
        for product, outcome, call in owed
        if people[product.team_id]
    ]


def _owed(standing: Standing, at: datetime) -> Iterator[tuple[Watched | None, Call]]:
    on = day_of(at, standing.team.rhythm.zone)
    call = call_at(at, standing.team.rhythm)
    if call and standing.has_to_check_in and standing.is_unsaid(on):
        yield None, call
    for outcome, rhythm in standing.unread(on):
        if call := call_at(at, rhythm):
            yield outcome, call


def _people_of(teams: set[Team], at: datetime) -> dict[int, list[User]]:
    """Return who of each team wants a reminder on the team's day."""
    wanting = Membership.objects.filter(
        ~Q(user__reminders=Reminders.OFF),
        team__in=teams,
        user__is_active=True,
    )
    today = {team.pk: at.astimezone(team.rhythm.zone).date() for team in teams}
    people: dict[int, list[User]] = {team.pk: [] for team in teams}
    for membership in wanting.select_related("user").order_by("user_id"):
        paused_until = membership.user.reminders_paused_until
        if paused_until is None or paused_until <= today[membership.team_id]:
            people[membership.team_id].append(membership.user)
    return people
