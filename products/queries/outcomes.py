"""What should become different."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pmo_portal.lib.vocabulary import Health
from portfolio.models import Objective, User
from products.models import Contribution, Initiative, Outcome, Product, Reading
from products.queries import check_ins, readings
from products.queries.health import health_of
from products.queries.known import AsKnown


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome as a product's page lists it. Readings are valid ones, oldest first."""

    outcome: Outcome
    objective: Objective | None
    readings: list[Reading]

    @property
    def latest(self) -> Reading | None:
        """The reading with the latest observed day."""
        return self.readings[-1] if self.readings else None


@dataclass(frozen=True)
class Mover:
    """An initiative meant to move an outcome, and how it goes by the latest word."""

    initiative: Initiative
    contribution: Contribution
    product: Product | None
    health: Health


def visible_outcomes(user: User) -> QuerySet[Outcome]:
    """Return the outcomes this person may see."""
    return Outcome.objects.visible_to(user).order_by("name", "pk")


def outcomes_of(product_id: int, *, known: AsKnown) -> list[Outcome]:
    """Return the outcomes of a product still listed on the day, open ones first."""
    listed = [
        outcome
        for outcome in known.standing(Outcome, product_id=[product_id])
        if not (outcome.unlisted_on and outcome.unlisted_on <= known.on)
    ]
    return sorted(listed, key=lambda o: (bool(o.closed_as), o.name.lower(), o.pk))


def outcomes_to_serve(
    product: Product, *, user: User, initiative: Initiative | None = None
) -> list[Outcome]:
    """Return what an initiative can be meant to move: the product's own, and what it is tied to."""
    wanted = Q(product=product.pk, unlisted_on__isnull=True, closed_as="")
    if initiative is not None:
        ties = Contribution.objects.standing().filter(initiative=initiative)
        wanted |= Q(pk__in=ties.values("outcome_id"))
    found = Outcome.objects.visible_to(user).select_related("product").filter(wanted)
    return list(found.order_by("name", "pk"))


def outcomes_elsewhere(
    words: str, *, initiative: Initiative, user: User, limit: int = 12
) -> list[Outcome]:
    """Return open outcomes of other products that an initiative could move.

    Those that carry all the words in their name or their product's; without words those that
    serve an objective of the initiative's own product.
    """
    listed = visible_outcomes(user).filter(unlisted_on__isnull=True, closed_as="")
    found = listed.exclude(product=initiative.product_id)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(product__name__icontains=word))
    if not words.strip():
        own = Outcome.objects.filter(product=initiative.product_id, objective__isnull=False)
        found = found.filter(objective__in=own.values("objective_id"))
    return list(found.select_related("product__team")[:limit])


def rows(outcomes: list[Outcome], *, known: AsKnown) -> list[OutcomeRow]:
    """Return the outcomes with their objective and readings, in two queries."""
    objectives = known.by_id(Objective, (o.objective_id for o in outcomes))
    found = readings.readings_by_outcome((o.pk for o in outcomes), known=known)
    return [
        OutcomeRow(outcome, objectives.get(outcome.objective_id or 0), found.get(outcome.pk, []))
        for outcome in outcomes
    ]


def movers_of(outcome: Outcome, *, known: AsKnown) -> list[Mover]:
    """Return the initiatives that should move an outcome, the largest share first."""
    ties = standing_contributions(known=known, outcome_id=[outcome.pk])
    initiatives = known.by_id(Initiative, (tie.initiative_id for tie in ties))
    products = known.by_id(Product, (i.product_id for i in initiatives.values()))
    lines = check_ins.latest_initiative_lines(initiatives, known=known)
    movers = [
        Mover(
            initiative,
            tie,
            products.get(initiative.product_id),
            health_of(initiative, lines.get(initiative.pk), known=known),
        )
        for tie in ties
        if (initiative := initiatives.get(tie.initiative_id))
    ]
    return sorted(movers, key=lambda m: (-(m.contribution.expected_share or 0), m.initiative.title))


def standing_contributions(*, known: AsKnown, **where: Iterable[int]) -> list[Contribution]:
    """Return the ties between initiatives and outcomes that were not taken back by the day."""
    return sorted(
        (
            tie
            for tie in known.standing(Contribution, **where)
            if not (tie.ended_on and tie.ended_on <= known.on)
        ),
        key=lambda tie: tie.pk,
    )


def outcomes_by_initiative(
    initiative_ids: Iterable[int], *, known: AsKnown
) -> dict[int, list[Outcome]]:
    """Return the outcomes each initiative should move, the largest expected share first."""
    ties = standing_contributions(known=known, initiative_id=initiative_ids)
    outcomes = known.by_id(Outcome, (tie.outcome_id for tie in ties))
    served: dict[int, list[Outcome]] = defaultdict(list)
    for tie in sorted(ties, key=lambda tie: (-(tie.expected_share or 0), tie.outcome_id)):
        if tie.outcome_id in outcomes:
            served[tie.initiative_id].append(outcomes[tie.outcome_id])
    return served


def outcomes_by_id(ids: Iterable[int], *, known: AsKnown) -> dict[int, Outcome]:
    """Return the visible ones among these outcomes as they were known."""
    return known.by_id(Outcome, ids)
