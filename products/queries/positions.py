"""The days of which a source listed a portfolio."""

from datetime import date

from products.models import Position


def positions_by(on: date) -> list[date]:
    """Return the days of the positions brought in, up to this one, the oldest first."""
    return sorted(set(Position.objects.filter(on__lte=on).values_list("on", flat=True)))
