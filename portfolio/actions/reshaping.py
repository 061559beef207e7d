"""How a change of the tree is told to the layers above."""

from datetime import datetime

from portfolio import signals
from portfolio.models import Portfolio
from portfolio.queries.organisations import the_organisation


def tell_reshaped(*, at: datetime) -> None:
    """Tell the layers above that sums over branches may differ from this day on.

    To be called inside the transaction of the write.
    """
    organisation = the_organisation()
    if organisation:
        signals.reshaped.send(sender=Portfolio, since=organisation.day_of(at))
