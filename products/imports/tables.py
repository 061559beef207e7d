"""A table of text cells, as every reader hands it on."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from products.imports import limits

_ESCAPED = re.compile(r"\A'(?=[=+\-@\t\r＝＋－＠])")
_BREAKS = re.compile(r"\r+\n|\r")


@dataclass
class Table:
    """Text cells by row. `notes` tells what the reader had to do to get them.

    `origins` names the file of each record where a table was made of many.
    """

    file: str
    sheet: str
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """How people find it: the file, and the sheet when there are several."""
        return f"{self.file} · {self.sheet}" if self.sheet else self.file


def checked(table: Table) -> Table:
    """Return the table without the empty columns at its right end.

    Raises Unreadable when it has more rows, columns or characters in a cell than allowed.
    A transposed table has its columns where others have rows.
    """
    for row in table.rows:
        while row and not row[-1]:
            row.pop()
    height, width = len(table.rows), max(map(len, table.rows), default=0)
    if max(height, width) > limits.ROWS or min(height, width) > limits.COLUMNS:
        raise limits.Unreadable(
            _(
                "“%(place)s” has more than 20,000 rows or 100 columns, "
                "the most that can be read at once. Split it."
            )
            % {"place": table.place}
        )
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row, 1):
            if len(cell) > limits.CELL_CHARACTERS:
                raise limits.Unreadable(
                    _(
                        "“%(place)s”, row %(row)d, column %(column)d holds more than "
                        "10,000 characters."
                    )
                    % {"place": table.place, "row": number, "column": column}
                )
    return table


def text(value: Any) -> str:
    """Return a cell as text: line breaks alike, edges trimmed, one escaping ' taken off."""
    if isinstance(value, str):
        plain = _BREAKS.sub("\n", value).replace("\x00", "").replace("\xa0", " ").strip()
        if not plain.isascii():
            plain = plain.encode("utf-8", errors="replace").decode()  # lone surrogates of JSON
        return _ESCAPED.sub("", plain, count=1) if plain[:1] == "'" else plain
    return _as_text(value)


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds() / 86_400)
        case list() | tuple():
            return ", ".join(part for part in map(text, value) if part)
        case dict():
            return ", ".join(f"{key}: {text(part)}" for key, part in value.items())
        case _:
            return str(value)
