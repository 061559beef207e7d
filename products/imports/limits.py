"""How much a file may hold. Beyond that one sentence says so and nothing is changed."""

from django.utils.translation import gettext as _

FILE_BYTES = 10 * 1024 * 1024
UNPACKED_BYTES = 100 * 1024 * 1024
PACKING_RATIO = 100
WORKBOOK_MEMBERS = 200
ARCHIVE_MEMBERS = 5_000
ROWS = 20_000
COLUMNS = 100
CELL_CHARACTERS = 10_000


class Unreadable(Exception):
    """A file cannot be read; the message says why, in a sentence for its owner."""


def check_size(name: str, content: bytes) -> None:
    """Raise Unreadable when the file is empty or larger than allowed."""
    if not content.strip():
        raise Unreadable(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > FILE_BYTES:
        raise Unreadable(
            _("“%(name)s” is larger than 10 MB. Split it, and bring in the parts.") % {"name": name}
        )
