"""What the tellers of rows share: cells typed in place, doubts collected, choices heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from products.imports import columns
from products.imports.layout import Record, Sheet
from products.imports.listing import Listing, Look
from products.imports.values.typed import Typed

USE, SET_ASIDE = "use", "set_aside"


@dataclass
class Telling:
    """One sheet on its way into a listing.

    `choices` holds what a person chose for rows that needed a look: use the suggestion or set
    the row aside. `looks` are those still open, `waiting` those set aside.
    """

    sheet: Sheet
    listing: Listing
    choices: Mapping[str, str]
    set_aside: bool = False
    looks: list[Look] = field(default_factory=list)
    waiting: list[Look] = field(default_factory=list)
    folded: list[Look] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def look(self, record: Record, column: str, reason: str, suggestion: str = "") -> bool:
        """Ask for a look at a row; return whether its suggestion was chosen."""
        look = Look(record.place, record.row, column, reason, suggestion)
        choice = self.choices.get(look.key, SET_ASIDE if self.set_aside else "")
        if choice == USE and suggestion:
            return True
        (self.waiting if choice == SET_ASIDE else self.looks).append(look)
        return False

    def fold(self, record: Record, column: str, reason: str) -> None:
        """Note that a row says what another has said already."""
        self.folded.append(Look(record.place, record.row, column, reason))


@dataclass
class Row:
    """One record being typed. `is_sound` turns false when a cell needs a look that is open."""

    telling: Telling
    record: Record
    reasons: dict[str, str] = field(default_factory=dict)
    is_sound: bool = True

    def typed(self, field: str, read: Callable[[str], Typed], *, reason_as: str = "") -> Any:
        """Return the value of a field, its reason kept when it has none, a doubt looked at."""
        found = read(self.record.text(field))
        if found.doubt and not self.telling.look(
            self.record, self.name(field), found.doubt, found.suggestion
        ):
            self.is_sound = False
        if found.value is None and found.reason:
            self.reasons[reason_as or field] = found.reason
        return found.value

    def name(self, field: str) -> str:
        """Return the header of a field's column as people know it."""
        header = self.record.header(field).split("\n")[0].strip()
        return header[:80] or str(columns.BY_FIELD[field].label)
