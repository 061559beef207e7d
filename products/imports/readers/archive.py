"""Archives of files: ZIP and compressed TAR. Many small records make one table."""

import tarfile
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from products.imports import limits
from products.imports.readers import delimited, package, records, workbook
from products.imports.tables import Table

FAULTS = (tarfile.TarError, BadGzipFile, zlib.error, EOFError, OSError, ValueError)
YAML, TABLES = (".yaml", ".yml"), (".csv", ".tsv", ".txt", ".json", ".xlsx", ".xls", ".ods")


def read(name: str, content: bytes) -> list[Table]:
    """Return the tables of the files inside; lone records of one kind of file become one table.

    Raises Unreadable when the archive is broken, too large, or holds nothing that can be read.
    """
    lone: dict[str, dict[str, Any]] = {}
    found: list[Table] = []
    for path, inside in _members(name, content):
        lower = path.lower()
        if lower.endswith(YAML):
            record = records.yaml_value(path, inside)
            if isinstance(record, dict):
                lone.setdefault(path.rsplit("/", 1)[-1], {})[path] = record
        elif lower.endswith(TABLES) and inside.strip():
            found += _tables(path, inside)
    for base, many in sorted(lone.items()):
        table = records.table(name, base, list(many.values()), [])
        table.origins = list(many)
        found.append(table)
    if not found:
        raise limits.Unreadable(_("“%(name)s” holds no files that can be read.") % {"name": name})
    return found


def _tables(path: str, inside: bytes) -> list[Table]:
    if inside.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return workbook.read(path, inside)
    if records.looks_like_json(inside):
        return records.read_json(path, inside)
    return delimited.read(path, inside)


def _members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(b"PK"):
        opened = package.opened(name, content, members=limits.ARCHIVE_MEMBERS)
        for entry in opened.infolist():
            if entry.filename and not entry.filename.endswith("/"):
                yield entry.filename, package.member(name, opened, entry)
        return
    yield from _tar_members(name, content)


def _tar_members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=BytesIO(_unpacked(name, content))) as archive:
            for count, entry in enumerate(archive):
                if count > limits.ARCHIVE_MEMBERS:
                    raise limits.Unreadable(
                        _("“%(name)s” holds more than 5,000 files.") % {"name": name}
                    )
                if entry.isreg():
                    stream = archive.extractfile(entry)
                    yield entry.name, stream.read() if stream else b""
    except FAULTS as problem:
        raise limits.Unreadable(
            _("“%(name)s” is damaged, or no archive of files.") % {"name": name}
        ) from problem


def _unpacked(name: str, content: bytes) -> bytes:
    """Return the archive unpacked, never more of it than allowed."""
    allowed = min(limits.UNPACKED_BYTES, limits.PACKING_RATIO * len(content))
    packed = zlib.decompressobj(wbits=31)
    plain = packed.decompress(content, allowed + 1)
    if len(plain) > allowed:
        raise limits.Unreadable(
            _("“%(name)s” would unpack to far more than it should. It is left closed.")
            % {"name": name}
        )
    return plain
