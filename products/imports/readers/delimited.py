"""Delimited text: any usual separator and encoding."""

import csv
import io
from collections import Counter
from itertools import islice

from django.utils.translation import gettext as _

from products.imports import limits
from products.imports.readers.encoding import decoded
from products.imports.tables import Table, text

SEPARATORS = ",;\t|"
SAMPLE_ROWS = 60


def read(name: str, content: bytes) -> list[Table]:
    """Return the one table of a delimited file.

    Raises Unreadable when it is no such file.
    """
    letters, notes = decoded(content)
    if letters.count("\x00") > 0:
        raise limits.Unreadable(
            _("“%(name)s” is not a file we can read. CSV, XLSX, JSON and YAML can be read.")
            % {"name": name}
        )
    separator = max(SEPARATORS, key=lambda candidate: _fit(letters, candidate))
    try:
        rows = list(islice(_rows(letters, separator), limits.ROWS + 1))
    except csv.Error as problem:
        raise limits.Unreadable(
            _("“%(name)s” cannot be read as a table: %(problem)s.")
            % {"name": name, "problem": problem}
        ) from problem
    return [Table(name, "", [[text(cell) for cell in row] for row in rows], notes)]


def _rows(letters: str, separator: str):  # type: ignore[no-untyped-def]
    return csv.reader(io.StringIO(letters, newline=""), delimiter=separator)


def _fit(letters: str, separator: str) -> float:
    """How table-like the text is with this separator: cells per row, times how many rows agree."""
    try:
        widths = Counter(len(row) for row in islice(_rows(letters, separator), SAMPLE_ROWS) if row)
    except csv.Error:
        return 0
    widths.pop(1, None)
    if not widths:
        return 0
    width, rows = max(widths.items(), key=lambda item: item[0] * item[1])
    return width * rows
