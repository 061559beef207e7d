"""News about what a person's teams depend on."""

from dataclasses import dataclass

from products import permissions
from products.models import CheckIn, Dependency, Product
from products.queries import check_ins
from products.queries.dependencies import visible_dependencies
from products.queries.initiatives import ENDED
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Reliance:
    """Something the person's teams wait for, and the latest word of those who make it."""

    dependency: Dependency
    product: Product
    said: CheckIn | None


def reliances(*, known: AsKnown) -> list[Reliance]:
    """Return what the person's teams wait for, the latest news first; two queries."""
    needs = (
        visible_dependencies(known.user)
        .filter(initiative__product__team__in=known.user.team_ids, ended_on__isnull=True)
        .exclude(initiative__stage__in=ENDED)
        .order_by("needed_by", "pk")
    )
    mine = [(need, product) for need in needs if (product := _needed(need, known))]
    said = check_ins.latest_by_product({product.pk for _need, product in mine}, known=known)
    found = [Reliance(need, product, said.get(product.pk)) for need, product in mine]
    return sorted(found, key=lambda one: one.said.known_at.timestamp() if one.said else 0.0)[::-1]


def _needed(need: Dependency, known: AsKnown) -> Product | None:
    """Return the product of another team that is needed, if the person may see it."""
    product = need.needs_initiative.product if need.needs_initiative else need.needs_product
    if product is None or product.team_id in known.user.team_ids:
        return None
    return product if permissions.can_see(known.user, product) else None
