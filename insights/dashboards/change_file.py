"""What changed between two days as a file: a row for each thing that is not as it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from insights.dashboards.change_list import ChangePage, Chapter
from pmo_portal.lib.export import Sheet

if TYPE_CHECKING:
    from portfolio.models import User

HEADERS = ["change", "name", "place", "what", "was", "now"]
FIGURES, BEGUN = "figures", "new"


def change_file(
    page: ChangePage, *, asked_at: str, user: "User", at: datetime
) -> tuple[str, Sheet, Sheet]:
    """Return the name of the file, its rows, and a sheet that says what it is.

    `page` holds all of what changed; `asked_at` is its address, `at` the moment of writing.
    """
    as_of = page.as_of
    said: list[Sequence[Any]] = [
        (_("List"), _("What changed")),
        (_("Question"), page.sentence),
        (_("Day"), as_of.on),
        (_("Compared with"), as_of.vs),
        (_("Address"), asked_at),
        (_("Written"), at),
        (_("Written for"), user.name or user.email),
        (_("Not visible and not counted"), page.not_visible),
    ]
    about = Sheet(_("About"), [_("What"), _("Answer")], said)
    name = "-".join(["changes", *([page.chosen] if page.chosen else []), f"{as_of.vs}-{as_of.on}"])
    return name, Sheet(_("What changed"), HEADERS, _rows(page)), about


def _rows(page: ChangePage) -> Iterator[Sequence[Any]]:
    if not page.chosen:
        for moved in page.moved:
            yield FIGURES, moved.label, "", "", moved.was, moved.now
    for chapter in page.chapters:
        yield from _of_chapter(chapter)


def _of_chapter(chapter: Chapter) -> Iterator[Sequence[Any]]:
    for item in chapter.news:
        yield chapter.key, item.name, item.product, item.what, item.was, item.now
    for entry in chapter.entries:
        if entry.is_new and not entry.lines:
            yield chapter.key, entry.name, entry.place, BEGUN, "", ""
        for line in entry.lines:
            yield chapter.key, entry.name, entry.place, line.label, line.was, line.now
