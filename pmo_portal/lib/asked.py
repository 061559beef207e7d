"""What a URL asks for: the day looked at, the day compared with. Wrong questions get help."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

A_WEEK = timedelta(weeks=1)


class BadQuestion(Exception):
    """The URL asks for something that cannot be answered.

    `message` says what is wrong, `hint` how to mend it; a middleware shows both on a page of
    their own with status 404.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class AsOf:
    """The day a page shows and the day it is compared with; `today` is the organisation's."""

    on: date
    vs: date
    today: date

    @classmethod
    def unasked(cls, today: date) -> "AsOf":
        """Return the days of a page whose address names none: today, and a week earlier."""
        return cls(on=today, vs=today - A_WEEK, today=today)

    @property
    def is_past(self) -> bool:
        """Whether the page shows an earlier day, on which nothing can be edited."""
        return self.on < self.today


def day(text: str, *, name: str) -> date:
    """Read an ISO day from a URL.

    Raises BadQuestion when it is none.
    """
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise BadQuestion(
            _("“%(text)s” is not a day we can read.") % {"text": text[:40]},
            _("Write it as year-month-day, for example %(name)s=2026-11-20.") % {"name": name},
        ) from None
    if not date(1990, 1, 1) <= on <= date(2199, 12, 31):
        raise BadQuestion(
            _("%(text)s is outside the years this portal knows.") % {"text": text[:40]},
            _("Choose a day between 1990 and 2199."),
        )
    return on


def as_of(request: HttpRequest) -> AsOf:
    """Return the days the request asks for: `?on=`, today by default; `?vs=`, a week earlier.

    A day in the future is answered with today. Raises BadQuestion on an unreadable day.
    """
    today = request.organisation.day_of(timezone.now())  # type: ignore[attr-defined]  # the middleware sets it
    on_text, vs_text = request.GET.get("on", ""), request.GET.get("vs", "")
    on = min(day(on_text, name="on"), today) if on_text else today
    vs = day(vs_text, name="vs") if vs_text else on - A_WEEK
    return AsOf(on=on, vs=min(vs, on), today=today)


def days_kept(request: HttpRequest) -> dict[str, str]:
    """Return the days the URL names, for links that stay on them."""
    return {name: text for name in ("on", "vs") if (text := request.GET.get(name, ""))}


def links_kept(request: HttpRequest) -> dict[str, str]:
    """Return the days as the end of a link: `keep` after a bare address, `and_keep` after a query."""
    days = urlencode(days_kept(request))
    return {"keep": f"?{days}" if days else "", "and_keep": f"&{days}" if days else ""}


def known_word(value: str, allowed: Iterable[str], *, name: str) -> str:
    """Return the value of a parameter where it is one of those allowed.

    Raises BadQuestion that names near ones, or all of them.
    """
    known = [str(word) for word in allowed]
    if value in known:
        return value
    near = get_close_matches(value, known, n=3)
    raise BadQuestion(
        _("There is no %(name)s “%(value)s” here.") % {"name": name, "value": value[:40]},
        _("Did you mean %(near)s?") % {"near": ", ".join(near)}
        if near
        else _("Known here: %(known)s.") % {"known": ", ".join(known)},
    )
