"""What share of the investment each objective is meant to get."""

from decimal import Decimal

from portfolio.models import Objective
from products.queries.known import AsKnown


def intended_shares(*, known: AsKnown) -> dict[int, Decimal]:
    """Return the intended shares as parts of one, by objective, as known on the day."""
    versions = Objective.objects.visible_to(known.user).versions_as_of(known.moment)
    rows = versions.filter(intended_share__isnull=False).values_list("id", "intended_share")
    return {objective_id: share / 100 for objective_id, share in rows}
