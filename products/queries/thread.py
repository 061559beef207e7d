"""The golden thread: from an objective to the outcomes, initiatives and words that serve it."""

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from portfolio.models import Objective, Team
from products.models import CheckIn, Initiative, InitiativeLine, Outcome, Product
from products.queries import check_ins, products
from products.queries.known import AsKnown
from products.queries.outcomes import outcomes_by_initiative, standing_contributions


class Knot(StrEnum):
    """Where on the thread a page is."""

    OUTCOME = "outcome"
    INITIATIVE = "initiative"
    CHECK_IN = "check_in"
    PRODUCT = "product"


@dataclass(frozen=True)
class Thread:
    """What lies above and below a page. `here` is the knot the page itself is.

    `line` is what the check-in says of the one initiative the page is about.
    `team` is the one that owned the product on the day, whose words the page speaks.
    Objectives with the most outcomes come first; `hidden_objectives` counts objectives that the viewer may not see.
    """

    here: Knot
    product: Product | None
    team: Team | None = None
    objectives: list[Objective] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    check_in: CheckIn | None = None
    line: InitiativeLine | None = None
    hidden_objectives: int = 0


def thread_of_product(
    product: Product,
    *,
    outcomes: list[Outcome],
    initiatives: list[Initiative],
    check_in: CheckIn | None,
    known: AsKnown,
) -> Thread:
    """Return the thread through a product, whose parts the page has read already."""
    return _thread(Knot.PRODUCT, product, outcomes, initiatives, check_in, known)


def thread_of_outcome(
    outcome: Outcome, *, product: Product, initiatives: list[Initiative], known: AsKnown
) -> Thread:
    """Return the thread through an outcome."""
    said = check_ins.latest_check_in(outcome.product_id, known=known)
    return _thread(Knot.OUTCOME, product, [outcome], initiatives, said, known)


def thread_of_initiative(
    initiative: Initiative, *, product: Product, outcomes: list[Outcome], known: AsKnown
) -> Thread:
    """Return the thread through an initiative; its check-in is the last that speaks of it."""
    line = check_ins.latest_initiative_lines([initiative.pk], known=known).get(initiative.pk)
    said = line.check_in if line else check_ins.latest_check_in(initiative.product_id, known=known)
    thread = _thread(Knot.INITIATIVE, product, outcomes, [initiative], said, known)
    return replace(thread, line=line)


def thread_of_check_in(check_in: CheckIn, *, product: Product, known: AsKnown) -> Thread:
    """Return the thread through what a check-in speaks of, or all of its product if of nothing."""
    initiative_ids = [line.initiative_id for line in check_in.initiative_lines.all()]
    outcome_ids = [line.outcome_id for line in check_in.outcome_lines.all()]
    if not (initiative_ids or outcome_ids):
        outcome_ids = [o.pk for o in known.standing(Outcome, product_id=[product.pk])]
        ties = standing_contributions(known=known, outcome_id=outcome_ids)
        initiative_ids = [tie.initiative_id for tie in ties]
    initiatives = list(known.by_id(Initiative, initiative_ids).values())
    outcomes = known.by_id(Outcome, outcome_ids)
    for served in outcomes_by_initiative(initiative_ids, known=known).values():
        outcomes |= {outcome.pk: outcome for outcome in served}
    return _thread(Knot.CHECK_IN, product, list(outcomes.values()), initiatives, check_in, known)


def _thread(
    here: Knot,
    product: Product,
    outcomes: list[Outcome],
    initiatives: list[Initiative],
    check_in: CheckIn | None,
    known: AsKnown,
) -> Thread:
    wanted = Counter(outcome.objective_id for outcome in outcomes if outcome.objective_id)
    objectives = sorted(
        known.by_id(Objective, wanted).values(), key=lambda o: (-wanted[o.pk], o.order, o.pk)
    )
    return Thread(
        here=here,
        product=product,
        team=products.team_of(product, known=known),
        objectives=objectives,
        outcomes=outcomes,
        initiatives=initiatives,
        check_in=check_in,
        hidden_objectives=len(wanted) - len(objectives),
    )
