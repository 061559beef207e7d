"""The portfolio as slides: each panel's finding with a chart that can be edited, or its table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from insights.charts.deck import Slide
from insights.dashboards.chart import Chart
from insights.dashboards.parts import Part
from insights.dashboards.portfolio import PortfolioPage
from pmo_portal.lib import formats


def portfolio_slides(page: PortfolioPage, *, organisation: str) -> list[Slide]:
    """Return the slides of a dashboard, in the order of its panels."""
    charts = [chart for chart in (page.trajectory, page.health, page.work) if chart]
    slides = [_opening(page, organisation), *(chart_slide(chart) for chart in charts)]
    if page.investment:
        money = page.investment
        for parts in (money.kinds, money.objectives):
            slides.append(_parts(money.title, money.subtitle, parts))
    for panel in (page.objectives, page.parts):
        if panel:
            slides.append(_parts(panel.title, panel.subtitle, panel.rows))
    if page.freshness:
        fresh = page.freshness
        slides.append(
            Slide(fresh.title, fresh.subtitle, headers=fresh.headers, rows=list(fresh.rows))
        )
    return [
        slide
        for slide in [*slides, _news(page), _help(page)]
        if slide.figure or slide.rows or slide.bullets
    ]


def chart_slide(chart: Chart) -> Slide:
    """Return a chart as a slide."""
    return Slide(
        title=chart.title,
        subtitle=chart.subtitle,
        note=chart.sentence,
        figure=chart.figure,
        headers=chart.headers,
        rows=chart.rows,
    )


def _opening(page: PortfolioPage, organisation: str) -> Slide:
    remarks = [remark.text for remark in page.opening.rest]
    figures = [f"{kpi.label}: {kpi.value} {kpi.of}".strip() for kpi in page.kpis]
    day = {"name": organisation, "day": formats.day(page.as_of.on)}
    return Slide(
        title=page.opening.finding,
        subtitle=_("%(name)s, as known on %(day)s") % day,
        bullets=[*remarks, *figures],
    )


def _parts(title: str, subtitle: str, parts: Iterable[Part]) -> Slide:
    rows = [[f"{part.code} {part.name}".strip(), part.value, part.note] for part in parts]
    return Slide(title, subtitle, headers=[_("Part"), _("Value"), _("Note")], rows=rows)


def _news(page: PortfolioPage) -> Slide:
    rows = [
        [item.name, item.product, " ".join(w for w in (item.what, item.now, item.was) if w)]
        for item in page.news
    ]
    title = _("What changed since %(day)s") % {"day": page.compare_day}
    return Slide(title, headers=[_("What"), _("Product"), _("How")], rows=rows)


def _help(page: PortfolioPage) -> Slide:
    rows = [[ask.wording, ask.product, ask.age] for ask in page.asks]
    return Slide(
        _("Where help is wanted"), headers=[_("What"), _("Product"), _("Since")], rows=rows
    )
