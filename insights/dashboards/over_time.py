"""How it has gone, week by week: how many are well, and how health is spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from insights.charts import health_weeks, trajectory
from insights.charts.health_weeks import ORDER, Week
from insights.charts.trajectory import Point, Trajectory, Words
from insights.charts.trajectory_drawing import trajectory_drawing
from insights.dashboards import foresight
from insights.dashboards.chart import Chart, health_words, later
from insights.dashboards.headline import Compared
from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import HEALTHS, Expected, Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LOOK_BACK, STAND_OUT, MOST_MULTIPLES = 12, 0.02, 8
TABLE_EVERY = 4


def well_over_time(compared: Compared) -> Chart | None:
    """Return how many are well and met, weekly over a year, and what to expect of the rest.

    None before any is known.
    """
    subject, expected = compared.subject, compared.expected
    points = [_point(subject, day, figures) for day, figures in compared.weeks]
    known = [point for point in points if point.well is not None]
    if not known or known[-1].on != compared.as_of.on:
        return None
    first = points.index(known[0])
    shown = points[max(first - 1, 0) :] if len(points) - first > 1 else points
    drawn = Trajectory(shown, foresight.ahead(compared.now, compared.as_of.on, expected))
    words = _words(expected)
    return Chart(
        id="trajectory",
        title=foresight.said(expected) if expected else _trend(subject, known),
        subtitle=_subtitle(subject, drawn),
        sentence=_sentence(subject, known),
        figure=trajectory.figure(drawn, words),
        fallback=trajectory_drawing(drawn, words),
        headers=[_("Day"), _("On course or achieved"), _("Met"), _("From"), _("To"), _("In all")],
        rows=later(lambda: [*_rows_ahead(drawn), *_rows_behind(known)]),
    )


def _words(expected: Expected | None) -> Words:
    likely = _("expected")
    if expected:
        low, high = (formats.number(round(end)) for end in (expected.low, expected.high))
        likely = _("expected\n80%%: %(low)s to %(high)s") % {"low": low, "high": high}
    return Words(
        well=_("on course\nor achieved"),
        total=_("in all"),
        met=_("met"),
        expected=likely,
        today=_("today"),
        month=lambda day: date_format(day, "M"),
    )


def _subtitle(subject: Subject, drawn: Trajectory) -> str:
    if drawn.ahead:
        words = _("Outcomes met, weekly, and what to expect up to %(month)s, four times in five.")
        return words % {"month": formats.month(drawn.last)}
    words = _("%(things)s on course or achieved, weekly, out of all there were.")
    return words % {"things": subject.name}


def _rows_ahead(drawn: Trajectory) -> list[list[str]]:
    return [
        [formats.day(a.on), "", *(formats.number(round(n)) for n in (a.mid, a.low, a.high)), ""]
        for a in reversed(drawn.ahead[1:])
    ]


def _rows_behind(known: list[Point]) -> list[list[str]]:
    """Return every fourth week, the latest first."""
    return [
        [
            formats.day(p.on),
            formats.number(p.well),
            formats.number(p.met),
            "",
            "",
            formats.number(p.total),
        ]
        for p in known[::-TABLE_EVERY]
    ]


@dataclass(frozen=True)
class Multiple:
    """One objective in small: how many are well of how many, and the line of it."""

    code: str
    name: str
    url: str
    well: int
    total: int
    line: list[int | None]


def objectives_over_time(
    series: Mapping[int, Sequence[tuple[date, Figures]]],
    objectives: Sequence[Named],
    subject: Subject,
    links: Links,
) -> list[Multiple]:
    """Return the objectives with work, each with its line over the days of the series."""
    found = []
    for objective in objectives:
        points = [_point(subject, day, of) for day, of in series.get(objective.id, ())]
        if points and points[-1].total:
            found.append(
                Multiple(
                    code=objective.code,
                    name=objective.name,
                    url=links.to_thing("portfolio:objective_detail", objective.slug),
                    well=points[-1].well or 0,
                    total=points[-1].total,
                    line=[point.well for point in points],
                )
            )
    if len(found) < 2:
        return []
    most = sorted(found, key=lambda one: one.total, reverse=True)[:MOST_MULTIPLES]
    return [one for one in found if one in most]


def _point(subject: Subject, day: date, figures: Figures) -> Point:
    """Before anything is rated there is nothing to be well: a gap, not a zero."""
    total = subject.total(figures)
    rated = total - subject.count(figures, Health.NOT_REPORTED)
    met = subject.count(figures, Health.ACHIEVED)
    return Point(
        day, *((subject.well(figures), total, met) if rated else (None, total or None, None))
    )


def _trend(subject: Subject, known: list[Point]) -> str:
    """Say where it went in the last twelve weeks, if that stands out."""
    now, then = known[-1], known[max(len(known) - 1 - LOOK_BACK, 0)]
    change = (now.well or 0) - (then.well or 0)
    label = _("%(things)s on course or achieved") % {"things": subject.name}
    if then is now or abs(change) < max(1, STAND_OUT * (now.total or 0)):
        return label
    words = (
        _("%(n)s more on course or achieved than on %(day)s")
        if change > 0
        else _("%(n)s fewer on course or achieved than on %(day)s")
    )
    return words % {"n": formats.number(abs(change)), "day": formats.short_day(then.on)}


def _sentence(subject: Subject, known: list[Point]) -> str:
    now, first = known[-1], known[0]
    said = _("%(share)s on course or achieved on %(day)s") % {
        "share": formats.share(now.well or 0, now.total or 0),
        "day": formats.day(now.on),
    }
    if first is now:
        return said + "."
    return said + _("; %(share)s on %(day)s.") % {
        "share": formats.share(first.well or 0, first.total or 0),
        "day": formats.day(first.on),
    }


def health_over_time(compared: Compared, subject: Subject) -> Chart | None:
    """Return how health was spread week by week; None when there is none of the subject."""
    weeks = [
        (day, figures.health(subject.kind))
        for day, figures in compared.weeks
        if subject.total(figures)
    ]
    if not weeks or not subject.total(compared.now):
        return None
    words = health_words()
    return Chart(
        id=f"health-{subject.kind}",
        title=_spread(subject, compared.now),
        subtitle=_("%(things)s by health, weekly. What has no news is counted too.")
        % {"things": subject.name},
        sentence=_spread_sentence(subject, compared.now),
        key=compared.now.health(subject.kind),
        figure=health_weeks.figure(weeks, words),
        fallback=health_weeks.fallback(weeks, lambda day: date_format(day, "M")),
        headers=[_("Every fourth week"), *(words[health] for health in ORDER)],
        rows=later(lambda: _health_rows(weeks)),
    )


def _health_rows(weeks: Sequence[Week]) -> list[list[str]]:
    """Return every fourth week, the latest first."""
    return [
        [formats.day(day), *(formats.number(counts[health]) for health in ORDER)]
        for day, counts in weeks[::-TABLE_EVERY]
    ]


def _spread(subject: Subject, now: Figures) -> str:
    """Say what more than half are; where nothing is, how many are off course, if any."""
    total, counts = subject.total(now), now.health(subject.kind)
    most = max(HEALTHS, key=lambda health: counts[health])
    health = most if counts[most] * 2 > total else Health.OFF_TRACK.value
    if not counts[health]:
        return _("%(things)s by health") % {"things": subject.name}
    words = {
        "on_track": _("%(n)s of %(total)s %(things)s on course"),
        "at_risk": _("%(n)s of %(total)s %(things)s need attention"),
        "off_track": _("%(n)s of %(total)s %(things)s off course"),
        "achieved": _("%(n)s of %(total)s %(things)s achieved"),
        "not_reported": _("No news yet of %(n)s of %(total)s %(things)s"),
    }
    return words[health] % {
        "n": formats.number(counts[health]),
        "total": formats.number(total),
        "things": subject.name.lower(),
    }


def _spread_sentence(subject: Subject, now: Figures) -> str:
    counts = now.health(subject.kind)
    said = [f"{Health(h).label} {formats.number(counts[h])}" for h in ORDER if counts[h]]
    return _("%(list)s, of %(total)s.") % {
        "list": ", ".join(said),
        "total": formats.number(subject.total(now)),
    }
