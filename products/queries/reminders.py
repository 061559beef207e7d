"""Which check-ins are due somewhere in the world just now, and who wants to be told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from pmo_portal.lib.rhythm import Call, call_at
from pmo_portal.lib.vocabulary import ProductStage, Reminders
from portfolio.models import Membership, Team, User
from products.models import CheckIn, Product
from products.queries.watching import is_unsaid, rhythm_of, with_what_is_watched


@dataclass(frozen=True)
class DueCheckIn:
    """A product whose check-in is due, the reminder that may go out, and to whom."""

    product: Product
    call: Call
    people: list[User]


def due_check_ins(at: datetime) -> list[DueCheckIn]:
    """Return the check-ins to remind of at this moment; a constant number of queries.

    What has shipped is asked for as often as its outcomes are read, while one is watched.
    """
    owed = [
        (product, call)
        for product in _with_something_to_say()
        if (call := call_at(at, rhythm_of(product)))
        and is_unsaid(product.said_for, since=call.period_start, team=product.team.rhythm)
    ]
    people = _people_of({product.team for product, _call in owed}, at)
    return [
        DueCheckIn(product, call, people[product.team_id])
        for product, call in owed
        if people[product.team_id]
    ]


def _with_something_to_say() -> QuerySet:
    """Return the products with work that has not ended or an outcome still watched.

    Each carries `said_for`, the latest period it checked in for.
    """
    correction = CheckIn.objects.filter(supersedes=OuterRef("pk"))
    said = CheckIn.objects.filter(~Exists(correction), product=OuterRef("pk"))
    latest = said.order_by().values("product").annotate(latest=Max("period_start"))
    return (
        with_what_is_watched(Product.objects.exclude(stage=ProductStage.RETIRE))
        .filter(Q(has_work=True) | ~Q(watched=[]))
        .select_related("team")
        .annotate(said_for=Subquery(latest.values("latest")))
        .order_by("order", "name", "pk")
    )


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
