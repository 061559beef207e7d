"""Rows or columns: where the headers are, and the records they head."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from products.imports import columns, headers
from products.imports.tables import Table
from products.imports.values import dates, numbers
from products.imports.values.typed import Typed

SEARCHED = 30
_READERS = {
    "target": numbers.number,
    "value": numbers.number,
    "baseline": numbers.number,
    "started_on": dates.day,
    "due_on": dates.day,
}


@dataclass
class Heading:
    """One header of a table: its text, and the field it is understood as."""

    text: str
    field: str = ""
    aside: str = ""

    @property
    def name(self) -> str:
        """The header as people know it: its first line."""
        return self.text.split("\n")[0].strip()[:80]


@dataclass
class Record:
    """One record: where it stands, and its cells by field; a field may have several columns."""

    place: str
    row: int
    cells: dict[str, list[tuple[str, str]]]

    def text(self, field: str) -> str:
        """Return the first filled cell of a field."""
        return next((cell for cell, _header in self.cells.get(field, []) if cell), "")

    def header(self, field: str) -> str:
        """Return the header of a field's first filled cell."""
        found = self.cells.get(field, [])
        return next((header for cell, header in found if cell), found[0][1] if found else "")


@dataclass
class Sheet:
    """A table with its headings understood."""

    table: Table
    headings: list[Heading]
    records: list[Record]
    transposed: bool = False
    blank: int = 0
    footnotes: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def fields(self) -> set[str]:
        """The fields this sheet tells of."""
        return {heading.field for heading in self.headings if heading.field and not heading.aside}


def laid_out(table: Table, mapping: Mapping[str, str]) -> Sheet:
    """Return the table with headings found on whichever side holds more understood headers.

    `mapping` names fields for headers, as a person chose them; an empty field sets one aside.
    """
    across = table.rows
    width = max(map(len, across), default=0)
    down = [[row[n] if n < len(row) else "" for row in across] for n in range(width)]
    line, understood = _heading_line(across, mapping)
    other_line, other_understood = _heading_line(down, mapping)
    transposed = other_understood > understood
    rows, first = (down, other_line) if transposed else (across, line)
    return _sheet(table, rows, first, mapping, transposed=transposed)


def _heading_line(rows: list[list[str]], mapping: Mapping[str, str]) -> tuple[int, int]:
    counts = [
        len({field for cell in row[:300] if (field := _field(cell, mapping))})
        for row in rows[:SEARCHED]
    ]
    if not counts or not max(counts):
        return next((n for n, row in enumerate(rows) if any(row)), 0), 0
    return counts.index(max(counts)), max(counts)


def _field(header: str, mapping: Mapping[str, str]) -> str:
    for name, chosen in mapping.items():
        if headers.plain(name) == headers.plain(header):
            return chosen
    found = headers.match(header)
    return found.field if found else ""


def _sheet(
    table: Table, rows: list[list[str]], first: int, mapping: Mapping[str, str], *, transposed: bool
) -> Sheet:
    body = rows[first + 1 :]
    headings = [_heading(cell, mapping) for cell in (rows[first] if rows else [])]
    for number, heading in enumerate(headings):
        if not heading.aside and not any(number < len(row) and row[number] for row in body):
            heading.aside = str(_("Empty"))
    _settle_rivals(headings, body)
    sheet = Sheet(table, headings, [], transposed, notes=list(table.notes))
    for number, row in enumerate(body, first + 2):
        filled = sum(map(bool, row))
        if not filled:
            sheet.blank += 1
        elif filled == 1 and len(sheet.fields) > 2:
            sheet.footnotes += 1
        else:
            place = table.origins[number - 2] if table.origins else table.place
            sheet.records.append(Record(place, number, _cells(row, headings)))
    return sheet


def _heading(cell: str, mapping: Mapping[str, str]) -> Heading:
    field = _field(cell, mapping)
    if not field:
        return Heading(cell, aside=str(_("Not understood")) if cell else str(_("No header")))
    return Heading(cell, field, str(columns.BY_FIELD[field].aside))


def _settle_rivals(headings: list[Heading], body: list[list[str]]) -> None:
    """Of several columns for one field keep the one that reads best; ratings may be several."""
    taken = Counter(h.field for h in headings if h.field and not h.aside)
    for name, count in taken.items():
        if count < 2 or name == "rating":
            continue
        rivals = [n for n, h in enumerate(headings) if h.field == name and not h.aside]
        best = max(rivals, key=lambda n: _merit(name, headings[n], n, body))
        for number in rivals:
            if number != best:
                headings[number].aside = str(_("Another column tells this better"))


def _merit(field: str, heading: Heading, number: int, body: list[list[str]]) -> tuple[Any, ...]:
    cells = [row[number] for row in body[:500] if number < len(row) and row[number]]
    reader = _READERS.get(field, lambda cell: Typed(cell))
    readable = sum(1 for cell in cells if reader(cell).value is not None)
    found = headers.match(heading.text)
    return (readable if field in _READERS else 0, found.score if found else 0, len(cells), -number)


def _cells(row: list[str], headings: list[Heading]) -> dict[str, list[tuple[str, str]]]:
    cells: dict[str, list[tuple[str, str]]] = {}
    for heading, cell in zip(headings, row, strict=False):
        if heading.field and not heading.aside:
            cells.setdefault(heading.field, []).append((cell, heading.text))
    return cells
