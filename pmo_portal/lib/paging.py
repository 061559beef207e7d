"""Long lists by the page: which one an address asks for, and what stands on it."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from pmo_portal.lib.asked import BadQuestion

PAGE, LAST_PAGE = 50, 99_999


def page_number(parameters: Mapping[str, str]) -> int:
    """Return the number of the page asked for, 1 by default. Raises BadQuestion."""
    text = parameters.get("page", "") or "1"
    if not text.isdecimal() or not 1 <= int(text[:9]) <= LAST_PAGE:
        raise BadQuestion(_("This list has no page “%(text)s”.") % {"text": text[:20]})
    return int(text)


def page_of(things: Any, parameters: Mapping[str, str]) -> Page:
    """Return the page asked for of anything that has a length and slices.

    Raises BadQuestion for one that is not there.
    """
    paginator, number = Paginator(things, PAGE), page_number(parameters)
    if number > paginator.num_pages:
        raise BadQuestion(
            _("This list has no page “%(text)s”.") % {"text": number},
            _("It has %(count)s.") % {"count": formats.number(paginator.num_pages)},
        )
    return paginator.page(number)
