"""Small graphics drawn on the server, so that they are there before any script.

Geometry goes into attributes and meaning into tones and classes: no inline style, no colour.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health

EDGE = 3.5


@lru_cache(maxsize=64)
def glyph(tone: str, size: str = "") -> SafeString:
    """Return the shape of a health. It says nothing to a screen reader: put the word beside it."""
    return format_html(
        '<svg class="g{}" data-tone="{}" aria-hidden="true"><use href="#g-{}"/></svg>',
        f" {size}" if size else "",
        tone,
        tone,
    )


def sparkline(
    values: Sequence[float | None],
    *,
    label: str = "",
    target: float | None = None,
    width: int = 64,
    height: int = 20,
) -> SafeString:
    """Return a line through the values, oldest first; None leaves a gap, the last is dotted."""
    known = [value for value in [*values, target] if value is not None]
    if not any(value is not None for value in values):
        return SafeString("")
    low, high = min(known), max(known)

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(height - EDGE - share * (height - 2 * EDGE), 1)

    step = (width - 2 * EDGE) / max(1, len(values) - 1)
    points = [
        None if value is None else (round(EDGE + step * place, 1), y(value))
        for place, value in enumerate(values)
    ]
    last = next(point for point in reversed(points) if point)
    aim = (
        format_html('<path class="sp-t" d="M0 {}H{}"/>', y(target), width)
        if target is not None
        else ""
    )
    return format_html(
        '<svg class="sp" viewBox="0 0 {} {}" {}>{}<path class="sp-l" d="{}"/>'
        '<circle class="sp-d" cx="{}" cy="{}" r="2.2"/></svg>',
        width, height, _named(label), aim, _path(points), last[0], last[1],
    )  # fmt: skip


def health_bar(counts: Mapping[str, int], label: str = "") -> SafeString:
    """Return a bar divided by health, worst to best as the vocabulary orders them."""
    total = sum(counts.values())
    if not total:
        return SafeString("")
    start, parts = 0.0, []
    for health in Health:
        width = 100 * counts.get(health, 0) / total
        if width:
            parts.append((health.value, f"{start:.2f}", f"{max(0.3, width - 0.4):.2f}"))
        start += width
    return format_html(
        '<svg class="hb" viewBox="0 0 100 4" preserveAspectRatio="none" {}>{}</svg>',
        _named(label or health_sentence(counts)),
        format_html_join(
            "", '<rect class="bar" data-tone="{}" x="{}" width="{}" height="4"/>', parts
        ),
    )


def options(groups: Iterable[tuple[str | None, Iterable[Mapping[str, Any]], int]]) -> SafeString:
    """Return what a select offers, as its widget groups it. There may be thousands."""
    return SafeString("".join(_group(name, offered) for name, offered, _place in groups))


def _group(name: str | None, offered: Iterable[Mapping[str, Any]]) -> str:
    drawn = "".join(
        f'<option value="{escape(str(one["value"]))}"{" selected" if one["selected"] else ""}>'
        f"{escape(str(one['label']))}</option>"
        for one in offered
    )
    return f'<optgroup label="{escape(str(name))}">{drawn}</optgroup>' if name else drawn


def health_sentence(counts: Mapping[str, int]) -> str:
    """Say the counts by health in words: On course 12, Off course 3, of 15."""
    said = [
        f"{health.label} {formats.number(counts[health])}"
        for health in Health
        if counts.get(health)
    ]
    return _("%(list)s, of %(total)s") % {
        "list": ", ".join(said),
        "total": formats.number(sum(counts.values())),
    }


def _named(label: str) -> SafeString:
    """Return the attributes that name a graphic, or that hide one without a name."""
    return (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )


def _path(points: Iterable[tuple[float, float] | None]) -> str:
    """Return path data; a gap lifts the pen."""
    runs = (
        [point for point in run if point is not None]
        for _known, run in groupby(points, key=lambda point: point is not None)
    )
    return "".join("M" + " ".join(f"{x:g} {y:g}" for x, y in run) for run in runs if run)
