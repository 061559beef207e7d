"""Hear that people have notices, and ask for their mail once they are committed."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from pmo_portal.celery import queue
from products import tasks
from products.signals import noticed


@receiver(noticed)
def ask_for_mail(sender: Any, **kwargs: Any) -> None:
    """Queue the mail after the commit; when Redis is away the timetable finds it."""
    transaction.on_commit(_queue_mail)


def _queue_mail() -> None:
    queue(tasks.mail_notices)
