"""A part of a list, filtered and ordered by the database, with the count of the whole."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from insights.facts import cuts, initiatives, outcomes, products
from insights.facts.cuts import Cut
from insights.facts.lists import InitiativeFact, OutcomeFact, ProductFact, as_fact
from insights.facts.rows import listed_part
from insights.scope import Scope
from portfolio.models import User

F = TypeVar("F")


@dataclass(frozen=True)
class Part(Generic[F]):
    """The facts of one page, and how many there are on all pages."""

    facts: list[F]
    total: int


def outcomes_part(
    scope: Scope, cut: Cut, *, on: date, user: User, now: bool = False
) -> Part[OutcomeFact]:
    """Return the outcomes the figures of the scope count, as far as the cut wants them."""
    rows, total = listed_part(
        outcomes.relation, cuts.OUTCOMES, cut, scope, days=[on], user=user, now=now
    )
    return Part([as_fact(row, OutcomeFact) for row in rows], total)


def initiatives_part(
    scope: Scope, cut: Cut, *, on: date, user: User, now: bool = False
) -> Part[InitiativeFact]:
    """Return the initiatives the figures of the scope count, as far as the cut wants them."""
    rows, total = listed_part(
        initiatives.relation, cuts.INITIATIVES, cut, scope, days=[on], user=user, now=now
    )
    return Part([as_fact(row, InitiativeFact) for row in rows], total)


def products_part(
    scope: Scope,
    cut: Cut,
    *,
    on: date,
    user: User,
    ids: Collection[int] | None = None,
    now: bool = False,
) -> Part[ProductFact]:
    """Return the products of a place, those of `ids` alone where given, as the cut wants them.

    Products as such lie in no objective: of the scope its portfolio, product and team count.
    """
    place = replace(scope, objective_id=None, product_id=None)
    if scope.product_id is not None:
        ids = {scope.product_id} if ids is None else {scope.product_id} & set(ids)
    rows, total = listed_part(
        products.relation, cuts.PRODUCTS, cut, place, days=[on], user=user, ids=ids, now=now
    )
    return Part([as_fact(row, ProductFact) for row in rows], total)
