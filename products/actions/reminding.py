"""Reminds people of check-ins and readings, each once: noted, claimed, mailed, in this order."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from pmo_portal.lib import mail
from pmo_portal.lib.vocabulary import Reminders
from portfolio.models import User
from portfolio.queries.reminder_keys import reminder_key
from products.models import Reminder
from products.models.reminder import LEASE
from products.queries.reminders import Due, due_now

logger = logging.getLogger(__name__)
AT_ONCE = 500
KEY = ("product_id", "outcome_id", "user_id", "period_start", "step")
BETWEEN_DIGESTS = timedelta(hours=20)


def remind(*, at: datetime) -> int:
    """Remind of the check-ins and readings that are due at this moment; return how many mails went out.

    A reminder is claimed in the database before its mail is handed over, so that two runs at
    once send it once. A mail that fails is tried again when its claim has run out, at most three
    times, under the same Message-ID. A mail server that is away costs no try.
    """
    due = due_now(at)
    _note(due)
    letters = list(_letters(due, at))[:AT_ONCE]
    if not letters:
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for letter in letters:
                sent += _send(letter, connection, at)
    except OSError as problem:
        logger.warning("reminders_not_mailed", extra={"why": str(problem)})
    return sent


def _note(due: list[Due]) -> None:
    """Write down the reminders that are due, but for those written down before."""
    wanted = {_key(one, user): (one, user) for one in due for user in one.people}
    known = Reminder.objects.filter(product__in=[one.product.pk for one in due])
    there = set(known.values_list(*KEY))
    Reminder.objects.bulk_create(
        (
            Reminder(
                product=one.product,
                outcome_id=one.outcome.pk if one.outcome else None,
                user=user,
                period_start=one.call.period_start,
                step=one.call.step,
            )
            for key, (one, user) in wanted.items()
            if key not in there
        ),
        ignore_conflicts=True,
    )


def _letters(due: list[Due], at: datetime) -> Iterator[list[Reminder]]:
    """Return the reminders that go into one mail each."""
    wanted = {_key(one, user) for one in due for user in one.people}
    waiting = Reminder.objects.to_send(at).filter(product__in=[one.product.pk for one in due])
    by_person: dict[User, list[Reminder]] = defaultdict(list)
    for reminder in waiting.select_related("user").order_by("pk"):
        if tuple(getattr(reminder, column) for column in KEY) in wanted:
            by_person[reminder.user].append(reminder)
    for person, reminders in by_person.items():
        if person.reminders == Reminders.DIGEST:
            yield reminders
        else:
            yield from ([reminder] for reminder in reminders)


def _send(letter: list[Reminder], connection: Any, at: datetime) -> bool:
    """Claim the reminders and mail them; return whether a mail went out."""
    user = letter[0].user
    claimed = _claim(letter, user, at)
    if not claimed:
        return False
    mailed = _mail(claimed, user, ref=f"reminder-{claimed[0].public_id}")
    mailed.connection = connection
    try:
        mailed.send()
    except SMTPRecipientsRefused as refusal:
        logger.warning("reminder_refused", extra={"user": user.public_id, "why": str(refusal)})
        return False
    Reminder.objects.filter(pk__in=_ids(claimed)).update(sent_at=at)
    return True


def _claim(letter: list[Reminder], user: User, at: datetime) -> list[Reminder]:
    """Return those of the reminders that are ours to send from now on.

    The person's row is locked, so that two runs do not make two digests of one day.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if user.reminders == Reminders.DIGEST and _had_digest(user, at):
            return []
        ours = Reminder.objects.to_send(at).filter(pk__in=_ids(letter))
        claimed = list(ours.select_related("product", "outcome").order_by("pk"))
        Reminder.objects.filter(pk__in=_ids(claimed)).update(
            claimed_at=at, attempts=F("attempts") + 1
        )
        return claimed


def _had_digest(user: User, at: datetime) -> bool:
    """Return whether the person had a mail today, or one is on its way."""
    return Reminder.objects.filter(
        Q(sent_at__gt=at - BETWEEN_DIGESTS) | Q(sent_at=None, claimed_at__gt=at - LEASE), user=user
    ).exists()


def _mail(reminders: list[Reminder], user: User, *, ref: str) -> Any:
    path = reverse("portfolio:reminder_choice", args=[reminder_key(user)])
    context = {
        "reminders": reminders,
        "has_readings": any(reminder.outcome for reminder in reminders),
        "reader": user,
        "choice": path,
    }
    return mail.message("reminder", to=user.email, ref=ref, context=context, unsubscribe=path)


def _key(due: Due, user: User) -> tuple[Any, ...]:
    outcome = due.outcome.pk if due.outcome else None
    return due.product.pk, outcome, user.pk, due.call.period_start, due.call.step


def _ids(reminders: Iterable[Reminder]) -> list[int]:
    return [reminder.pk for reminder in reminders]
