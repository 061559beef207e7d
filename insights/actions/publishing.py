"""Publish weekly reports: each once, late if need be, never changed after."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from insights.models import Delivery, Report, Subscription
from insights.queries import reports
from insights.queries.report_scopes import ReportScope
from pmo_portal.lib.digest import digest_of
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation

LOCK = 7_304_118  # any number that no other lock of this application has


class AlreadyPublished(Exception):
    """The report of this week is out; it never changes."""


class RepliesCameIn(Exception):
    """A team said something while the report was being composed; it is to be composed anew."""


@transaction.atomic
def publish_report(
    *,
    scope: ReportScope,
    week: Week,
    content: Mapping[str, Any],
    replies: Sequence[int],
    organisation: Organisation,
    at: datetime,
) -> Report:
    """Publish a report of which all is written, and write down to whom it goes; return it.

    `content` is JSON that holds the `replies` of these ids. Raises AlreadyPublished, so that of
    two that publish at once one does, and RepliesCameIn.
    """
    take_turn()
    if reports.reports_of(scope).filter(week=week.first).exists():
        raise AlreadyPublished
    if [reply.pk for reply in reports.replies_to(scope, week)] != list(replies):
        raise RepliesCameIn
    report = Report.objects.create(
        kind=scope.kind,
        scope_id=scope.scope_id,
        week=week.first,
        label=_free_label(scope, week),
        content=content,
        digest=digest_of(content),
        due_at=reports.publication().due_at(week, organisation),
        published_at=at,
    )
    address_report(
        report=report, to=_readers(report, week, organisation), on=organisation.day_of(at)
    )
    return report


def _free_label(scope: ReportScope, week: Week) -> str:
    """Return the label of a week, with a number where another calendar once gave it away."""
    alike = reports.reports_of(scope).filter(label__startswith=week.label).count()
    return f"{week.label}-{alike + 1}" if alike else week.label


def take_turn() -> None:
    """Wait until nobody else publishes or replies; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def address_report(*, report: Report, to: Iterable[Subscription], on: date) -> None:
    """Write down to whom a report goes and when, from a day on; to each address once."""
    Delivery.objects.bulk_create(_deliveries(report, to, on), ignore_conflicts=True)


def _readers(report: Report, week: Week, organisation: Organisation) -> QuerySet[Subscription]:
    """Return who wants the report and did when it was the latest: none gets weeks long gone."""
    rules = reports.publication()
    wanted = Subscription.objects.filter(
        kind=report.kind,
        scope_id=report.scope_id,
        created_at__lt=rules.due_at(rules.calendar.following(week), organisation),
        ended_at__isnull=True,
        user__is_active=True,
    )
    return wanted.select_related("user")


def _deliveries(report: Report, wanted: Iterable[Subscription], today: date) -> Iterable[Delivery]:
    host = urlsplit(settings.SITE_URL).hostname
    for subscription in wanted:
        user = subscription.user
        yield Delivery(
            report=report,
            subscription=subscription,
            address=user.email,
            form=subscription.form,
            due_on=_day_for(subscription, today),
            message_id=f"<report-{report.public_id}-{user.public_id}@{host}>",
        )


def _day_for(subscription: Subscription, today: date) -> date:
    """Return the day on which the reader wants the mail: at once, or on the next such weekday."""
    if subscription.weekday is None:
        return today
    return today + timedelta(days=(subscription.weekday - today.weekday()) % 7)
