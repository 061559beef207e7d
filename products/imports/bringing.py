"""One listing on its way into the database: who, when, what it names, what became of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from pmo_portal.lib import calendar
from portfolio.models import Organisation, User
from products.imports.listing import Ref


@dataclass
class Tally:
    """What became of the things read, by kind: each counted once, however often it is told.

    What is read was created, changed or left alone; what is no longer listed is counted apart.
    """

    read: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    created: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unlisted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def counts(self) -> dict[str, dict[str, int]]:
        """Return the counts by kind: read, created, changed, unchanged, unlisted."""
        created = {kind: len(idents) for kind, idents in self.created.items() if idents}
        changed = {
            kind: count
            for kind, idents in self.changed.items()
            if (count := len((idents & self.read[kind]) - self.created[kind]))
        }
        unchanged = {
            kind: count
            for kind, idents in self.read.items()
            if (count := len(idents - self.created[kind] - self.changed[kind]))
        }
        return {
            "read": {kind: len(idents) for kind, idents in self.read.items() if idents},
            "created": created,
            "changed": changed,
            "unchanged": unchanged,
            "unlisted": {kind: len(idents) for kind, idents in self.unlisted.items() if idents},
        }


@dataclass
class Bringing:
    """What the writers of one listing share.

    `later` answers, for a kind and identity, on which later position's day it is listed next.
    """

    dataset: str
    organisation: Organisation
    by: User | None
    at: datetime
    tally: Tally
    refs: dict[Ref, int] = field(default_factory=dict)
    later: dict[tuple[str, str], date] = field(default_factory=dict)
    touched: dict[int, date] = field(default_factory=dict)

    def moment(self, on: date) -> datetime:
        """Return since when a position of this day is known: its first moment, or now."""
        start = calendar.start_of_day(on, self.organisation.zone)
        return start if on < self.organisation.day_of(self.at) else self.at

    def touch(self, product_id: int | None, on: date) -> None:
        """Note that a product's figures may differ from this day on."""
        if product_id is not None:
            self.touched[product_id] = min(on, self.touched.get(product_id, on))
