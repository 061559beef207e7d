"""Who waits for whom, and what could go wrong."""

from dataclasses import dataclass

from products.models import Dependency, Initiative, Product, Risk
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Wait:
    """One dependency, with both its ends. An end the viewer may not see is nothing."""

    dependency: Dependency
    waiting: Initiative | None
    waiting_product: Product | None
    needed: Initiative | None
    needed_product: Product | None


def waits_of(initiative_ids: list[int], *, known: AsKnown) -> list[Wait]:
    """Return what the initiatives of a product wait for, the most pressing first."""
    return _waits(known.standing(Dependency, initiative_id=initiative_ids), known)


def waits_on(product_id: int, *, initiative_ids: list[int], known: AsKnown) -> list[Wait]:
    """Return what others wait for from a product or its initiatives, the most pressing first.

    A waiting side that the viewer may not see is left out.
    """
    own = set(initiative_ids)
    found = {
        dependency.pk: dependency
        for dependency in (
            *known.standing(Dependency, needs_product_id=[product_id]),
            *known.standing(Dependency, needs_initiative_id=initiative_ids),
        )
        if dependency.initiative_id not in own
    }
    return [wait for wait in _waits(list(found.values()), known) if wait.waiting]


def open_risks(product_id: int, *, known: AsKnown) -> list[Risk]:
    """Return the risks of a product not closed by the day, the gravest first."""
    risks = [
        risk
        for risk in known.standing(Risk, product_id=[product_id])
        if not (risk.closed_on and risk.closed_on <= known.on)
    ]
    return sorted(risks, key=lambda risk: (-risk.likelihood * risk.impact, risk.pk))


def _waits(dependencies: list[Dependency], known: AsKnown) -> list[Wait]:
    open_ones = [d for d in dependencies if not (d.ended_on and d.ended_on <= known.on)]
    open_ones.sort(key=lambda d: (d.needed_by is None, d.needed_by, d.pk))
    ids = {d.initiative_id for d in open_ones} | {d.needs_initiative_id for d in open_ones}
    initiatives = known.by_id(Initiative, ids)
    of_initiatives = {i.product_id for i in initiatives.values()}
    products = known.by_id(Product, of_initiatives | {d.needs_product_id for d in open_ones})
    return [_wait(dependency, initiatives, products) for dependency in open_ones]


def _wait(
    dependency: Dependency, initiatives: dict[int, Initiative], products: dict[int, Product]
) -> Wait:
    waiting = initiatives.get(dependency.initiative_id)
    needed = initiatives.get(dependency.needs_initiative_id or 0)
    needed_product_id = needed.product_id if needed else dependency.needs_product_id
    return Wait(
        dependency,
        waiting,
        products.get(waiting.product_id) if waiting else None,
        needed,
        products.get(needed_product_id or 0),
    )
