"""Charts as files: the picture as SVG or PNG, the numbers as CSV or XLSX, all of them as slides."""

from datetime import date

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from insights.charts import numbers, picture
from insights.charts.deck import deck
from insights.dashboards.chart import Chart, health_words
from insights.dashboards.deck import portfolio_slides
from insights.dashboards.freshness import Freshness
from insights.dashboards.outcome_chart import outcome_chart
from insights.dashboards.portfolio import portfolio_page
from insights.dashboards.resources.page import resources_page
from insights.queries.edition import edition
from insights.queries.moments import one_snapshot
from insights.views.dashboard import asking
from pmo_portal.lib import asked
from pmo_portal.lib.access import PortalRequest
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.export import Sheet, csv_file, workbook_file
from products.queries.known import AsKnown
from products.queries.outcomes import visible_outcomes

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FORMS = ("svg", "png", "csv", "xlsx")
PAINTED = {"not_reported": "line-2"}  # as the bars of health paint silence


@require_safe
def dashboard_chart(request: PortalRequest, name: str, ending: str) -> HttpResponseBase:
    """Answer with a chart of the portfolio as a file."""
    as_of = asked.as_of(request)
    question = asking(request, as_of, edition(request.user, on=as_of.on))
    return _file(portfolio_page(question).numbers(name), ending, on=as_of.on)


@require_safe
def dashboard_deck(request: PortalRequest) -> HttpResponse:
    """Answer with the portfolio as slides."""
    as_of, organisation = asked.as_of(request), request.organisation
    question = asking(request, as_of, edition(request.user, on=as_of.on))
    slides = portfolio_slides(portfolio_page(question), organisation=organisation.name)
    made = deck(slides, title=organisation.name, author=organisation.name)
    return _download(made, f"portfolio-{as_of.on:%Y-%m-%d}.pptx", PPTX)


@require_safe
def resources_chart(request: PortalRequest, ending: str) -> HttpResponseBase:
    """Answer with people's time as a file."""
    as_of = asked.as_of(request)
    with one_snapshot():
        page = resources_page(
            request.GET.dict(),
            as_of=as_of,
            known=_known(request, as_of.on),
            organisation=request.organisation,
        )
    return _file(page.chart, ending, on=as_of.on)


@require_safe
def outcome_chart_file(request: PortalRequest, part: str, ending: str) -> HttpResponseBase:
    """Answer with an outcome's readings, target and outlook as a file."""
    outcome = get_object_or_404(visible_outcomes(request.user), public_id=part)
    on = asked.as_of(request).on
    known = _known(request, on)
    then = known.one(outcome)
    if then is None:
        raise Http404
    chart = outcome_chart(then.pk, name=then.name, unit=then.unit, known=known)
    return _file(chart, ending, on=on)


def as_file(chart: Chart, ending: str, *, on: date) -> HttpResponseBase:
    """Return a chart as a file. Raises BadQuestion for a form it does not come in."""
    if ending not in FORMS:
        raise BadQuestion(
            _("A chart does not come as “%(form)s”.") % {"form": ending[:20]},
            _("Ask for one of %(forms)s.") % {"forms": ", ".join(FORMS)},
        )
    name = f"{chart.id}-{on:%Y-%m-%d}"
    return (
        _drawn(chart, ending, name) if ending in ("svg", "png") else _counted(chart, ending, name)
    )


def _file(chart: Chart | Freshness | None, ending: str, *, on: date) -> HttpResponseBase:
    if isinstance(chart, Freshness) and chart.drawing:
        chart = Chart(
            id=chart.id,
            title=chart.title,
            subtitle=chart.subtitle,
            sentence="",
            figure={},
            fallback=chart.drawing,
            headers=chart.headers,
            rows=list(chart.rows),
        )
    if not isinstance(chart, Chart):
        raise Http404
    return as_file(chart, ending, on=on)


def _drawn(chart: Chart, ending: str, name: str) -> HttpResponse:
    words = health_words()
    key = {PAINTED.get(code, code): words[code] for code, count in chart.key.items() if count}
    svg = picture.picture(
        chart.fallback,
        title=chart.title,
        subtitle=chart.subtitle,
        sentence=chart.sentence,
        key=key,
    )
    if ending == "svg":
        return _download(svg.encode(), f"{name}.svg", "image/svg+xml")
    return _download(picture.png(svg), f"{name}.png", "image/png")


def _counted(chart: Chart, ending: str, name: str) -> HttpResponseBase:
    headers, rows = numbers.table_of(chart.figure, place=_("Day"))
    if not rows:
        headers, rows = list(chart.headers), [list(row) for row in chart.rows]
    if ending == "csv":
        return csv_file(name, headers, rows)
    return workbook_file(name, Sheet(chart.id, headers, rows))


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _known(request: PortalRequest, on: date) -> AsKnown:
    return AsKnown(on, request.organisation.end_of_day(on), request.user)
