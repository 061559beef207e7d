"""How it has gone, week by week: how many are well, and how health is spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from insights.charts import health_weeks, trajectory
from insights.charts.health_weeks import ORDER
from insights.charts.trajectory import Point, Words
from insights.dashboards.chart import Chart, health_words
from insights.dashboards.headline import Compared
from insights.dashboards.links import Links
from insights.dashboards.subject import Subject
from insights.figures import HEALTHS, Figures
from insights.queries.names import Named
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LOOK_BACK, STAND_OUT, MOST_MULTIPLES = 12, 0.02, 8
TABLE_EVERY = 4


def well_over_time(compared: Compared) -> Chart | None:
    """Return how many are on course or achieved, weekly over a year; None before any is known."""
    subject = compared.subject
    points = [_point(subject, day, figures) for day, figures in compared.weeks]
    known = [point for point in points if point.well is not None]
    if not known or known[-1].on != compared.as_of.on:
        return None
    first = points.index(known[0])
    shown = points[max(first - 1, 0) :] if len(points) - first > 1 else points
    words = Words(
        well=_("on course\nor achieved"),
        total=_("in all"),
        month=lambda day: date_format(day, "M"),
    )
    return Chart(
        id="trajectory",
        title=_trend(subject, known),
        subtitle=_("%(things)s on course or achieved, weekly, out of all there were.")
        % {"things": subject.name},
        sentence=_sentence(subject, known),
        figure=trajectory.figure(shown, words),
        fallback=trajectory.fallback(shown, words),
        headers=[_("Every fourth week"), _("On course or achieved"), _("In all")],
        rows=[
            [formats.day(p.on), formats.number(p.well), formats.number(p.total)]
            for p in known[::-TABLE_EVERY]
        ],
    )


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
    return Point(day, subject.well(figures) if rated else None, total or None)


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
        rows=[
            [formats.day(day), *(formats.number(counts[health]) for health in ORDER)]
            for day, counts in weeks[::-TABLE_EVERY]
        ],
    )


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
