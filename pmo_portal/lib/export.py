"""Tables as files that a spreadsheet opens without running anything in them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FORMS = ("csv", "xlsx")
BOM = "\ufeff"
STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY, LONGEST_CELL, LONGEST_TITLE = 2**20, 32_767, 31
FORMATS = {
    "head": {"bold": True},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm"},
    "share": {"num_format": "0%"},
}
NOTHING_IS_READ_INTO_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class Sheet:
    """A table with headings. `shares` are the places of the columns that hold shares of 1."""

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Any]]
    shares: frozenset[int] = frozenset()


class _Echo:
    """Hands back each line that the writer would write."""

    def write(self, line: str) -> str:
        return line


def csv_file(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """Return the rows as a download, in UTF-8 with the mark that spreadsheets look for."""
    response = StreamingHttpResponse(
        csv_lines(headers, rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the lines of the file."""
    writer = csv.writer(_Echo())
    yield BOM
    yield writer.writerow(headers)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value: Any) -> Any:
    """Return the value for a cell: text that would be read as a formula gets a `'` in front."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def workbook_file(name: str, *sheets: Sheet) -> FileResponse:
    """Return the sheets as a download."""
    return FileResponse(
        workbook(*sheets), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def workbook(*sheets: Sheet) -> IO[bytes]:
    """Return the sheets as an open file; rows are written one by one, none is kept in memory."""
    with ExitStack() as until_written:
        written: Any = until_written.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        with xlsxwriter.Workbook(written, NOTHING_IS_READ_INTO_TEXT) as book:
            formats = {key: book.add_format(look) for key, look in FORMATS.items()}
            for sheet in sheets:
                _write(book.add_worksheet(sheet.title[:LONGEST_TITLE]), sheet, formats)
        written.seek(0)
        until_written.pop_all()
    return written


def _write(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    page.freeze_panes(1, 0)
    for column, header in enumerate(sheet.headers):
        page.set_column(column, column, max(12, len(header) + 2))
        page.write_string(0, column, header, formats["head"])
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, formats, is_share=column in sheet.shares)


def _write_cell(
    page: Worksheet,
    line: int,
    column: int,
    value: Any,
    formats: dict[str, Format],
    *,
    is_share: bool,
) -> None:
    """Write a value as what it is; whatever is none of these is text, and only ever text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(line, column, value)
    elif isinstance(value, int | float | Decimal):
        page.write_number(line, column, value, formats["share"] if is_share else None)
    elif isinstance(value, datetime):
        page.write_datetime(line, column, value.replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        page.write_datetime(line, column, value, formats["day"])
    else:
        page.write_string(line, column, str(value)[:LONGEST_CELL])
