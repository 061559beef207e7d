"""Reports to come: which one is next, whose teams are to be told, where a person is named."""

from datetime import datetime

from insights.models import Report, ReportPreview
from insights.queries.report_scopes import ReportScope, is_seen_by, scopes_by_key
from insights.queries.reports import is_added_up, publication, reports_of, wanted_keys
from pmo_portal.lib.vocabulary import ScopeKind
from pmo_portal.lib.weeks import Week
from portfolio.models import Membership, Organisation, User
from portfolio.queries.eyes import everyones_eyes


def next_week(scope: ReportScope, *, organisation: Organisation, at: datetime) -> Week:
    """Return the week whose report is to appear next."""
    rules = publication()
    last: Report | None = reports_of(scope).first()
    week = rules.calendar.before(rules.calendar.week_of(organisation.day_of(at)))
    while rules.due_at(week, organisation) <= at or (last and week.first <= last.week):
        week = rules.calendar.following(week)
    return week


def previews_to_open(
    *, organisation: Organisation, at: datetime
) -> list[tuple[ReportScope, Week, datetime]]:
    """Return the reports whose teams may read them and were not told, each with when it appears.

    A week waits while its figures are still being added up.
    """
    rules, found = publication(), []
    scopes = scopes_by_key(wanted_keys(), organisation=organisation)
    for scope in sorted(scopes.values(), key=_widest_first):
        week = next_week(scope, organisation=organisation, at=at)
        if at >= rules.preview_from(week, organisation) and not is_open(scope, week):
            found.append((scope, week, rules.due_at(week, organisation)))
    added_up = {week: is_added_up(week) for _scope, week, _appears in found}
    return [one for one in found if added_up[one[1]]]


def is_open(scope: ReportScope, week: Week) -> bool:
    """Return whether the teams named in this report were told."""
    opened = ReportPreview.objects.filter(kind=scope.kind, scope_id=scope.scope_id)
    return opened.filter(week=week.first).exists()


def people_named(scope: ReportScope, teams: set[str]) -> list[User]:
    """Return the people of these teams, by slug, who may see what the report is of."""
    on_them = Membership.objects.filter(team__slug__in=teams, user__is_active=True)
    people = {one.user_id: one.user for one in on_them.select_related("user").order_by("pk")}
    if is_seen_by(scope, everyones_eyes()):
        return list(people.values())
    return [person for person in people.values() if is_seen_by(scope, person)]


def previews_naming(user: User, week: Week, *, organisation: Organisation) -> list[ReportScope]:
    """Return of what the reports of a week are in which this person's teams are named."""
    own = set(user.memberships.values_list("team__slug", flat=True))
    opened = ReportPreview.objects.filter(week=week.first)
    keys = [(one.kind, one.scope_id) for one in opened if own & set(one.teams)]
    scopes = sorted(scopes_by_key(keys, organisation=organisation).values(), key=_widest_first)
    return [scope for scope in scopes if is_seen_by(scope, user)]


def _widest_first(scope: ReportScope) -> tuple[bool, str, int]:
    return scope.kind != ScopeKind.ORGANISATION, scope.kind, scope.scope_id
