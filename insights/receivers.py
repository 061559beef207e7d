"""Hear what changed below, note it, and ask for a roll-up once the change is committed."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from insights import tasks
from insights.actions import roll_ups
from pmo_portal.celery import queue
from portfolio.signals import reshaped
from products.signals import changed

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


def ask_for_roll_up() -> None:
    """Queue a roll-up, if Redis answers. If not, the marks stand and the tick will ask."""
    if not queue(tasks.roll_up):
        logger.warning("roll_up_not_queued")
