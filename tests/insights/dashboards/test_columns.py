"""What stands across the map: products while they can be told apart, then groups of portfolios."""

from insights.dashboards.columns import MOST_GROUPS, MOST_PRODUCTS, columns_of
from insights.queries.names import Named, Names
from insights.scope import Scope


def tree(*, roots, children, products_each):
    """A tree of portfolios two levels deep, with products in the lower ones."""
    portfolios, products = {}, {}
    for root in range(1, roots + 1):
        portfolios[root] = Named(root, f"root-{root}", f"Root {root}")
        for child in range(children):
            pk = root * 100 + child
            portfolios[pk] = Named(pk, f"part-{pk}", f"Part {pk}", parent_id=root)
            for n in range(products_each):
                product = pk * 100 + n
                products[product] = Named(
                    product, f"product-{product}", f"Product {product}", portfolio_id=pk
                )
    return Names(portfolios, {}, {}, products)


def test_few_products_stand_by_themselves_under_their_portfolio():
    columns = columns_of(tree(roots=2, children=2, products_each=3), Scope())

    assert columns.by_product
    assert [p.id for p in columns.portfolios] == [100, 101, 200, 201]
    assert columns.ids(columns.portfolios[0]) == [10000, 10001, 10002]


def test_many_products_are_put_together_at_the_finest_level_that_fits():
    known = tree(roots=3, children=8, products_each=4)
    assert len(known.products) > MOST_PRODUCTS

    columns = columns_of(known, Scope())

    assert not columns.by_product
    assert [p.id for p in columns.portfolios] == [1, 2, 3]
    assert (columns.group_of[100], columns.group_of[307]) == (1, 3)
    assert columns.ids(columns.portfolios[0]) == [1]


def test_too_many_at_every_level_leave_the_largest_and_one_for_the_others():
    columns = columns_of(tree(roots=30, children=1, products_each=3), Scope())

    assert len(columns.portfolios) == MOST_GROUPS
    others = columns.portfolios[-1]
    assert (others.name, others.slug) == ("19 others", "")
    assert len(columns.products[others.id]) == 57
    assert set(columns.portfolio_of) == {p.id for p in columns.portfolios}
