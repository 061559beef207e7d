"""Lists as files: codes and raw values, so that nothing is lost in rounding, and what they are of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from insights.dashboards.listing import Listing
from insights.queries import figures
from pmo_portal.lib import formats
from pmo_portal.lib.export import Sheet

SHARES = frozenset({"progress", "expected", "change", "coverage", "chance"})
LONGEST_NAME = 120


@dataclass(frozen=True)
class Export:
    """A list as a file: its name without the ending, its rows, and a sheet that says what it is."""

    name: str
    rows: Sheet
    about: Sheet


def export(listing: Listing, *, asked_at: str, at: datetime) -> Export:
    """Return the whole list as a file; `asked_at` is the address of the page, `at` the moment."""
    cells = listing.lister.cells
    lister = listing.lister
    rows = Sheet(
        title=str(lister.title),
        headers=list(cells),
        rows=_rows(listing),
        shares=frozenset(place for place, name in enumerate(cells) if name in SHARES),
    )
    about = Sheet(_("About"), [_("What"), _("Answer")], _about(listing, asked_at, at))
    return Export(file_name(listing), rows, about)


def file_name(listing: Listing) -> str:
    """Return the name of the file: the list, what narrows it, and the day."""
    asked = listing.question
    said = [slugify(asked.parameters.get(name, "").replace("_", "-")) for name in asked.narrowed_by]
    parts = "-".join(part for part in (listing.lister.name, *said) if part)[:LONGEST_NAME]
    return f"{parts.strip('-')}-{asked.as_of.on:%Y-%m-%d}"


def _rows(listing: Listing) -> Iterator[Sequence[Any]]:
    cells = listing.lister.cells.values()
    for row in listing.rows:
        yield [cell(row) for cell in cells]


def _about(listing: Listing, asked_at: str, at: datetime) -> list[Sequence[Any]]:
    asked = listing.question
    user, as_of = asked.known.user, asked.as_of
    said: list[Sequence[Any]] = [
        (_("List"), str(listing.lister.title)),
        (_("Question"), listing.sentence),
        (_("Rows"), _("not counted") if listing.total is None else listing.total),
        (_("Day"), as_of.on),
        (_("Compared with"), as_of.vs),
        (_("Address"), asked_at),
        (_("Written"), at),
        (_("Written for"), user.name or user.email),
        (_("Holds"), _("what this person may see; others may see more or less")),
    ]
    if listing.lister.hides or listing.lister.unseen:
        said.append((_("Not visible and not counted"), listing.not_visible))
    if "progress" in listing.lister.cells:
        said += _coverage(listing)
    return said


def _coverage(listing: Listing) -> list[Sequence[Any]]:
    asked = listing.question
    of = figures.figures_on(asked.scope, on=asked.as_of.on, user=asked.known.user)
    measured = formats.share(of.outcomes_measured, of.outcomes)
    oldest = of.oldest_reading_days(asked.as_of.on)
    said: list[Sequence[Any]] = [(_("Outcomes measured in this scope"), measured)]
    if oldest is not None:
        said.append((_("Age of the oldest reading, in days"), oldest))
    return said
