"""What files tell, in the portal's own terms, before the database is asked anything."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple


class Ref(NamedTuple):
    """One thing named by another, before either is in the database."""

    kind: str
    ident: str


@dataclass(frozen=True)
class Look:
    """A row that a person should look at, or a thing refused, with the place in the file."""

    file: str
    row: int
    column: str
    reason: str
    suggestion: str = ""

    @property
    def key(self) -> str:
        """Names the look, so that a choice made for it is found again."""
        place = f"{self.file}\n{self.row}\n{self.column}"
        return hashlib.sha256(place.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class ReadingSaid:
    """A value of an outcome, or the reason why there is none, and since when it is known."""

    value: Decimal | None
    reason: str
    known_on: date


@dataclass(frozen=True)
class LineSaid:
    """A rating of an initiative, with the source's own word and whose it is."""

    product: str
    health: str
    said: str
    said_by: str
    note: str


@dataclass
class Listing:
    """One position of one dataset.

    `things` holds definitions by kind, identity and day; `listed` names what the source lists
    as its own, so that a later position can tell what has left.
    """

    stem: str
    on: date
    dated_how: str
    is_guess: bool
    is_given: bool
    portfolio: str
    source: str
    things: dict[str, dict[str, dict[date, dict[str, Any]]]] = field(default_factory=dict)
    listed: dict[str, set[str]] = field(default_factory=dict)
    readings: dict[tuple[str, date], ReadingSaid] = field(default_factory=dict)
    lines: dict[str, LineSaid] = field(default_factory=dict)

    def say(self, kind: str, ident: str, values: dict[str, Any], *, on: date | None = None) -> Ref:
        """Note what is known of a thing on a day, the position's day unless given."""
        day = self.things.setdefault(kind, {}).setdefault(ident, {})
        day.setdefault(on or self.on, {}).update(values)
        return Ref(kind, ident)

    def list(self, kind: str, ident: str) -> None:
        """Note that the source lists a thing as its own."""
        self.listed.setdefault(kind, set()).add(ident)

    def product(self, name: str, *, team: str = "", on: date | None = None) -> Ref:
        """Note a product by its name as users see it; spellings that differ in case,
        spaces and punctuation only are one."""
        ident = identity(name)
        known = self.things.get("products", {}).get(ident, {})
        first = next((said["name"] for said in known.values() if "name" in said), name[:200])
        of = self.say("portfolios", "all", {"name": self.portfolio[:200]}, on=on)
        owner = self.say("teams", identity(team or first), {"name": (team or first)[:200]}, on=on)
        return self.say("products", ident, {"name": first, "portfolio": of, "team": owner}, on=on)


def identity(words: str) -> str:
    """Return a name or number as it identifies a thing, whatever its case and punctuation."""
    plain = "-".join(re.findall(r"\w+", words.casefold().replace("_", "-")))
    if len(plain) <= 80:
        return plain or "-"
    return f"{plain[:60]}-{hashlib.sha256(plain.encode()).hexdigest()[:12]}"


def shortened(words: str, length: int) -> str:
    """Return the words on one line, cut with an ellipsis when too long to keep."""
    line = " ".join(words.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
