"""Products, their outcomes and their initiatives, with all that changed about them."""

from dataclasses import dataclass

from pmo_portal.lib.provenance import authored, because
from pmo_portal.lib.vocabulary import Closure
from portfolio.models import User
from products.actions.changes import change
from products.demo.catalogue import words
from products.demo.simulation import ProductLife
from products.demo.simulation.outcomes import OutcomeLife
from products.demo.simulation.timeline import Timeline
from products.demo.writing.company import Company
from products.demo.writing.histories import write_histories
from products.models import Contribution, Initiative, Outcome, Product


@dataclass(frozen=True)
class Written:
    """A product in the portal beside its simulated year. Places are those of the year."""

    life: ProductLife
    product: Product
    outcomes: list[Outcome]
    initiatives: list[Initiative]
    members: list[User]


def write_products(company: Company, lives: list[ProductLife], timeline: Timeline) -> list[Written]:
    """Write every product with its outcomes and initiatives, in the name of its team's lead."""
    return [_write(order, company, life, timeline) for order, life in enumerate(lives)]


def _write(order: int, company: Company, life: ProductLife, timeline: Timeline) -> Written:
    members = company.members[life.row.team]
    with authored(members[0]):
        product = Product.objects.create(
            portfolio=company.portfolios[life.row.portfolio],
            team=company.teams[life.row.team],
            slug=company.slug(life.row.slug),
            name=company.name(life.row.name),
            stage=life.row.stage,
            purpose=life.row.purpose,
            order=order,
            known_at=company.known_at,
        )
        outcomes = _write_outcomes(company, product, life.outcomes, timeline, members)
        initiatives = _write_initiatives(product, life, timeline)
        _write_contributions(life, outcomes, initiatives, timeline)
    return Written(life, product, outcomes, initiatives, members)


def _write_outcomes(
    company: Company,
    product: Product,
    lives: list[OutcomeLife],
    timeline: Timeline,
    owners: list[User],
) -> list[Outcome]:
    outcomes = [
        Outcome(
            product=product,
            objective=company.objectives.get(life.row.objective),
            name=life.row.name,
            measure_kind=life.kind,
            unit=life.row.unit,
            baseline=life.baseline,
            baseline_on=life.baseline_on,
            target=life.target,
            target_upper=life.upper,
            target_on=life.target_on,
            weight=life.weight,
            ambition=life.ambition,
            owner=owners[place % len(owners)],
            known_at=timeline.moment(max(life.baseline_on, timeline.first)),
        )
        for place, life in enumerate(lives)
    ]
    write_histories(outcomes, [()] * len(outcomes))
    for outcome, life in zip(outcomes, lives, strict=True):
        _change_outcome(outcome, life, timeline)
    return outcomes


def _change_outcome(outcome: Outcome, life: OutcomeLife, timeline: Timeline) -> None:
    """Give it the other target it got, or close it, in the words of the time."""
    if life.retargeted:
        on, target, reason = life.retargeted
        with because(reason):
            change(outcome, at=timeline.moment(on), target=target)
    if life.closed_on:
        change(
            outcome,
            at=timeline.moment(life.closed_on),
            closed_as=Closure.REALISED if life.is_realised else Closure.NOT_REALISED,
            closed_on=life.closed_on,
            learned=_learned(life),
        )


def _learned(life: OutcomeLife) -> str:
    """Return what its team learned, the same whenever it is asked."""
    said = words()["learned"]["realised" if life.is_realised else "not_realised"]
    return said[len(life.row.name) % len(said)]


def _write_initiatives(product: Product, life: ProductLife, timeline: Timeline) -> list[Initiative]:
    initiatives = [
        Initiative(
            product=product,
            title=own.row.title,
            hypothesis=_hypothesis(life, own.row.places),
            stage=own.stage,
            kind=own.row.kind,
            effort=own.effort,
            started_on=own.started_on,
            due_on=own.due_on,
            first_promised_on=own.due_on,
            known_at=timeline.moment(own.known_on),
        )
        for own in life.initiatives
    ]
    changes = [
        [(timeline.moment(on), columns) for on, columns in own.changes] for own in life.initiatives
    ]
    write_histories(initiatives, changes)
    return initiatives


def _hypothesis(life: ProductLife, places: list[int]) -> str:
    """Return what the team believes the work will do."""
    moved = life.outcomes[places[0]].row
    way = {"up": "rises", "down": "falls", "done": "is reached"}.get(moved.kind, "holds")
    return f"We believe that with this “{moved.name}” {way}, and that we see it within a quarter."


def _write_contributions(
    life: ProductLife,
    outcomes: list[Outcome],
    initiatives: list[Initiative],
    timeline: Timeline,
) -> None:
    contributions = [
        Contribution(
            initiative=initiative,
            outcome=outcomes[place],
            expected_share=share,
            known_at=timeline.moment(max(own.known_on, life.outcomes[place].baseline_on)),
        )
        for initiative, own in zip(initiatives, life.initiatives, strict=True)
        for place, share in zip(own.row.places, own.shares, strict=True)
    ]
    write_histories(contributions, [()] * len(contributions))
