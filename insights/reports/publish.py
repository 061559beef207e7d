"""From a week that is over to a report that is out."""

import logging
from datetime import datetime

from insights.actions.publishing import AlreadyPublished, RepliesCameIn, publish_report
from insights.models import Report
from insights.queries import reports
from insights.queries.moments import one_snapshot
from insights.queries.report_scopes import ReportScope
from insights.reports.compose import compose
from insights.reports.content import Content, to_json
from insights.reports.replies import Said, with_replies
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation
from portfolio.queries.organisations import the_organisation

logger = logging.getLogger(__name__)


def publish_due(*, at: datetime) -> list[Report]:
    """Publish every report that should have appeared by now; return those made here."""
    organisation = the_organisation()
    if organisation is None:
        return []
    due = reports.reports_due(organisation=organisation, at=at)
    made = (publish(scope, week, organisation=organisation, at=at) for scope, week in due)
    return [report for report in made if report]


def publish(
    scope: ReportScope, week: Week, *, organisation: Organisation, at: datetime
) -> Report | None:
    """Publish the report of a week; None when another did, or the next look has to.

    In a made-up organisation it always appeared in time.
    """
    if organisation.is_simulated:
        at = min(at, reports.publication().due_at(week, organisation))
    with one_snapshot():
        content, replies = draft(scope, week, organisation=organisation)
    try:
        return publish_report(
            scope=scope,
            week=week,
            content=to_json(content),
            replies=replies,
            organisation=organisation,
            at=at,
        )
    except (AlreadyPublished, RepliesCameIn) as reason:
        logger.info("report_left", extra={"week": week.label, "why": type(reason).__name__})
        return None


def draft(
    scope: ReportScope, week: Week, *, organisation: Organisation
) -> tuple[Content, list[int]]:
    """Return the report as it would appear now, and which replies it holds."""
    said = reports.replies_to(scope, week)
    lines = [Said(reply.key, reply.team.name, reply.wording) for reply in said]
    content = compose(scope, week, organisation=organisation)
    return with_replies(content, lines), [reply.pk for reply in said]
