"""Template tags and filters, built in: no template loads them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.conf import settings
from django.http import QueryDict
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw_icon

from pmo_portal.lib import drawings, formats, scales, stylesheet, words
from pmo_portal.lib.field_labels import field_label
from pmo_portal.lib.vocabulary import Health

register = template.Library()
PLACE_IN_LIST = ("page", "after")
# What the style sheet says of every icon, and what is between its strokes.
IN_THE_SHEET, BETWEEN = re.compile(r' (?:fill|stroke[-a-z]*)="[^"]*"'), re.compile(r"\n\s*| (?=/>)")

for _format in (
    formats.number,
    formats.signed,
    formats.percent,
    formats.points,
    formats.share,
    formats.days,
    formats.duration,
    formats.day,
    formats.short_day,
    formats.month,
    formats.ago,
    formats.money,
    formats.measure,
):
    register.filter(_format.__name__, _format)
register.filter("moment", formats.moment, expects_localtime=True)
register.filter(field_label)
register.filter(words.team_word)
register.filter(words.in_sentence)
register.filter("on_scale", scales.said)
register.filter(drawings.options)
register.simple_tag(drawings.glyph)
register.simple_tag(drawings.sparkline)
register.simple_tag(drawings.health_bar)
register.simple_tag(stylesheet.address, name="stylesheet")


@register.filter
def health_label(code: str) -> str:
    """Return the word for a health, as it stands on screen."""
    return str(Health(code).label)


@register.filter
def plus_days(on: date, count: int) -> date:
    """Return the day so many days later, or earlier for a negative count."""
    return on + timedelta(days=count)


@register.filter
def weekday(number: int) -> str:
    """Return the name of a day of the week; 0 is Monday."""
    return str(WEEKDAYS[number])


@register.filter(expects_localtime=True)
def local_day(at: datetime) -> date:
    """Return the day on which a moment falls in the organisation's time zone."""
    return at.date()


@register.filter
def at(held: Mapping[str, Any], key: str) -> Any:
    """Return what a mapping holds at a key, nothing where there is none."""
    return held.get(key)


@register.filter
def chosen(filters: Iterable[Any]) -> list[Any]:
    """Return the filters that have a value."""
    return [item for item in filters if _part(item, "value")]


@register.simple_tag
def product_name() -> str:
    """Return what this installation calls the product."""
    return settings.PRODUCT_NAME


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return an outline icon, hidden from screen readers; an unknown name draws a circle."""
    return _icon(str(name), f"i {size}".strip())


@lru_cache(maxsize=256)
def _icon(name: str, css: str) -> SafeString:
    try:
        drawn = draw_icon(name, size=16, aria_hidden="true", **{"class": css})
    except lucide.IconDoesNotExist:
        drawn = draw_icon("circle", size=16, aria_hidden="true", **{"class": css})
    head, inside = drawn.split(">", 1)
    return SafeString(f"{IN_THE_SHEET.sub('', head)}>{BETWEEN.sub('', inside)}")


@register.simple_tag(takes_context=True)
def with_query(context: Context, *without: Any, **changes: Any) -> str:
    """Return the query of this page with some parameters changed.

    None or "" takes a parameter away, and so does naming it in `without` (names, or a list of
    filters). So does the place in a list unless it is given: another question starts at the top.
    """
    query = _parameters(context)
    for name in {*PLACE_IN_LIST, *_names(without)}:
        query.pop(name, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value.isoformat() if isinstance(value, date) else str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept_parameters(context: Context, *without: Any) -> SafeString:
    """Return hidden inputs that carry this page's parameters through a GET form."""
    dropped = {*PLACE_IN_LIST, *_names(without)}
    pairs = [(name, value) for name, value in _parameters(context).items() if name not in dropped]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag(takes_context=True)
def at_day(context: Context, url: str) -> str:
    """Return the address with the day this page shows and the day it compares with."""
    query = _parameters(context)
    kept = QueryDict(mutable=True)
    for name in ("on", "vs"):
        if name in query:
            kept[name] = str(query[name])
    return f"{url}{'&' if '?' in url else '?'}{kept.urlencode()}" if kept else url


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(
    context: Context, view: str, label: str, icon: str, phone: bool = False, count: int = 0
) -> dict[str, Any]:
    """Draw one entry of the navigation, marked when it leads to where the reader is.

    `count` says how much is new there.
    """
    try:
        home = reverse(view)
    except NoReverseMatch:
        return {}
    path = context["request"].path if "request" in context else ""
    here = path == home or (home != "/" and path.startswith(home))
    return {
        "url": at_day(context, home),
        "label": label,
        "icon": icon,
        "here": here,
        "phone": phone,
        "count": count,
    }


def _parameters(context: Context) -> QueryDict:
    """Return a copy of the page's parameters that may be changed."""
    request = context.get("request")
    return request.GET.copy() if request else QueryDict(mutable=True)


def _names(items: Iterable[Any]) -> set[str]:
    """Return the names meant by names, filters, and lists of them."""
    names: set[str] = set()
    for item in items:
        if isinstance(item, str):
            names.add(item)
        elif name := _part(item, "name"):
            names.add(name)
        else:
            names |= _names(item)
    return names


def _part(item: Any, name: str) -> Any:
    """Return a key or an attribute, as a template would look it up."""
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
