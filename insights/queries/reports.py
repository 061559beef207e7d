"""Reports: which there are, who may read them, which are due."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from insights.facts import ledger
from insights.models import (
    Fill,
    Mark,
    Publication,
    Report,
    ReportOpening,
    ReportReply,
    Subscription,
)
from insights.queries.report_scopes import ReportScope, scopes_by_key
from pmo_portal.lib.vocabulary import ScopeKind
from pmo_portal.lib.weeks import Week
from portfolio.models import Objective, Organisation, User, hidden_portfolio_ids

MOST_AT_ONCE, WEEKS_MADE_UP = 60, timedelta(weeks=5)


def publication() -> Publication:
    """Return when reports appear: as set, or by default."""
    return Publication.objects.first() or Publication(pk=1)


def visible_reports(user: User) -> QuerySet[Report]:
    """Return the reports this person may read, the newest first."""
    hidden = hidden_portfolio_ids(user)
    reports = Report.objects.all()
    if not hidden:
        return reports
    closed = Objective.objects.exclude(pk__in=Objective.objects.visible_to(user).values("pk"))
    return reports.exclude(kind=ScopeKind.PORTFOLIO, scope_id__in=hidden).exclude(
        kind=ScopeKind.OBJECTIVE, scope_id__in=closed.values("pk")
    )


def reports_of(scope: ReportScope) -> QuerySet[Report]:
    """Return the reports of a scope, the newest first."""
    return Report.objects.filter(kind=scope.kind, scope_id=scope.scope_id)


def wanted_keys() -> set[tuple[str, int]]:
    """Return what reports are made of: the organisation, and all that anybody subscribed to."""
    asked = Subscription.objects.filter(ended_at__isnull=True, user__is_active=True)
    return {(ScopeKind.ORGANISATION.value, 0), *asked.values_list("kind", "scope_id").distinct()}


def reports_due(*, organisation: Organisation, at: datetime) -> list[tuple[ReportScope, Week]]:
    """Return the reports that should have appeared by now and can be made, the oldest first.

    What is due follows from the reports there are, not from when anybody looked: weeks in which
    nobody looked are made up. A week waits while its figures are still being added up.
    """
    wanted = scopes_by_key(wanted_keys(), organisation=organisation)
    due = [
        (scope, week)
        for _key, scope in sorted(wanted.items())
        for week in weeks_due(scope, organisation=organisation, at=at)
    ]
    added_up = {week: is_added_up(week) for _scope, week in due}
    return [(scope, week) for scope, week in due if added_up[week]]


def weeks_due(scope: ReportScope, *, organisation: Organisation, at: datetime) -> Iterator[Week]:
    """Yield the weeks whose report should have appeared by now and has not, the oldest first.

    A scope without a report begins with the latest week; a made-up organisation with some weeks
    before, so that there is something to look back on.
    """
    rules = publication()
    calendar = rules.calendar
    last = reports_of(scope).values_list("week", flat=True).first()
    if last is None:
        week = calendar.before(calendar.week_of(organisation.day_of(at)))
        if rules.due_at(week, organisation) > at:
            week = calendar.before(week)
        if organisation.is_simulated:
            week = calendar.week_of(week.first - WEEKS_MADE_UP)
    else:
        week = calendar.following(calendar.week_of(last))
    for _n in range(MOST_AT_ONCE):
        if rules.due_at(week, organisation) > at:
            return
        if last is None or week.first > last:
            yield week
        week = calendar.following(week)


def is_added_up(week: Week) -> bool:
    """Return whether the figures of the week's last day stand, with nothing left to count in.

    The ledger was gone through after that day, so no day before it is missing. False also where
    nothing was known by then.
    """
    filled = Fill.objects.filter(job=ledger.JOB, on__lte=week.last).exists()
    looked = Fill.objects.filter(job=ledger.LOOK_BACK, on__gt=week.last).exists()
    return filled and looked and not Mark.objects.filter(since__lte=week.last).exists()


def replies_to(scope: ReportScope, week: Week) -> list[ReportReply]:
    """Return the standing lines of teams on a week: of each team the latest on each sentence."""
    said = ReportReply.objects.filter(
        kind=scope.kind, scope_id=scope.scope_id, week=week.first
    ).select_related("team")
    latest = {(reply.key, reply.team_id): reply for reply in said}
    return [reply for reply in latest.values() if reply.wording]


def openings_of(report: Report) -> list[ReportOpening] | None:
    """Return who opened a report, the first one first; nothing where that is not kept."""
    if not publication().records_openings:
        return None
    return list(report.openings.select_related("user"))


def frozen_form(report: Report, form: str) -> bytes | None:
    """Return a report in one form as it first went out; None when it has not yet."""
    kept = report.files.filter(form=form).values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)
