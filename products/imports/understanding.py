"""From files to listings: every sheet told, each in the listing of its dataset and day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _

from products.imports import goals, headers, indicators, limits, periods, projects
from products.imports.layout import Sheet, laid_out
from products.imports.listing import Listing, Look
from products.imports.readers import read_tables
from products.imports.telling import Telling

_NUMBER_WORDS = {
    "id",
    "number",
    "no",
    "num",
    "ref",
    "reference",
    "key",
    "code",
    "related",
    "return",
}
_GENERIC = {
    "",
    "goal",
    "project",
    "initiative",
    "objective",
    "programme",
    "outcome",
    "indicator",
    "title",
}
_SUBSTANCE = {
    "rating",
    "started_on",
    "due_on",
    "whole_life_cost",
    "stage",
    "description",
    "category",
    "year_baseline",
}
_TELLERS = {"outcomes": indicators.tell, "objectives": goals.tell, "initiatives": projects.tell}


@dataclass(frozen=True)
class Options:
    """What a person said about an import: its day, where it goes, what headers mean, choices."""

    on: date | None = None
    portfolio: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    set_aside: bool = False
    is_whole: bool | None = None


@dataclass
class Understanding:
    """All that was read, before the database is asked anything."""

    files: list[str]
    sheets: list[Sheet] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    refused: list[Look] = field(default_factory=list)
    left_out: list[Look] = field(default_factory=list)

    @property
    def open_looks(self) -> list[Look]:
        """The rows that wait for a choice, and all that was refused."""
        doubts = chain.from_iterable(telling.looks for telling in self.tellings)
        return [*self.refused, *sorted(doubts, key=lambda look: (look.file, look.row))]

    @property
    def waiting(self) -> list[Look]:
        """The rows set aside by choice."""
        return list(chain.from_iterable(telling.waiting for telling in self.tellings))

    @property
    def folded(self) -> list[Look]:
        """The rows that say what another row says already."""
        return list(chain.from_iterable(telling.folded for telling in self.tellings))


def understand(
    files: Iterable[tuple[str, bytes]], options: Options, *, today: date
) -> Understanding:
    """Return what the files tell. Nothing is raised: what cannot be read is refused by name."""
    found = Understanding(files=[])
    subjects: list[tuple[Sheet, str]] = []
    for name, content in files:
        found.files.append(name)
        try:
            tables = read_tables(name, content)
        except limits.Unreadable as problem:
            found.refused.append(Look(name, 0, "", str(problem)))
            continue
        sheets = [laid_out(table, options.mapping) for table in tables]
        found.sheets += sheets
        subjects += [(sheet, subject) for sheet in sheets if (subject := _subject(sheet))]
        found.left_out += [_not_understood(sheet) for sheet in sheets if not _subject(sheet)]
    if options.on and options.on > today:
        reason = _("%(day)s has not come yet. A position is of today or a day before.")
        found.refused.append(Look("", 0, "", reason % {"day": options.on}))
        return found
    if not subjects:
        found.refused += found.left_out
        found.left_out = []
    _tell(found, subjects, options, today=today)
    return found


def _subject(sheet: Sheet) -> str:
    fields = sheet.fields
    if not sheet.records:
        return ""
    if "indicator" in fields:
        return "outcomes"
    if ({"title", "id"} & fields) and (fields & _SUBSTANCE):
        return "initiatives"
    if "goal" in fields:
        return "objectives"
    return "initiatives" if {"title", "product"} <= fields else ""


def _not_understood(sheet: Sheet) -> Look:
    known = ", ".join(heading.name for heading in sheet.headings if heading.field)[:200]
    reason = _(
        "No initiatives, outcomes or objectives were found here. Headers understood: %(known)s."
    )
    return Look(
        sheet.table.place,
        1,
        "",
        reason % {"known": known or _("none")},
        _("Say what the columns mean"),
    )


def _tell(
    found: Understanding, subjects: list[tuple[Sheet, str]], options: Options, *, today: date
) -> None:
    stems = _stems(subjects)
    listings: dict[tuple[str, date], Listing] = {}
    # Objectives come last, so that their own sheet has the last word on them.
    for sheet, subject in sorted(subjects, key=lambda pair: pair[1] == "objectives"):
        day = periods.dated(sheet, given=options.on, today=today)
        stem = stems[sheet.table.file]
        listing = listings.get((stem, day.on))
        if listing is None:
            listing = Listing(
                stem=stem,
                on=day.on,
                dated_how=day.how,
                is_guess=day.is_guess,
                is_given=options.on is not None,
                portfolio=options.portfolio
                or _portfolio_name(stem, [one.table.file for one, _subject in subjects]),
                source=sheet.table.file,
            )
            listings[stem, day.on] = listing
        telling = Telling(sheet, listing, options.choices, options.set_aside)
        _TELLERS[subject](telling)
        found.tellings.append(telling)
    found.listings = sorted(listings.values(), key=lambda listing: listing.on)


def _stems(subjects: list[tuple[Sheet, str]]) -> dict[str, str]:
    """Return for each file the word its number column is named for; sheets of a file share it,
    and so do all files that have no word of their own."""
    stems: dict[str, set[str]] = {}
    for sheet, subject in subjects:
        stems.setdefault(sheet.table.file, set()).add(_stem(sheet, subject))
    own = {file: sorted(words - _GENERIC) for file, words in stems.items()}
    shared = sorted(set().union(*stems.values()) & _GENERIC - {""}) if stems else []
    common = shared[0] if shared else "register"
    return {file: words[0] if words else common for file, words in own.items()}


def _stem(sheet: Sheet, subject: str) -> str:
    wanted = {"initiatives": ("id",), "objectives": ("goal_id",)}.get(
        subject, ("goal_id", "indicator_id")
    )
    for heading in sheet.headings:
        if heading.field in wanted and not heading.aside:
            return " ".join(
                w for w in headers.plain(heading.text).split() if w not in _NUMBER_WORDS
            )[:60]
    return ""


def _portfolio_name(stem: str, files: list[str]) -> str:
    if stem not in _GENERIC | {"register"}:
        return stem.upper() if len(stem) <= 5 else stem.capitalize()
    name = sorted(files)[0].rsplit("/", 1)[-1].split(".")[0]
    words = re.sub(r"[\W_]+|\d{4,}", " ", name).split()
    return " ".join(words).capitalize() or _("Imported portfolio")
