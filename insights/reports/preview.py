"""The report that is to appear next, for the teams it names."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from django.core.cache import cache

from insights.queries import figures, previews, reports
from insights.queries.moments import one_snapshot
from insights.queries.report_scopes import ReportScope
from insights.reports.content import Content, from_json, to_json
from insights.reports.publish import draft
from insights.reports.replies import named_teams
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation, Team, User

KEPT = 600  # seconds; composing takes longer than a page should


@dataclass(frozen=True)
class Preview:
    """What is to appear, when, and from when the teams named in it see it.

    `content` is nothing for those who do not see it yet; `teams` are the reader's own among
    those named, `others` are what else the reports are of that name them.
    """

    scope: ReportScope
    week: Week
    opens_at: datetime
    appears_at: datetime
    content: Content | None
    teams: list[Team]
    others: list[ReportScope]


def preview(scope: ReportScope, *, organisation: Organisation, user: User, at: datetime) -> Preview:
    """Return the next report as it would appear now, for a member of a team named in it."""
    week = previews.next_week(scope, organisation=organisation, at=at)
    rules = reports.publication()
    opens, appears = (
        rules.preview_from(week, organisation),
        rules.due_at(week, organisation),
    )
    content, teams = None, []
    if at >= opens:
        found = drafted(scope, week, organisation)
        named = named_teams(found)
        teams = [m.team for m in user.memberships.select_related("team") if m.team.slug in named]
        content = found if teams else None
    naming = previews.previews_naming(user, week, organisation=organisation)
    others = [one for one in naming if one != scope]
    return Preview(scope, week, opens, appears, content, teams, others)


def drafted(scope: ReportScope, week: Week, organisation: Organisation) -> Content:
    """Return the draft, composed once for each state of the figures and of the replies."""
    replies = [reply.pk for reply in reports.replies_to(scope, week)]
    rolled_up_at, _waiting = figures.progress_of_roll_up()
    state = (scope.kind, scope.scope_id, week.label, rolled_up_at, replies)
    key = f"report-draft-{blake2b(repr(state).encode(), digest_size=16).hexdigest()}"
    stored = cache.get(key)
    if stored is None:
        with one_snapshot():
            content, _replies = draft(scope, week, organisation=organisation)
        stored = to_json(content)
        cache.set(key, stored, KEPT)
    return from_json(stored)
