"""One style sheet out of many: small files to read and change, one request for a browser."""

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from pmo_portal.lib.access import opens_before_founding

FOLDER = Path(settings.BASE_DIR, "static", "css")
YEAR = 31_536_000
STATIC = re.compile(r'url\("static:([^"]+)"\)')  # a static file by its name, as in a template
# The general before the particular. What is not named comes after these, by name.
ORDER = (
    "icon", "brand", "sidebar", "tabbar", "page_head", "lede", "button", "menu", "as_of",
    "tabs", "filters", "tag", "health", "health_bar", "delta", "kpi", "section", "chart",
    "svg", "history", "data_table", "sparkline", "matrix", "matrix_small",
    "small_multiples", "dashboard", "mix", "feed", "ask", "timeline", "thread", "table",
    "listing", "readings", "pagination", "facts", "card", "note", "banner", "toast",
    "progress", "steps", "field", "form", "choice", "check_in", "check_in_card", "keys",
    "welcome", "import", "sign_in",
)  # fmt: skip


@dataclass(frozen=True)
class Stylesheet:
    """What all sheets say together, and the name of this state of them."""

    content: bytes
    digest: str


def sheets() -> list[Path]:
    """Return the sheets in the order they apply: a later one wins within its layer."""
    known = [FOLDER / "components" / f"{name}.css" for name in ORDER]
    others = sorted(set(FOLDER.glob("components/*.css")) - set(known))
    first = (FOLDER / name for name in ("tokens.css", "typeface.css", "base.css", "layout.css"))
    return [*first, *known, *others, FOLDER / "print.css"]


def address() -> str:
    """Return where the style sheet lies; it moves when a sheet changes."""
    return reverse("stylesheet", args=[_current().digest])


@login_not_required
@opens_before_founding
@require_safe
@gzip_page
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Answer with the style sheet, to be kept for good; a former address leads to it."""
    current = _current()
    if digest != current.digest:
        return redirect(address())
    return _kept(request, current)


@cache_control(public=True, max_age=YEAR, immutable=True)
def _kept(request: HttpRequest, sheet: Stylesheet) -> HttpResponse:
    return HttpResponse(sheet.content, content_type="text/css; charset=utf-8")


def _current() -> Stylesheet:
    """Read the sheets once, or each time while they are being worked on."""
    return _read() if settings.DEBUG else _read_once()


def _read() -> Stylesheet:
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets())
    content = STATIC.sub(lambda named: f'url("{static(named[1])}")', text).encode()
    return Stylesheet(content, sha256(content).hexdigest()[:12])


_read_once = cache(_read)
