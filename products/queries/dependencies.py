"""Who waits for whom, and what could go wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from portfolio.models import User, hidden_portfolio_ids
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

    def is_over(self, on: date) -> bool:
        """Return whether it had ended by the day."""
        ended_on = self.dependency.ended_on
        return ended_on is not None and ended_on <= on

    def days_late(self, on: date) -> int | None:
        """Return by how many days what is promised, or the day itself, misses the need, if it does.

        What is over is late by its promise alone.
        """
        needed_by, promised_on = self.dependency.needed_by, self.dependency.promised_on
        reached = [day for day in (promised_on, None if self.is_over(on) else on) if day]
        if needed_by is None or not reached:
            return None
        days = (max(reached) - needed_by).days
        return days if days > 0 else None


def visible_dependencies(user: User) -> QuerySet[Dependency]:
    """Return the dependencies of work this person may see."""
    return Dependency.objects.visible_to(user).select_related(
        "initiative__product__team",
        "needs_initiative__product__team",
        "needs_product__team",
    )


def wait_of(dependency: Dependency, *, known: AsKnown) -> Wait:
    """Return one dependency with both its ends as known, ended or not."""
    return _with_ends([dependency], known)[0]


def words_on(dependency: Dependency, *, known: AsKnown) -> list[Any]:
    """Return the versions of a dependency known by then, oldest first."""
    versions = Dependency.versions_model()._default_manager
    said = versions.filter(pgh_obj_id=dependency.pk, known_at__lte=known.moment)
    return list(said.order_by("known_at", "pgh_id"))


def all_waits(*, known: AsKnown) -> list[Wait]:
    """Return all dependencies whose waiting side was in sight, ended or not; three queries."""
    found: list[Dependency] = Dependency.objects.visible_to(known.user).as_of(known.moment)
    return [wait for wait in _with_ends(found, known) if wait.waiting]


def waits_unseen(*, known: AsKnown) -> int:
    """Return how many of those not over the person may not see."""
    if not hidden_portfolio_ids(known.user):
        return 0
    seen = Dependency.objects.visible_to(known.user)
    made = Dependency.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=known.on))
    return made.exclude(pk__in=seen).count()


def waits_of(initiative_ids: list[int], *, known: AsKnown) -> list[Wait]:
    """Return what the initiatives of a product wait for, the most pressing first."""
    return _waits(known.standing(Dependency, initiative_id=initiative_ids), known)


def waits_on(product_id: int, *, initiative_ids: list[int], known: AsKnown) -> list[Wait]:
    """Return what others wait for from a product or its initiatives, the most pressing first.

    A waiting side that the viewer may not see is left out.
    """
    return waits_on_any([product_id], initiative_ids=initiative_ids, known=known)


def waits_on_any(
    product_ids: list[int], *, initiative_ids: list[int], known: AsKnown
) -> list[Wait]:
    """Return what other work waits for from any of these, as `waits_on` does."""
    own = set(initiative_ids)
    found = {
        dependency.pk: dependency
        for dependency in (
            *known.standing(Dependency, needs_product_id=product_ids),
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
    return _with_ends(open_ones, known)


def _with_ends(dependencies: list[Dependency], known: AsKnown) -> list[Wait]:
    ids = {d.initiative_id for d in dependencies} | {d.needs_initiative_id for d in dependencies}
    initiatives = known.by_id(Initiative, ids)
    of_initiatives = {i.product_id for i in initiatives.values()}
    products = known.by_id(Product, of_initiatives | {d.needs_product_id for d in dependencies})
    return [_wait(dependency, initiatives, products) for dependency in dependencies]


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
