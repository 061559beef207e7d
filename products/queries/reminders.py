"""Which check-ins are due somewhere in the world just now, and who wants to be told."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from pmo_portal.lib.rhythm import Call, call_at
from pmo_portal.lib.vocabulary import InitiativeStage, ProductStage, Reminders
from portfolio.models import Membership, Team, User
from products.models import CheckIn, Initiative, Outcome, Product

ENDED = (InitiativeStage.DONE, InitiativeStage.STOPPED)


@dataclass(frozen=True)
class DueCheckIn:
    """A product whose check-in is due, the reminder that may go out, and to whom."""

    product: Product
    call: Call
    people: list[User]


def due_check_ins(at: datetime) -> list[DueCheckIn]:
    """Return the check-ins to remind of at this moment; a constant number of queries."""
    calls = {team.pk: call for team in Team.objects.all() if (call := call_at(at, team.rhythm))}
    owed = [
        product
        for product in _with_something_to_say().filter(team__in=calls).select_related("team")
        if _is_unsaid(product.said_for, calls[product.team_id].period_start)
    ]
    people = _people_of({product.team for product in owed}, at)
    return [
        DueCheckIn(product, calls[product.team_id], people[product.team_id])
        for product in owed
        if people[product.team_id]
    ]


def _with_something_to_say() -> QuerySet:
    """Return the products with work that has not ended or an outcome still watched.

    Each carries `said_for`, the latest period it checked in for.
    """
    listed = {"product": OuterRef("pk"), "unlisted_on": None}
    work = Initiative.objects.filter(**listed).exclude(stage__in=ENDED)
    watched = Outcome.objects.filter(**listed, closed_as="")
    correction = CheckIn.objects.filter(supersedes=OuterRef("pk"))
    said = CheckIn.objects.filter(~Exists(correction), product=OuterRef("pk"))
    latest = said.order_by().values("product").annotate(latest=Max("period_start"))
    return (
        Product.objects.exclude(stage=ProductStage.RETIRE)
        .filter(Exists(work) | Exists(watched))
        .annotate(said_for=Subquery(latest.values("latest")))
        .order_by("order", "name", "pk")
    )


def _is_unsaid(said_for: date | None, period_start: date) -> bool:
    return said_for is None or said_for < period_start


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
