"""What goes with a list as a file: a sheet that says what the list is, of which day, for whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pmo_portal.lib.export import Sheet
from products.queries.known import AsKnown


def about(title: str, count: int, *, known: AsKnown, asked_at: str, at: datetime) -> Sheet:
    """Return the sheet; `asked_at` is the address of the page, `at` the moment of writing."""
    said: list[Sequence[Any]] = [
        (_("List"), title),
        (_("Rows"), count),
        (_("Day"), known.on),
        (_("Address"), asked_at),
        (_("Written"), at),
        (_("Written for"), str(known.user)),
        (_("Holds"), _("what this person may see; others may see more or less")),
    ]
    return Sheet(_("About"), [_("What"), _("Answer")], said)
