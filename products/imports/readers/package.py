"""Zip packages, opened only within bounds: size, ratio, members."""

import re
import zipfile
import zlib
from io import BytesIO

from django.utils.translation import gettext as _

from products.imports import limits

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']([^"']*)["']""")
_REPEATED = re.compile(rb"""(columns|rows)-repeated\s*=\s*["'](\d+)["']""")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")


def opened(name: str, content: bytes, *, members: int) -> zipfile.ZipFile:
    """Return the package.

    Raises Unreadable when it is broken, locked, or would unpack to more than allowed.
    """
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except FAULTS as problem:
        raise _broken(name) from problem
    entries = package.infolist()
    if len(entries) > members:
        raise limits.Unreadable(
            _("“%(name)s” holds more than %(count)d parts.") % {"name": name, "count": members}
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.UNPACKED_BYTES or unpacked > limits.PACKING_RATIO * max(len(content), 1):
        raise limits.Unreadable(
            _("“%(name)s” would unpack to far more than it should. It is left closed.")
            % {"name": name}
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise limits.Unreadable(
            _("“%(name)s” is locked with a password. Save it without one.") % {"name": name}
        )
    return package


def member(name: str, package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a part, never more than it declares.

    Raises Unreadable when the part is broken.
    """
    try:
        with package.open(entry) as stream:
            return stream.read(entry.file_size + 1)[: entry.file_size]
    except FAULTS as problem:
        raise _broken(name) from problem


def check_markup(name: str, part: bytes) -> None:
    """Raise Unreadable when a part of a workbook declares a document type or is not plain."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise limits.Unreadable(
            _("“%(name)s” holds declarations that no workbook needs. It is left closed.")
            % {"name": name}
        )


def check_extent(name: str, part: bytes) -> None:
    """Raise Unreadable when a sheet reaches further than a table of ours may.

    Readers make room for the whole rectangle up to the furthest cell, so this is asked first.
    """
    furthest_row = furthest_column = 0
    for match in _CELL.finditer(part):
        place = _PLACE.fullmatch(match[1])
        if place is None:
            raise _broken(name)
        furthest_row = max(furthest_row, int(place[2]))
        furthest_column = max(furthest_column, _column(place[1]))
    for axis, count in _REPEATED.findall(part):
        # Office programmes pad a sheet to its edges with one repeated empty cell or row.
        if int(count) > limits.ROWS and not (axis == b"rows" or int(count) <= 16_384):
            raise _broken(name)
    if min(furthest_row, furthest_column) > limits.COLUMNS * 4 or furthest_row > limits.ROWS * 2:
        raise limits.Unreadable(
            _(
                "“%(name)s” has a cell in row %(row)d, column %(column)d. "
                "Up to 20,000 rows and 100 columns can be read at once."
            )
            % {"name": name, "row": furthest_row, "column": furthest_column}
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _broken(name: str) -> limits.Unreadable:
    return limits.Unreadable(
        _("“%(name)s” is damaged. Open it, save it again, and try once more.") % {"name": name}
    )
