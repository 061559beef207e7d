"""What is being done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from pmo_portal.lib.vocabulary import Health, InitiativeStage
from portfolio.models import Organisation, User
from products.models import Initiative, InitiativeLine, Outcome, Product
from products.queries import check_ins, outcomes
from products.queries.health import health_of
from products.queries.known import AsKnown

ENDED = (InitiativeStage.DONE, InitiativeStage.STOPPED)


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative as a product's page lists it."""

    initiative: Initiative
    line: InitiativeLine | None
    health: Health
    outcomes: list[Outcome]

    @property
    def slip_days(self) -> int | None:
        """Days between the first promise and the day due now; none without both."""
        return slip_days(self.initiative)


@dataclass(frozen=True)
class Promise:
    """A due date, and since which day the organisation knew it."""

    due_on: date | None
    since: date
    moved_days: int | None


def visible_initiatives(user: User) -> QuerySet[Initiative]:
    """Return the initiatives this person may see."""
    return Initiative.objects.visible_to(user).order_by("title", "pk")


def initiatives_of(product_id: int, *, known: AsKnown) -> list[InitiativeRow]:
    """Return the initiatives of a product still listed on the day, those under way first."""
    listed = [
        initiative
        for initiative in known.standing(Initiative, product_id=[product_id])
        if not (initiative.unlisted_on and initiative.unlisted_on <= known.on)
    ]
    listed.sort(key=lambda i: (i.stage in ENDED, i.due_on or date.max, i.title.lower(), i.pk))
    return rows(listed, known=known)


def rows(initiatives: list[Initiative], *, known: AsKnown) -> list[InitiativeRow]:
    """Return the initiatives with the latest word and the outcomes they serve."""
    ids = [initiative.pk for initiative in initiatives]
    lines = check_ins.latest_initiative_lines(ids, known=known)
    served = outcomes.outcomes_by_initiative(ids, known=known)
    return [
        InitiativeRow(
            i, line := lines.get(i.pk), health_of(i, line, known=known), served.get(i.pk, [])
        )
        for i in initiatives
    ]


def is_under_way(initiative: Initiative) -> bool:
    """Return whether work on it has begun and not ended."""
    return initiative.stage not in (InitiativeStage.IDEA, *ENDED)


def slip_days(initiative: Initiative) -> int | None:
    """Return the days from the first promise to the day due now, or to the day it was finished."""
    end = initiative.finished_on or initiative.due_on
    if not (end and initiative.first_promised_on):
        return None
    return (end - initiative.first_promised_on).days


def promises(
    initiative: Initiative, *, known: AsKnown, organisation: Organisation
) -> list[Promise]:
    """Return each due date that was promised, oldest first, with how far it moved."""
    versions = Initiative.versions_model()._default_manager.filter(
        pgh_obj_id=initiative.pk, known_at__lte=known.moment
    )
    history: list[Promise] = []
    for due_on, known_at in versions.order_by("known_at", "pgh_id").values_list(
        "due_on", "known_at"
    ):
        before = history[-1].due_on if history else None
        if history and due_on == before:
            continue
        moved = (due_on - before).days if due_on and before else None
        history.append(Promise(due_on, organisation.day_of(known_at), moved))
    return history


def initiatives_by_id(ids: Iterable[int], *, known: AsKnown) -> dict[int, Initiative]:
    """Return the visible ones among these initiatives as they were known."""
    return known.by_id(Initiative, ids)


def initiatives_to_need(product: Product, *, user: User, but: Initiative) -> list[Initiative]:
    """Return the initiatives of a product that another piece of work may wait for."""
    listed = visible_initiatives(user).filter(product=product, unlisted_on__isnull=True)
    return list(listed.exclude(stage__in=ENDED).exclude(pk=but.pk))
