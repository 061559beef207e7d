"""Lines of money whose amount changed between two moments: what was planned or expected of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from insights.facts import visible
from insights.facts.rows import fetched
from portfolio.models import User

AMOUNTS = "planned", "forecast"

CHANGED = f"""
SELECT now.pgh_obj_id AS id, now.product_id, now.initiative_id, now.objective_id,
    now.period_start, now.period_end, now.planned, now.forecast, now.actual,
    was.planned AS planned_was, was.forecast AS forecast_was, was.actual AS actual_was
FROM (
    SELECT DISTINCT ON (v.pgh_obj_id) v.* FROM products_fundinglineversion v
    WHERE v.known_at > %(since)s AND v.known_at <= %(until)s
    ORDER BY v.pgh_obj_id, v.known_at DESC, v.pgh_id DESC
) now CROSS JOIN LATERAL (
    SELECT * FROM products_fundinglineversion v
    WHERE v.pgh_obj_id = now.pgh_obj_id AND v.known_at <= %(since)s
    ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1
) was
WHERE now.product_id IS NOT NULL AND now.product_id NOT IN {visible.HIDDEN_PRODUCTS}
    AND now.unlisted_on IS NULL AND was.unlisted_on IS NULL
ORDER BY now.pgh_obj_id"""


@dataclass(frozen=True)
class MoneyMove:
    """An amount of a line that changed, in whole units of the organisation's currency.

    `amount` is "whole_life", "planned" or "forecast"; `planned` is what the line has as planned
    now. Without a period a line is for the whole life.
    """

    id: int
    product_id: int
    initiative_id: int | None
    objective_id: int | None
    period: tuple[date, date] | None
    amount: str
    was: Decimal
    now: Decimal
    planned: Decimal | None

    @property
    def change(self) -> Decimal:
        """By how much it changed."""
        return self.now - self.was

    @property
    def share(self) -> float:
        """The change as a share of what it was."""
        return float(abs(self.change) / self.was) if self.was else 1.0


def money_moves(*, since: datetime, until: datetime, user: User) -> list[MoneyMove]:
    """Return the amounts of products and initiatives that changed, that this person may see.

    Of a whole-life cost what is planned counts, else the forecast, else what was spent.
    """
    asked = {"since": since, "until": until, **visible.parameters(user)}
    return [
        MoneyMove(
            row["id"],
            row["product_id"],
            row["initiative_id"],
            row["objective_id"],
            (row["period_start"], row["period_end"]) if row["period_start"] else None,
            amount,
            was,
            now,
            row["planned"],
        )
        for row in fetched(CHANGED, asked)
        for amount, was, now in _amounts(row)
        if was is not None and now is not None and was != now
    ]


def _amounts(row: Mapping[str, Any]) -> list[tuple[str, Decimal | None, Decimal | None]]:
    if row["period_start"] is None:
        return [("whole_life", _cost(row, "_was"), _cost(row, ""))]
    return [(name, row[f"{name}_was"], row[name]) for name in AMOUNTS]


def _cost(row: Mapping[str, Any], then: str) -> Decimal | None:
    amounts = (row[f"{name}{then}"] for name in (*AMOUNTS, "actual"))
    return next((amount for amount in amounts if amount is not None), None)
