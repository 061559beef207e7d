"""The first page as markup, kept for all to whom it reads the same.

It is kept under all it rests on, so that it is never stale; and the worker puts the page that
most people open together after each roll-up, so that nobody waits for it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from insights.dashboards.portfolio import Asking, portfolio_page
from insights.queries.edition import Edition, edition
from insights.queries.readers import one_of_each_circle
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.release import release
from portfolio.queries.organisations import the_organisation

AN_HOUR = 3600
QUIET = timedelta(seconds=1)
PARTS = ("opening", "panels")

Parts = dict[str, SafeString]


def version(stands: Edition, as_of: AsOf, *, query: str = "") -> str:
    """Return what changes whenever the figures on the page would, for whoever sees the same."""
    seen = (stands.rolled_up_at, stands.waiting, stands.day, stands.hidden, stands.own_teams)
    return digest(release(), seen, as_of, query, get_language())


def digest(*parts: object) -> str:
    """Return an ETag for what these parts make up."""
    return f'"{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"'


def parts(asking: Asking, *, version: str, request: HttpRequest | None = None) -> Parts:
    """Return the parts of the page by name, from the shelf or put together and laid there.

    The request is what links take the parameters of the page from; none has none.
    """
    shelf, key = caches["pages"], f"dashboard:{version}"
    if settings.DEBUG or (made := shelf.get(key)) is None:
        made = _made(asking, request)
        shelf.set(key, made, AN_HOUR)
    return {name: SafeString(made[name]) for name in PARTS}


def make_ready(*, at: datetime) -> None:
    """Put the page without filters together as it stands at this moment, unless it is there.

    While changes wait or have just come it is left alone: the roll-up after them asks again.
    """
    for asking in _most_asked(at):
        if _is_quiet(asking.edition, at):
            with timezone.override(asking.organisation.zone):
                parts(asking, version=version(asking.edition, asking.as_of))


def _is_quiet(stands: Edition, at: datetime) -> bool:
    """Return whether there are figures, and none about to change."""
    made_at = stands.rolled_up_at
    return stands.is_begun and not stands.waiting and made_at is not None and made_at <= at - QUIET


def _most_asked(at: datetime) -> Iterator[Asking]:
    organisation = the_organisation()
    if organisation is not None:
        as_of = AsOf.unasked(organisation.day_of(at))
        for reader in one_of_each_circle():
            stands = edition(reader, on=as_of.on)
            yield Asking(Scope(), {}, as_of, stands, organisation, reader)


def _made(asking: Asking, request: HttpRequest | None) -> dict[str, str]:
    shown = {"page": portfolio_page(asking), "as_of": asking.as_of, "request": request}
    return {name: render_to_string(f"insights/dashboard/{name}.html", shown) for name in PARTS}
