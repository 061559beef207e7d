"""How it has gone, week by week: how many are well, and how health is spread."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from insights.charts import health_weeks, trajectory
from insights.charts.health_weeks import ORDER
from insights.charts.trajectory import Point, Words
from insights.dashboards.chart import Chart, health_words
from insights.dashboards.headline import Compared
from insights.dashboards.subject import Subject
from insights.figures import HEALTHS, Figures
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

LOOK_BACK, STAND_OUT = 12, 0.02


def well_over_time(compared: Compared) -> Chart | None:
    """Return how many are on course or achieved, weekly over a year; None before any is known."""
    subject = compared.subject
    points = [_point(subject, day, figures) for day, figures in compared.weeks]
    known = [point for point in points if point.total]
    if not known or known[-1].on != compared.as_of.on:
        return None
    first = points.index(known[0])
    shown = points[max(first - 1, 0) :] if len(points) - first > 1 else points
    words = Words(
        well=_("on course or achieved"),
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
        headers=[_("Day"), _("On course or achieved"), _("In all")],
        rows=[
            [formats.day(p.on), formats.number(p.well), formats.number(p.total)]
            for p in reversed(known)
        ],
    )


def _point(subject: Subject, day: object, figures: Figures) -> Point:
    total = subject.total(figures)
    return Point(day, subject.well(figures) if total else None, total or None)


def _trend(subject: Subject, known: list[Point]) -> str:
    """Say where it went in the last twelve weeks, if that stands out."""
    now, then = known[-1], known[max(len(known) - 1 - LOOK_BACK, 0)]
    change = now.well - then.well
    label = _("%(things)s on course or achieved") % {"things": subject.name}
    if then is now or abs(change) < max(1, STAND_OUT * now.total):
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
        "share": formats.share(now.well, now.total),
        "day": formats.day(now.on),
    }
    if first is now:
        return said + "."
    return said + _("; %(share)s on %(day)s.") % {
        "share": formats.share(first.well, first.total),
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
        figure=health_weeks.figure(weeks, words),
        fallback=health_weeks.fallback(weeks, lambda day: date_format(day, "M")),
        headers=[_("Day"), *(words[health] for health in ORDER)],
        rows=[
            [formats.day(day), *(formats.number(counts[health]) for health in ORDER)]
            for day, counts in reversed(weeks)
        ],
    )


def _spread(subject: Subject, now: Figures) -> str:
    """Say what most are, if more than half are one thing; else how many are off course."""
    total, counts = subject.total(now), now.health(subject.kind)
    most = max(HEALTHS, key=lambda health: counts[health])
    off = counts[Health.OFF_TRACK]
    things = {"things": subject.name.lower(), "n": formats.number(off), "total": formats.number(total)}
    if counts[Health.NOT_REPORTED] * 2 > total:
        return _("More than half of the %(things)s have no news yet") % things
    if counts[most] * 2 > total and most != Health.NOT_REPORTED:
        return _("Most %(things)s are: %(health)s") % {
            **things,
            "health": str(Health(most).label).lower(),
        }
    if off:
        return _("%(n)s of %(total)s %(things)s are off course") % things
    return _("%(things)s by health") % {"things": subject.name}


def _spread_sentence(subject: Subject, now: Figures) -> str:
    counts = now.health(subject.kind)
    said = [f"{Health(h).label} {formats.number(counts[h])}" for h in ORDER if counts[h]]
    return _("%(list)s, of %(total)s.") % {
        "list": ", ".join(said),
        "total": formats.number(subject.total(now)),
    }
