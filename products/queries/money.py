"""Money line by line, as known on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from portfolio.models import User, hidden_portfolio_ids
from products.models import FundingLine
from products.queries.known import AsKnown


@dataclass(frozen=True)
class MoneyLine:
    """Money of a product or a portfolio's unassigned money; without a period, for its whole life.

    Amounts are in whole units of the organisation's currency; none is unknown.
    """

    id: int
    public_id: str
    product_id: int | None
    portfolio_id: int | None
    objective_id: int | None
    initiative_id: int | None
    kind: str
    period_start: date | None
    period_end: date | None
    planned: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None

    @property
    def cost(self) -> Decimal:
        """What the line says of a whole-life cost, as roll-ups count it."""
        return self.planned or self.forecast or self.actual or Decimal()


def money_unseen(*, user: User) -> int:
    """Return how many lines there are that the person may not see."""
    if not hidden_portfolio_ids(user):
        return 0
    seen = FundingLine.objects.visible_to(user)
    return FundingLine.objects.filter(unlisted_on__isnull=True).exclude(pk__in=seen).count()


def money_lines(*, known: AsKnown) -> list[MoneyLine]:
    """Return the lines that the person may see and that are still listed; one query."""
    versions = FundingLine.objects.visible_to(known.user).versions_as_of(known.moment)
    listed = versions.filter(Q(unlisted_on__isnull=True) | Q(unlisted_on__gt=known.on))
    columns = (F(name) for name in MoneyLine.__dataclass_fields__)
    return [MoneyLine(*row) for row in listed.values_list(*columns).order_by("period_start", "id")]
