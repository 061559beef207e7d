"""What we build."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portfolio.models import Portfolio, Team, User
from products.models import CheckIn, Product
from products.queries.known import AsKnown


def visible_products(user: User) -> QuerySet[Product]:
    """Return the products this person may see."""
    return Product.objects.visible_to(user).order_by("order", "name", "pk")


def own_products(user: User) -> list[Product]:
    """Return the products of the person's teams."""
    own = Product.objects.filter(team__in=user.team_ids)
    return list(own.order_by("order", "name", "pk"))


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


def products_of_team(team: Team, *, known: AsKnown) -> list[tuple[Product, CheckIn | None]]:
    """Return the products a team owned on the day, each with its latest valid check-in."""
    return _with_latest_word(known.standing(Product, team_id=[team.pk]), known=known)


def products_in(
    portfolio: Portfolio, *, known: AsKnown, most: int
) -> list[tuple[Product, CheckIn | None]]:
    """Return the first products that lay in a portfolio on the day, each with its latest word."""
    found = sorted(
        known.standing(Product, portfolio_id=[portfolio.pk]),
        key=lambda one: (one.order, one.name, one.pk),
    )
    return _with_latest_word(found[:most], known=known)


def _with_latest_word(
    found: list[Product], *, known: AsKnown
) -> list[tuple[Product, CheckIn | None]]:
    check_ins = known.valid(CheckIn.objects.filter(product__in=[one.pk for one in found]))
    latest = check_ins.order_by("product_id", "-known_at", "-pk").distinct("product_id")
    said = {check_in.product_id: check_in for check_in in latest}
    ordered = sorted(found, key=lambda one: (one.order, one.name, one.pk))
    return [(product, said.get(product.pk)) for product in ordered]
