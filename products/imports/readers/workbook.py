"""Workbooks: XLSX, XLSB, XLS, ODS. The values last worked out, never the formulas."""

import zipfile
from io import BytesIO

import python_calamine
from django.utils.translation import gettext as _

from products.imports import limits
from products.imports.readers import package
from products.imports.tables import Table, text

FAULTS = (
    python_calamine.CalamineError,
    python_calamine.PasswordError,
    python_calamine.XmlError,
    python_calamine.ZipError,
    python_calamine.WorksheetNotFound,
    ValueError,
    OSError,
    OverflowError,
)


def is_workbook(content: bytes) -> bool:
    """Return whether a zip package is an office workbook rather than an archive of files."""
    if b"opendocument.spreadsheet" in content[:200]:
        return True
    try:
        return "[Content_Types].xml" in zipfile.ZipFile(BytesIO(content)).namelist()
    except package.FAULTS:
        return b"[Content_Types].xml" in content


def read(name: str, content: bytes) -> list[Table]:
    """Return a table for each sheet that holds something.

    Raises Unreadable when the workbook is broken, locked, or reaches too far.
    """
    if content.startswith(b"PK"):
        _check(name, content)
    try:
        with python_calamine.load_workbook(BytesIO(content)) as book:
            sheets = [(sheet, _rows(book, sheet)) for sheet in book.sheet_names[:50]]
    except FAULTS as problem:
        raise limits.Unreadable(
            _("“%(name)s” cannot be read as a workbook: %(problem)s.")
            % {"name": name, "problem": str(problem).rstrip(".")[:200]}
        ) from problem
    tables = [Table(name, sheet, rows) for sheet, rows in sheets if any(map(any, rows))]
    if not tables:
        raise limits.Unreadable(_("“%(name)s” holds no cells.") % {"name": name})
    return tables


def _rows(book: python_calamine.CalamineWorkbook, sheet: str) -> list[list[str]]:
    cells = book.get_sheet_by_name(sheet)
    if cells.total_height > limits.ROWS * 2:
        return []
    return [[text(cell) for cell in row] for row in cells.to_python(skip_empty_area=False)]


def _check(name: str, content: bytes) -> None:
    opened = package.opened(name, content, members=limits.WORKBOOK_MEMBERS)
    for entry in opened.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            part = package.member(name, opened, entry)
            package.check_markup(name, part)
            if "worksheets/" in entry.filename or entry.filename == "content.xml":
                package.check_extent(name, part)
