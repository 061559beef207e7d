"""Whose work a person may see: one rule for the lists and for the sums."""

from typing import Any

from portfolio.models import User, hidden_portfolio_ids

HIDDEN_PRODUCTS = """(
    SELECT p.id FROM products_product p
    WHERE p.portfolio_id = ANY(%(hidden)s::bigint[]) AND p.team_id <> ALL(%(own_teams)s::bigint[])
)"""


def parameters(user: User) -> dict[str, Any]:
    """Return the parameters that `HIDDEN_PRODUCTS` takes for this person."""
    hidden = hidden_portfolio_ids(user)
    return {"hidden": list(hidden), "own_teams": list(user.team_ids) if hidden else []}


def sees_all(user: User) -> bool:
    """Return whether nothing is hidden from this person."""
    return not hidden_portfolio_ids(user)
