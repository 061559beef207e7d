"""What stands across the map of the work: products by portfolio, or portfolios put together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from insights.dashboards.filters import products_in
from insights.queries.names import Named, Names
from insights.scope import Scope
from pmo_portal.lib import formats

MOST_PRODUCTS, MOST_GROUPS = 60, 12
REST = 0


@dataclass(frozen=True)
class Columns:
    """The portfolios across, each with its products, and where each portfolio is counted.

    Cells are of products while these can be told apart by eye (`by_product`), else of groups.
    """

    portfolios: list[Named]
    products: Mapping[int, list[Named]]
    by_product: bool
    group_of: Mapping[int, int]

    def ids(self, portfolio: Named) -> list[int]:
        """Return what the cells of a portfolio are keyed by."""
        if not self.by_product:
            return [portfolio.id]
        return [product.id for product in self.products[portfolio.id]]

    @cached_property
    def portfolio_of(self) -> dict[int, int]:
        """The portfolio in which each key of cells stands."""
        return {pk: p.id for p in self.portfolios for pk in self.ids(p)}


def columns_of(known: Names, scope: Scope) -> Columns:
    """Return the columns for what a scope holds."""
    products = products_in(known, scope)
    by_product = len(products) <= MOST_PRODUCTS
    group_of = {pk: pk for pk in known.portfolios} if by_product else _groups(known, products)
    held: dict[int, list[Named]] = defaultdict(list)
    for product in products:
        if product.portfolio_id in group_of:
            held[group_of[product.portfolio_id]].append(product)
    portfolios = [known.portfolios[pk] for pk in known.portfolios if pk in held]
    if REST in held:
        portfolios.append(_rest(sum(1 for group in group_of.values() if group == REST)))
    return Columns(portfolios, held, by_product, group_of)


def _groups(known: Names, products: Iterable[Named]) -> dict[int, int]:
    """Return the group of each portfolio that holds products: the finest level with few enough."""
    paths = {pk: _path(known, pk) for pk in {p.portfolio_id for p in products if p.portfolio_id}}
    paths = {pk: path for pk, path in paths.items() if path}
    level, deepest = 0, max(map(len, paths.values()), default=1)
    while level + 1 < deepest and len({_at(p, level + 1) for p in paths.values()}) <= MOST_GROUPS:
        level += 1
    groups = {pk: _at(path, level) for pk, path in paths.items()}
    return groups if len(set(groups.values())) <= MOST_GROUPS else _largest(groups, products)


def _largest(groups: dict[int, int], products: Iterable[Named]) -> dict[int, int]:
    """Return the groups with most products as they are, and all others as one."""
    sizes: dict[int, int] = defaultdict(int)
    for product in products:
        if product.portfolio_id in groups:
            sizes[groups[product.portfolio_id]] += 1
    kept = sorted(sizes, key=lambda group: (-sizes[group], group))[: MOST_GROUPS - 1]
    return {pk: group if group in kept else REST for pk, group in groups.items()}


def _path(known: Names, portfolio_id: int) -> list[int]:
    """Return the portfolios from the top down to this one, as far as they can be seen."""
    path: list[int] = []
    here: int | None = portfolio_id
    while here in known.portfolios and here not in path:
        path.insert(0, here)
        here = known.portfolios[here].parent_id
    return path


def _at(path: list[int], level: int) -> int:
    return path[min(level, len(path) - 1)]


def _rest(count: int) -> Named:
    return Named(REST, "", _("%(n)s others") % {"n": formats.number(count)})
