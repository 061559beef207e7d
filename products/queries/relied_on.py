"""What a person's teams depend on, and who depends on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from products.models import CheckIn, Initiative, Product
from products.queries import check_ins
from products.queries.dependencies import Wait, waits_of, waits_on_any
from products.queries.initiatives import ENDED
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Reliance:
    """Something the person's teams wait for, and the latest word of those who make it."""

    wait: Wait
    product: Product
    said: CheckIn | None


@dataclass(frozen=True)
class BothWays:
    """What the person's teams wait for, and what waits for their word."""

    reliances: list[Reliance]
    to_confirm: list[Wait]


def both_ways(products: Iterable[Product], *, known: AsKnown) -> BothWays:
    """Return what these products of the person's teams and other teams wait for.

    The latest news comes first; a constant number of queries.
    """
    ids = [product.pk for product in products]
    work = known.standing(Initiative, product_id=ids)
    running = [one.pk for one in work if one.stage not in ENDED]
    on_us = waits_on_any(ids, initiative_ids=[one.pk for one in work], known=known)
    return BothWays(
        reliances=_reliances(waits_of(running, known=known), known),
        to_confirm=[
            wait
            for wait in on_us
            if wait.dependency.confirmed is None and _is_others(wait.waiting_product, known)
        ],
    )


def _reliances(waits: list[Wait], known: AsKnown) -> list[Reliance]:
    others = [(wait, wait.needed_product) for wait in waits]
    mine = [(wait, product) for wait, product in others if product and _is_others(product, known)]
    said = check_ins.latest_by_product({product.pk for _wait, product in mine}, known=known)
    found = [Reliance(wait, product, said.get(product.pk)) for wait, product in mine]
    return sorted(found, key=lambda one: one.said.known_at.timestamp() if one.said else 0.0)[::-1]


def _is_others(product: Product | None, known: AsKnown) -> bool:
    """Return whether the person may see the product, and another team runs it."""
    return product is not None and product.team_id not in known.user.team_ids
