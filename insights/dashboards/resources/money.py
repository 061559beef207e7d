"""Money planned, spent and expected: by objective, kind, period and product, beside what was meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.links import Links
from insights.dashboards.resources.money_period import code, period_asked, said_period
from insights.dashboards.resources.money_tables import (
    MOST_PERIODS,
    MoneyTable,
    by_kind,
    by_objective,
    by_period,
    by_product,
)
from insights.dashboards.resources.question import Question
from insights.money import in_period, periods, running, whole_life
from insights.queries.names import below
from insights.queries.shares import intended_shares
from insights.scope import Scope
from pmo_portal.lib import formats
from products.queries.money import MoneyLine, money_lines, money_unseen

WHOLE_LIFE = "whole-life"


@dataclass(frozen=True)
class MoneyPanels:
    """All that the page says of money. `whole_life` is never added to the amounts of a period."""

    is_known: bool
    period: str
    by_objective: MoneyTable | None
    by_kind: MoneyTable | None
    by_period: MoneyTable | None
    by_product: MoneyTable | None
    whole_life_by_product: MoneyTable | None
    whole_life: Decimal | None
    whole_life_lines: int
    whole_life_url: str
    coverage: str
    unseen_lines: int
    more_periods: int


def money(asked: Question, *, links: Links) -> MoneyPanels:
    """Return the money within the scope. Raises BadQuestion for a period nobody named."""
    lines = lines_asked_for(asked)
    chosen = period_asked(asked.parameters, lines)
    shown = in_period(lines, chosen) if chosen else running(lines, on=asked.as_of.on)
    cost = whole_life(lines)
    names, meant = asked.names, intended_shares(known=asked.known)
    by = set(periods(shown))
    said = said_period(next(iter(by))) if len(by) == 1 else ""
    links = links if not chosen else Links({**links.kept, "period": code(chosen)})
    return MoneyPanels(
        is_known=bool(lines),
        period=said,
        by_objective=by_objective(shown, names, meant, links=links) if shown else None,
        by_kind=by_kind(shown, links=links) if any(line.kind for line in shown) else None,
        by_period=by_period(lines, by, links=links) if periods(lines) else None,
        by_product=by_product(shown, names.products, links=links) if _has_many(shown) else None,
        whole_life_by_product=(
            by_product(cost, names.products, links=Links({**links.kept, "period": WHOLE_LIFE}))
            if _has_many(cost)
            else None
        ),
        whole_life=sum((line.cost for line in cost), Decimal()) if cost else None,
        whole_life_lines=len(cost),
        whole_life_url=links.to("insights:funding_list", period=WHOLE_LIFE),
        coverage=_coverage(asked, shown),
        unseen_lines=money_unseen(user=asked.known.user) if asked.scope == Scope() else 0,
        more_periods=max(len(periods(lines)) - MOST_PERIODS, 0),
    )


def lines_asked_for(asked: Question) -> list[MoneyLine]:
    """Return the lines within the scope; unassigned money where nothing narrows to products."""
    scope, names = asked.scope, asked.names
    branch = below(names.portfolios, scope.portfolio_id) if scope.portfolio_id else None

    def is_asked_for(line: MoneyLine) -> bool:
        if asked.objectives is not None and line.objective_id not in asked.objectives:
            return False
        if line.product_id is None:
            return not scope.is_of_products and (branch is None or line.portfolio_id in branch)
        product = names.products.get(line.product_id)
        return (
            product is not None
            and product.id in asked.products
            and scope.team_id in (None, product.team_id)
        )

    return [line for line in money_lines(known=asked.known) if is_asked_for(line)]


def _coverage(asked: Question, lines: list[MoneyLine]) -> str:
    if not lines:
        return _("No money is known of a period that runs on this day.")
    with_money = {line.product_id for line in lines if line.product_id}
    products = [
        product
        for product in asked.names.products.values()
        if product.id in asked.products and asked.scope.team_id in (None, product.team_id)
    ]
    return ngettext(
        "Money is known of %(share)s product.",
        "Money is known of %(share)s products.",
        len(products),
    ) % {"share": formats.share(len(with_money), len(products))}


def _has_many(lines: Iterable[MoneyLine]) -> bool:
    """Whether the lines are of more than one product."""
    return len({line.product_id for line in lines if line.product_id}) > 1
