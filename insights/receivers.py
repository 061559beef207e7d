"""Hear what changed below, note it and ask for a roll-up; answer what is asked below."""

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from insights import tasks
from insights.actions import roll_ups
from insights.forecasts.course import expected_on
from pmo_portal.celery import queue
from portfolio.signals import reshaped
from products.signals import changed, expected_range

logger = logging.getLogger(__name__)


@receiver(changed)
def note_change(sender: Any, *, product_id: int | None = None, since: date, **kwargs: Any) -> None:
    """Mark what changed, in the transaction of the change, and ask for a roll-up after it."""
    roll_ups.mark_changed(product_id=product_id, since=since)
    transaction.on_commit(ask_for_roll_up)


@receiver(reshaped)
def note_reshaping(sender: Any, *, since: date, **kwargs: Any) -> None:
    """Mark everything: sums over branches follow the tree."""
    note_change(sender, since=since)


@receiver(expected_range)
def tell_expected(
    sender: Any, *, outcome: Any, by_day: Mapping[date, float], on: date, **kwargs: Any
) -> tuple[float, float] | None:
    """Tell which values of a day the readings before it lead to expect."""
    aims = [float(end) for end in (outcome.baseline, outcome.target) if end is not None]
    return expected_on(on, by_day, unit=outcome.unit, aims=aims)


def ask_for_roll_up() -> None:
    """Queue a roll-up, if Redis answers. If not, the marks stand and the tick will ask."""
    if not queue(tasks.roll_up):
        logger.warning("roll_up_not_queued")
