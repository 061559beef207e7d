"""The panels of the first page that are drawn as rows: each as a chart with its numbers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from insights.charts.ranked import Line, ranked
from insights.dashboards.chart import Chart, health_words
from insights.dashboards.investment import Investment
from insights.dashboards.matrix import Matrix
from insights.dashboards.parts import Part, Parts
from pmo_portal.lib import formats

if TYPE_CHECKING:
    from insights.dashboards.portfolio import PortfolioPage

PANELS = ("map", "parts", "progress", "money", "investment")


def panel_chart(page: "PortfolioPage", name: str) -> Chart | None:
    """Return the panel of this name as a chart; none where it is not drawn."""
    if name == "map":
        return _map(page.matrix) if page.matrix else None
    if name == "investment":
        return _investment(page.investment) if page.investment else None
    held = {"parts": page.parts, "progress": page.objectives, "money": page.money}
    panel = held.get(name)
    if panel is None:
        return None
    return _by_health(panel) if name == "parts" else _bars(name, panel, panel.rows)


def _by_health(panel: Parts) -> Chart:
    words = health_words()
    totals = [sum(part.counts.values()) for part in panel.rows]
    lines = [
        Line(
            part.name,
            part.value,
            [(code, count / total) for code, count in part.counts.items() if count and total],
        )
        for part, total in zip(panel.rows, totals, strict=True)
    ]
    rows = [
        [part.name, *(formats.number(part.counts[code]) for code in words), formats.number(total)]
        for part, total in zip(panel.rows, totals, strict=True)
    ]
    key = {code: sum(part.counts[code] for part in panel.rows) for code in words}
    headers = [_("Part"), *words.values(), _("Together")]
    return _chart("parts", panel.title, panel.subtitle, lines, headers, rows, key=key)


def _investment(held: Investment) -> Chart:
    panel = Parts(held.title, held.subtitle, [*held.kinds, *held.objectives])
    return _bars("investment", panel, panel.rows)


def _bars(name: str, panel: Parts, parts: Sequence[Part]) -> Chart:
    lines = [
        Line(_named(part), f"{part.value} {part.note}".strip(), [("", part.share or 0)], part.tick)
        for part in parts
    ]
    rows = [[_named(part), part.value, part.note] for part in parts]
    headers = [_("Part"), _("Value"), _("Beside it")]
    return _chart(name, panel.title, panel.subtitle, lines, headers, rows)


def _map(matrix: Matrix) -> Chart:
    """Return the map by objective; its numbers are by portfolio too."""
    words = health_words()
    lines = [
        Line(
            f"{row.code} {row.name}".strip(),
            formats.share(row.well, row.total),
            [(code, count / row.total) for code, count in row.counts.items() if count],
        )
        for row in matrix.rows
    ]
    rows = [
        [
            f"{row.code} {row.name}".strip(),
            *(patch.amount for patch in row.patches),
            *(formats.number(row.counts[code]) for code in words),
            formats.number(row.total),
        ]
        for row in matrix.rows
    ]
    across = [
        _("%(shade)s: %(name)s") % {"shade": matrix.shade, "name": g.name} for g in matrix.groups
    ]
    headers = [_("Objective"), *across, *words.values(), _("Together")]
    key = {code: sum(row.counts[code] for row in matrix.rows) for code in words}
    subtitle = _("By objective, with how many are on course or achieved.")
    return _chart("map", matrix.title, subtitle, lines, headers, rows, key=key)


def _chart(
    name: str,
    title: str,
    subtitle: str,
    lines: list[Line],
    headers: list[str],
    rows: list[list[str]],
    *,
    key: dict[str, int] | None = None,
) -> Chart:
    return Chart(
        id=name,
        title=title,
        subtitle=subtitle,
        sentence="",
        figure={},
        fallback=ranked(lines, label=title),
        headers=headers,
        rows=rows,
        key=key or {},
    )


def _named(part: Part) -> str:
    return f"{part.code} {part.name}".strip()
