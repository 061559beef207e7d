"""Want a report, in a form and on a day; or no more."""

from datetime import datetime

from django.db import transaction

from insights.actions.publishing import address_report
from insights.models import Subscription
from insights.queries.report_scopes import ReportScope
from insights.queries.reports import reports_of
from portfolio.models import Organisation, User


@transaction.atomic
def subscribe(
    *,
    scope: ReportScope,
    form: str,
    weekday: int | None,
    organisation: Organisation,
    by: User,
    at: datetime,
) -> Subscription:
    """Want the reports of a scope from the latest on; asking again changes form and day."""
    subscription, is_new = Subscription.objects.select_for_update().get_or_create(
        user=by,
        kind=scope.kind,
        scope_id=scope.scope_id,
        defaults={"form": form, "weekday": weekday, "created_at": at},
    )
    if not is_new:
        subscription.form, subscription.weekday = form, weekday
        subscription.ended_at = None
        subscription.save(update_fields=["form", "weekday", "ended_at"])
    if latest := reports_of(scope).first():
        address_report(report=latest, to=[subscription], on=organisation.day_of(at))
    return subscription


def end_subscription(*, subscription: Subscription, at: datetime) -> Subscription:
    """Want them no more. Doing so twice changes nothing."""
    Subscription.objects.filter(pk=subscription.pk, ended_at__isnull=True).update(ended_at=at)
    return Subscription.objects.get(pk=subscription.pk)
