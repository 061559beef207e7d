"""A report out of what was known at the end of its week. The same week gives the same report."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from insights.dashboards.subject import Subject
from insights.facts import outcomes_on
from insights.queries.report_scopes import ReportScope
from insights.queries.reports import publication
from insights.queries.restated import late_readings
from insights.reports import evidence, in_brief, moves, objectives, opening
from insights.reports.candidates import chosen
from insights.reports.changed import MOST_CHANGES, changed
from insights.reports.content import Content, Evidence, Heading, Item, Move
from insights.reports.found import Found
from insights.reports.glance import glance
from insights.reports.seen import Seen, seen
from pmo_portal.lib import formats
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation
from portfolio.queries.eyes import everyones_eyes


def compose(of: ReportScope, week: Week, *, organisation: Organisation) -> Content:
    """Return the report of a scope and a week, without the replies of teams.

    It holds what everybody may read; a restricted portfolio's own report also what lies in it.
    """
    scope, heading = of.scope, _heading(of, week, organisation)
    eyes = everyones_eyes(branch=scope.portfolio_id)
    known = seen(scope, week, heading=heading, organisation=organisation, eyes=eyes)
    found = chosen(known)
    moved = moves.steps(known)
    better, worse = moves.better(known, moved), moves.worse(known, moved)
    items = [one.item for one in found]
    good = in_brief.good(known, but=_evidence(items))
    since = known.on - in_brief.RANGES_SINCE
    past = {f.outcome_id: f for f in outcomes_on(scope, on=since, user=eyes)}
    return Content(
        heading=heading,
        headline=opening.headline(known, found),
        standfirst=opening.standfirst(known),
        drawn_from=opening.source(known),
        items=items,
        glance=glance(known),
        decisions=in_brief.wanted(known, decisions=True),
        help=in_brief.wanted(known, decisions=False),
        good=good,
        quiet=in_brief.quiet(known),
        objectives=objectives.lines(known, moved),
        better=better,
        worse=worse,
        changed=changed(known, but=_evidence([*items, *good, *better, *worse])),
        restated=_restated(known),
        trajectory=_trajectory(known),
        trust=in_brief.trust(known),
        forecasts=in_brief.forecasts(known, past, since=since),
        told=_told(known, found),
        nothing=opening.nothing(known),
    )


def _evidence(shown: Iterable[Item | Move]) -> list[Evidence]:
    return [
        proof
        for one in shown
        for proof in ([one.evidence] if isinstance(one, Move) else one.evidence)
    ]


def _heading(of: ReportScope, week: Week, organisation: Organisation) -> Heading:
    return Heading(
        kind=of.kind,
        scope_id=of.scope_id,
        slug=of.slug,
        name=of.name,
        organisation=organisation.name,
        label=week.label,
        first=week.first.isoformat(),
        last=week.last.isoformat(),
        before=publication().calendar.before(week).label,
    )


def _restated(known: Seen) -> list[Item]:
    """Return what the report of the week before would have said, had all been known then."""
    if known.told.is_first:
        return []
    late = late_readings(known.now, vs=known.vs, before=known.before_moment, now=known.known.moment)
    lines = []
    for pk, one in late.items():
        outcome = known.outcomes.get(pk)
        if outcome is None:
            continue
        words = {
            "name": outcome.name,
            "was": formats.measure(one.was, outcome.unit),
            "value": formats.measure(one.value, outcome.unit),
            "day": formats.day(one.observed_on),
        }
        text = _("The report of last week knew %(was)s; a later reading of %(day)s says %(value)s.")
        if one.corrects:
            text = _("The report of last week knew %(was)s; corrected, it is %(value)s.")
        lines.append(
            Item(
                key=f"outcome:{outcome.public_id}:restated",
                title=outcome.name,
                text=text % words,
                evidence=[evidence.to_outcome(outcome, known.on)],
                teams=known.teams(known.now[pk].product_id),
            )
        )
    return lines[:MOST_CHANGES]


def _trajectory(known: Seen) -> list[list[object]]:
    """Return how many were well of how many at the end of each week: (ISO day, well, all)."""
    subject = Subject.of(known.figures)
    rows = [(on, subject.well(f), subject.total(f)) for on, f in known.weeks]
    first = next((n for n, row in enumerate(rows) if row[2]), len(rows))
    return [[on.isoformat(), well, total] for on, well, total in rows[first:]]


def _told(known: Seen, found: Sequence[Found]) -> dict[str, float]:
    """Return the chances that this report tells, by the outcome's public id."""
    return {
        known.outcomes[one.outcome_id].public_id: chance
        for one in found
        if one.outcome_id and (chance := known.now[one.outcome_id].chance) is not None
    }
