"""A report out of what was known at the end of its week. The same week gives the same report."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import news
from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.facts import outcomes_on
from insights.queries.changes import changes
from insights.queries.drawn_from import drawn_from
from insights.queries.report_scopes import ReportScope
from insights.queries.reports import publication
from insights.queries.restated import late_readings
from insights.reports import evidence, in_brief, moves, objectives
from insights.reports.candidates import Found, chosen
from insights.reports.content import Content, Heading, Item
from insights.reports.seen import Seen, seen
from pmo_portal.lib import formats
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation
from portfolio.queries.eyes import everyones_eyes

MOST_CHANGES = 8


def compose(of: ReportScope, week: Week, *, organisation: Organisation) -> Content:
    """Return the report of a scope and a week, without the replies of teams.

    It holds what everybody may read; a restricted portfolio's own report also what lies in it.
    """
    scope, heading = of.scope, _heading(of, week, organisation)
    eyes = everyones_eyes(branch=scope.portfolio_id)
    known = seen(scope, week, heading=heading, organisation=organisation, eyes=eyes)
    found = chosen(known)
    better, worse = moves.moves(known)
    told = [one.item.key for one in found]
    since = known.on - in_brief.RANGES_SINCE
    past = {f.outcome_id: f for f in outcomes_on(scope, on=since, user=eyes)}
    return Content(
        heading=heading,
        headline=_headline(known, found),
        standfirst=_standfirst(known),
        drawn_from=_drawn_from(known),
        items=[one.item for one in found],
        glance=in_brief.glance(known),
        decisions=in_brief.wanted(known, decisions=True),
        help=in_brief.wanted(known, decisions=False),
        good=in_brief.good(known, but=told),
        quiet=in_brief.quiet(known),
        objectives=objectives.lines(known, better, worse),
        better=better,
        worse=worse,
        changed=_changed(known, told),
        restated=_restated(known),
        trajectory=_trajectory(known),
        trust=in_brief.trust(known),
        forecasts=in_brief.forecasts(known, past, since=since),
        told=_told(known, found),
    )


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


def _headline(known: Seen, found: Sequence[Found]) -> str:
    """Return the week in a sentence: what weighs most, and what speaks against it."""
    if not found:
        if known.told.is_first:
            return _("The first report: this is where things stand")
        return _("Nothing material changed this week")
    first = found[0].item
    other = next((one.item for one in found[1:] if one.item.is_good != first.is_good), None)
    if other is None or len(first.title) + len(other.title) > 130:
        return first.title
    return _("%(first)s, while %(other)s") % {"first": first.title, "other": other.title}


def _standfirst(known: Seen) -> list[Item]:
    """Return how the whole stands, and what to expect, each with the figures behind it."""
    now, before = known.figures, known.figures_before
    subject = Subject.of(now)
    well, total = subject.well(now), subject.total(now)
    where = evidence.place_of(known.scope, known.heading.slug)
    portfolio = evidence.to_list("insights:dashboard", _("The portfolio then"), where, known.on)
    if not total:
        words = _("Nothing was measured by then.")
        return [Item(key="well", title=words, text="", evidence=[portfolio])]
    change = well - subject.well(before)
    said = {
        "well": formats.number(well),
        "all": subject.counted(total),
        "change": formats.signed(change),
    }
    sentence = _("%(well)s of %(all)s are on course or achieved, %(change)s in the week.")
    if not change or not subject.total(before):
        sentence = _("%(well)s of %(all)s are on course or achieved.")
    lines = [Item(key="well", title=sentence % said, text="", evidence=[portfolio])]
    return lines + _expected(known, where)


def _expected(known: Seen, where: dict[str, str]) -> list[Item]:
    expected = known.figures.expected_met()
    if not known.figures.outcomes_forecast:
        return []
    words = {
        "mid": formats.number(round(expected.mid)),
        "low": formats.number(round(expected.low)),
        "high": formats.number(round(expected.high)),
        "of": formats.number(expected.of),
        "without": formats.number(expected.without),
    }
    sentence = ngettext(
        "Expect %(mid)s of %(of)s to be met (80%%: %(low)s to %(high)s); %(without)s has no"
        " forecast.",
        "Expect %(mid)s of %(of)s to be met (80%%: %(low)s to %(high)s); %(without)s have no"
        " forecast.",
        expected.without,
    )
    shown = evidence.to_list("insights:outcome_list", _("The outcomes"), where, known.on)
    return [Item(key="expected", title=sentence % words, text="", evidence=[shown])]


def _drawn_from(known: Seen) -> str:
    check_ins, readings = drawn_from(
        products=known.products or {f.product_id for f in known.now.values()},
        outcomes=known.now,
        since=known.before_moment,
        until=known.known.moment,
    )
    said = ngettext("%(n)s check-in", "%(n)s check-ins", check_ins)
    measured = ngettext("%(n)s reading", "%(n)s readings", readings)
    return _("Drawn from %(said)s and %(measured)s of the week.") % {
        "said": said % {"n": formats.number(check_ins)},
        "measured": measured % {"n": formats.number(readings)},
    }


def _changed(known: Seen, told: Sequence[str]) -> list[Item]:
    """Return what else changed, in the words of the portfolio."""
    found = changes(
        known.scope, on=known.on, vs=known.vs, user=known.known.user, limit=MOST_CHANGES
    )
    shown = news.news(found, known.names, Links.of({"on": known.on.isoformat()}))
    words = [" ".join(w for w in (item.what, item.now, item.was) if w) for item in shown]
    subjects = {":".join(key.split(":")[:2]) for key in told}
    lines = moves.changed(known, found, words)
    kinds = {True: "outcome", False: "initiative"}
    return [
        line
        for change, line in zip(found, lines, strict=True)
        if f"{kinds[change.is_outcome]}:{line.key.split(':')[1]}" not in subjects
    ]


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
