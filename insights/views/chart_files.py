"""Charts as files: the picture as SVG or PNG, the numbers as CSV or XLSX, all of them as a deck."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from insights.charts import numbers, picture
from insights.charts.deck import Slide, deck
from insights.dashboards.chart import Chart, health_words
from pmo_portal.lib.asked import AsOf, BadQuestion
from pmo_portal.lib.export import Sheet, csv_file, workbook_file

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FORMS = ("svg", "png", "csv", "xlsx")
PAINTED = {"not_reported": "line-2"}


def asks_for_a_chart(request: HttpRequest) -> bool:
    """Return whether the URL wants one chart of the page as a file."""
    return "chart" in request.GET


def charts_of(page: object) -> list[Chart]:
    """Return the charts that a page holds, in its order."""
    return [held for held in vars(page).values() if isinstance(held, Chart)]


def chart_file(request: HttpRequest, charts: Iterable[Chart], *, as_of: AsOf) -> HttpResponseBase:
    """Answer `?chart=<id>&format=svg|png|csv|xlsx` with that chart as a file.

    Raises BadQuestion for a chart that the page has not got, or another form.
    """
    known = {chart.id: chart for chart in charts}
    chart = known.get(request.GET["chart"])
    form = request.GET.get("format", "svg")
    if chart is None:
        raise BadQuestion(
            _("This page has no chart “%(chart)s” on that day.")
            % {"chart": request.GET["chart"][:40]},
            _("It has: %(known)s.") % {"known": ", ".join(known) or _("none")},
        )
    if form not in FORMS:
        raise BadQuestion(
            _("A chart does not come as “%(form)s”.") % {"form": form[:20]},
            _("Ask for one of %(forms)s.") % {"forms": ", ".join(FORMS)},
        )
    name = f"{chart.id}-{as_of.on:%Y-%m-%d}"
    return _drawn(chart, form, name) if form in ("svg", "png") else _counted(chart, form, name)


def deck_file(name: str, slides: Iterable[Slide], *, title: str, author: str) -> HttpResponse:
    """Answer with slides as a download."""
    made = deck(list(slides), title=title, author=author)
    return _download(made, f"{name}.pptx", PPTX)


def slide_of(chart: Chart) -> Slide:
    """Return a chart as a slide."""
    return Slide(
        title=chart.title,
        subtitle=chart.subtitle,
        note=chart.sentence,
        figure=chart.figure,
        headers=chart.headers,
        rows=chart.rows,
    )


def _drawn(chart: Chart, form: str, name: str) -> HttpResponse:
    words = health_words()
    key = {PAINTED.get(code, code): words[code] for code, count in chart.key.items() if count}
    svg = picture.picture(
        chart.fallback,
        title=chart.title,
        subtitle=chart.subtitle,
        sentence=chart.sentence,
        key=key,
    )
    if form == "svg":
        return _download(svg.encode(), f"{name}.svg", "image/svg+xml")
    return _download(picture.png(svg), f"{name}.png", "image/png")


def _counted(chart: Chart, form: str, name: str) -> HttpResponseBase:
    headers, rows = numbers.table_of(chart.figure, place=_("Day"))
    if not rows:
        headers, rows = list(chart.headers), [list(row) for row in chart.rows]
    if form == "csv":
        return csv_file(name, headers, rows)
    return workbook_file(name, Sheet(chart.id, headers, rows))


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
