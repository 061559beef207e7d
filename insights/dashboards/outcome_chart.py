"""An outcome's readings, target and outlook as a chart that leaves the page."""

from datetime import date

from django.utils.translation import gettext as _

from insights.charts.fan_figure import fan_figure
from insights.charts.minifan import minifan
from insights.dashboards.chart import Chart
from insights.facts import outcomes_on
from insights.scope import Scope
from pmo_portal.lib import formats
from products.queries.known import AsKnown
from products.queries.readings import readings_by_outcome

HEIGHT = 300


def outcome_chart(outcome_id: int, *, name: str, unit: str, known: AsKnown) -> Chart | None:
    """Return the chart of an outcome as it was known; None before it was measured."""
    readings = readings_by_outcome([outcome_id], known=known).get(outcome_id, [])
    points = [(r.observed_on, float(r.value)) for r in readings if r.value is not None]
    if not points:
        return None
    facts = outcomes_on(Scope(), on=known.on, user=known.user, ids=[outcome_id])
    fact = facts[0] if facts else None
    target, due_on = (fact.target, fact.target_on) if fact else (None, None)
    fan = None
    if fact and fact.low is not None and fact.mid is not None and fact.high is not None:
        fan = (fact.low, fact.mid, fact.high)
    latest = formats.measure(points[-1][1], unit)
    wanted = _("target %(value)s") % {"value": formats.measure(target, unit)}
    likely = _("likely %(value)s") % {"value": formats.measure(fan[1] if fan else None, unit)}
    sentence = _sentence(latest, points[-1][0], wanted, due_on)
    return Chart(
        id="outcome",
        title=name,
        subtitle=_("Readings, target, and where four in five futures end"),
        sentence=sentence,
        figure=fan_figure(
            points,
            target=target,
            due_on=due_on,
            fan=fan,
            words=(_("Reading"), _("Target"), _("Low (10%)"), _("Likely"), _("High (90%)")),
        ),
        fallback=minifan(
            points,
            target=target,
            due_on=due_on,
            fan=fan,
            words=(latest, wanted, likely),
            label=sentence,
            height=HEIGHT,
        ),
        headers=[_("Day"), _("Reading")],
        rows=[[formats.day(on), formats.measure(value, unit)] for on, value in points],
    )


def _sentence(latest: str, on: date, wanted: str, due_on: date | None) -> str:
    words = {"latest": latest, "day": formats.day(on), "wanted": wanted}
    if due_on is None:
        return _("%(latest)s on %(day)s; %(wanted)s.") % words
    words["due"] = formats.day(due_on)
    return _("%(latest)s on %(day)s; %(wanted)s by %(due)s.") % words
