"""From bytes to tables, whatever the kind of file."""

from products.imports import limits
from products.imports.readers import archive, delimited, records, workbook
from products.imports.tables import Table, checked

ZIP, OLE, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"


def read_tables(name: str, content: bytes) -> list[Table]:
    """Return the tables of a file, by what it holds rather than by how it is called.

    Raises Unreadable with a sentence for the file's owner.
    """
    limits.check_size(name, content)
    return [checked(table) for table in _read(name, content)]


def _read(name: str, content: bytes) -> list[Table]:
    if content.startswith(OLE) or (content.startswith(ZIP) and workbook.is_workbook(content)):
        return workbook.read(name, content)
    if content.startswith((ZIP, GZIP)):
        return archive.read(name, content)
    if name.lower().endswith((".yaml", ".yml")):
        return records.read_yaml(name, content)
    if records.looks_like_json(content):
        return records.read_json(name, content)
    return delimited.read(name, content)
