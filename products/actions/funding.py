"""Money entered and put right: a product's, an initiative's, or a portfolio's unassigned money."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolio.models import Objective, Portfolio, User
from products import permissions
from products.actions.changes import change, locked, require_in_sight, tell
from products.actions.refusals import NotForYou, Refusal
from products.models import FundingLine, Initiative, Product


class PeriodIsHalf(Refusal):
    """A period with one end."""

    sentence = _("A period has a first and a last day. Leave both empty for a whole-life cost.")


class PeriodEndsFirst(Refusal):
    """A period that ends before it begins."""

    sentence = _("The period ends before it begins.")


class NoAmount(Refusal):
    """A line of money without money."""

    sentence = _("Write at least one amount: planned, actual or forecast.")


class InitiativeOfAnother(Refusal):
    """Money of one product for the work of another."""

    sentence = _("This initiative is another product's. Enter its money there.")


@dataclass(frozen=True)
class Money:
    """What a line of money says, in whole units of the organisation's one currency.

    Without a period it is a whole-life cost, which is never added to yearly amounts.
    """

    planned: Decimal | None = None
    actual: Decimal | None = None
    forecast: Decimal | None = None
    kind: str = ""
    period_start: date | None = None
    period_end: date | None = None
    objective: Objective | None = None
    initiative: Initiative | None = None

    def require_whole(self, product: Product | None) -> None:
        """Raise PeriodIsHalf, PeriodEndsFirst, NoAmount, InitiativeOfAnother."""
        if (self.period_start is None) != (self.period_end is None):
            raise PeriodIsHalf
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise PeriodEndsFirst
        if all(amount is None for amount in (self.planned, self.actual, self.forecast)):
            raise NoAmount
        if self.initiative and self.initiative.product_id != (product and product.pk):
            raise InitiativeOfAnother


@transaction.atomic
def enter_funding(
    *,
    product: Product | None = None,
    portfolio: Portfolio | None = None,
    money: Money,
    by: User,
    at: datetime,
) -> FundingLine:
    """Enter money for a product, or a portfolio's money that no product has yet.

    Raises NotForYou and what `Money.require_whole` raises.
    """
    if not permissions.can_fund(by, product=product, portfolio=portfolio):
        raise NotForYou
    money.require_whole(product)
    line = FundingLine.objects.create(
        product=product, portfolio=portfolio, known_at=at, **_columns(money)
    )
    tell(line.product_id, at=at)
    return line


@transaction.atomic
def correct_funding(
    *, line: FundingLine, money: Money, in_sight: str | None = None, by: User, at: datetime
) -> FundingLine:
    """Enter what is known now; what was known before stays readable.

    Where nothing differs, nothing is written. Raises NotForYou, SomebodyChangedIt and what
    `Money.require_whole` raises.
    """
    line = _open_line(line, in_sight, by=by)
    money.require_whole(line.product)
    wanted = _columns(money)
    changed = {name: value for name, value in wanted.items() if getattr(line, name) != value}
    if changed:
        change(line, at=at, **changed)
        tell(line.product_id, at=at)
    return line


@transaction.atomic
def strike_funding(
    *, line: FundingLine, on: date, in_sight: str | None = None, by: User, at: datetime
) -> FundingLine:
    """Take a line out of all sums from the day on; earlier days keep it.

    Raises NotForYou, SomebodyChangedIt.
    """
    line = change(_open_line(line, in_sight, by=by), at=at, unlisted_on=on)
    tell(line.product_id, at=at)
    return line


def _open_line(line: FundingLine, in_sight: str | None, *, by: User) -> FundingLine:
    if not permissions.can_fund(by, product=line.product, portfolio=line.portfolio):
        raise NotForYou
    line = locked(line)
    require_in_sight(line, in_sight)
    return line


def _columns(money: Money) -> dict[str, object]:
    return {field.name: getattr(money, field.name) for field in fields(money)}
