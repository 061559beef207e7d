"""The lines of money as people enter them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from portfolio.models import Objective, Portfolio, User
from products.models import FundingLine, Initiative
from products.queries.known import AsKnown


@dataclass(frozen=True)
class Line:
    """A line of money, with the objective it is meant for as the person may see it."""

    money: FundingLine
    objective: Objective | None


def visible_lines(user: User) -> QuerySet[FundingLine]:
    """Return the lines of money this person may see."""
    lines = FundingLine.objects.visible_to(user)
    return lines.select_related("product__portfolio", "portfolio", "objective", "initiative")


def lines_of(portfolio: Portfolio, *, known: AsKnown) -> list[Line]:
    """Return a portfolio's unassigned money as known, the latest period first."""
    found: list[FundingLine] = [
        line
        for line in known.standing(FundingLine, portfolio_id=[portfolio.pk])
        if not (line.unlisted_on and line.unlisted_on <= known.on)
    ]
    meant = known.by_id(Objective, [line.objective_id for line in found])
    dated = sorted(found, key=lambda one: (str(one.period_start or ""), one.pk), reverse=True)
    return [Line(line, meant.get(line.objective_id or 0)) for line in dated]


def initiatives_to_fund(line: FundingLine, *, user: User) -> list[Initiative]:
    """Return the initiatives a line of a product can be for; a portfolio's money has none."""
    if line.product_id is None:
        return []
    work = Initiative.objects.visible_to(user).filter(product=line.product_id)
    return list(work.filter(unlisted_on__isnull=True).order_by("title", "pk"))
