"""What we build."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portfolio.models import Portfolio, Team, User
from products.models import Product
from products.queries.known import AsKnown


def visible_products(user: User) -> QuerySet[Product]:
    """Return the products this person may see."""
    return Product.objects.visible_to(user).order_by("order", "name", "pk")


def branch_of(product: Product, *, known: AsKnown) -> list[Portfolio]:
    """Return the portfolios a product lies in, from the top of the tree down."""
    branch: list[Portfolio] = []
    parent_id = product.portfolio_id
    while parent_id and (portfolio := known.by_id(Portfolio, [parent_id]).get(parent_id)):
        if portfolio in branch:
            break
        branch.insert(0, portfolio)
        parent_id = portfolio.parent_id
    return branch


def team_of(product: Product, *, known: AsKnown) -> Team | None:
    """Return the team that owns a product on the day."""
    return known.by_id(Team, [product.team_id]).get(product.team_id)


def products_by_id(ids: Iterable[int | None], *, known: AsKnown) -> dict[int, Product]:
    """Return the visible ones among these products as they were known."""
    return known.by_id(Product, ids)
