"""The chart of people's time by objective, under what there is to give."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.charts import load
from insights.charts.load import Layer
from insights.dashboards.chart import Chart
from insights.dashboards.resources.people import People, summed
from insights.dashboards.resources.question import Question
from pmo_portal.lib import formats

COLOURS, REST, NONE, ELSEWHERE = ("c1", "c2", "c3", "c4"), "c5", "line-2", "surface-3"
NOTHING = Decimal()
FALLS = Decimal("0.95")


def people_chart(asked: Question, held: People) -> Chart:
    """Return the chart with its table."""
    layers = _layers(asked, held)
    months = [formats.month(month) for month in held.months]
    capacity = [_capacity(held, month) for month in held.months]
    given = [round(sum(values), 1) for values in zip(*(la.values for la in layers), strict=True)]
    name = _("People available")
    return Chart(
        id="load",
        title=_finding(held, given, capacity),
        subtitle=_(
            "People in full-time equivalents each month, by objective, beside those there are."
        ),
        sentence=_sentence(months, given, capacity),
        figure=load.figure(months, layers, capacity, name=name),
        fallback=load.fallback(_short(months), layers, capacity),
        headers=[_("Month"), *(layer.name for layer in layers), _("Together"), name],
        rows=[
            [
                month,
                *(formats.number(layer.values[place]) for layer in layers),
                formats.number(given[place]),
                formats.number(capacity[place]),
            ]
            for place, month in enumerate(months)
        ],
    )


def key(chart: Chart) -> list[tuple[str, str]]:
    """Return the name and the colour of each layer, from the bottom up."""
    bars = [trace for trace in chart.figure["data"] if trace["type"] == "bar"]
    names = chart.headers[1:]
    return [(str(name), bar["marker"]["color"][6:]) for name, bar in zip(names, bars, strict=False)]


def _layers(asked: Question, held: People) -> list[Layer]:
    """Return the four largest objectives, the others together, none, and work elsewhere."""
    of = summed(held.times, lambda time: (time.objective_id, time.month))
    sizes = summed(held.times, lambda time: time.objective_id)
    known = [pk for pk in asked.names.objectives if sizes.get(pk)]
    largest = sorted(known, key=lambda pk: -sizes[pk])[: len(COLOURS)]
    largest = [pk for pk in known if pk in largest]
    rest = [pk for pk in sizes if pk is not None and pk not in largest]
    parts: list[tuple[str, str, list[int | None]]] = []
    for pk, colour in zip(largest, COLOURS, strict=False):
        objective = asked.names.objectives[pk]
        parts.append((f"{objective.code} {objective.name}".strip(), colour, [pk]))
    if rest:
        parts.append((_("Other objectives"), REST, [*rest]))
    if None in sizes:
        parts.append((_("No objective yet"), NONE, [None]))
    layers = [
        Layer(
            name,
            colour,
            [float(sum((of.get((pk, m), NOTHING) for pk in ids), NOTHING)) for m in held.months],
        )
        for name, colour, ids in parts
    ]
    if held.elsewhere:
        other = summed(held.elsewhere, lambda time: time.month)
        values = [float(other.get(month, NOTHING)) for month in held.months]
        layers.append(Layer(_("Other work of these teams"), ELSEWHERE, values))
    return layers or [Layer(_("Given"), COLOURS[0], [0.0] * len(held.months))]


def _capacity(held: People, month: date) -> float | None:
    known = [fte for (_team, m), fte in held.load.capacity.items() if m == month]
    return float(sum(known, NOTHING)) if known else None


def _finding(held: People, given: list[float], capacity: list[float | None]) -> str:
    """Return what the bars say beside the line, a plain label when nothing stands out."""
    if held.without_capacity:
        return _("People's time and what is known of capacity")
    pairs = [(m, g, c) for m, g, c in zip(held.months, given, capacity, strict=True) if c]
    over = [month for month, given_then, has in pairs if given_then > has]
    if len(over) == len(pairs) > 0:
        return _("More time is given away than there is, in every month")
    if over:
        return _("More time is given away than there is in %(month)s") % {
            "month": formats.month(over[0])
        }
    below = [m for m, given_then, has in pairs if given_then < float(FALLS) * has]
    if below and below[0] == pairs[0][0]:
        free = pairs[0][2] - pairs[0][1]
        return _("%(fte)s people's time is free in %(month)s") % {
            "fte": formats.number(round(free, 1)),
            "month": formats.month(below[0]),
        }
    if below:
        return _("Time given falls below capacity from %(month)s") % {
            "month": formats.month(below[0])
        }
    return _("People's time is given away to the full") if pairs else _("People's time by month")


def _sentence(months: list[str], given: list[float], capacity: list[float | None]) -> str:
    first = _("%(given)s people's time is given in %(month)s") % {
        "given": formats.number(given[0]),
        "month": months[0],
    }
    last = _("%(given)s in %(month)s") % {
        "given": formats.number(given[-1]),
        "month": months[-1],
    }
    known = sum(1 for value in capacity if value is not None)
    of = ngettext(
        "capacity is known for %(known)s of %(count)s month",
        "capacity is known for %(known)s of %(count)s months",
        len(months),
    ) % {"known": known, "count": len(months)}
    return f"{first}, {last}; {of}."


def _short(months: list[str]) -> list[str]:
    """Return every label where there are few months, else every second."""
    return months if len(months) <= 8 else [m if n % 2 == 0 else "" for n, m in enumerate(months)]
