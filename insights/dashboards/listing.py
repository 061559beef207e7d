"""The frame of all lists: a list is its columns, its facts and its row; all else is here."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from insights.dashboards.age import age_options
from insights.dashboards.ended import ENDED, ended
from insights.dashboards.filters import Filter, by_words, filters
from insights.dashboards.question import MEASURED, NONE, Askable, Question, question
from insights.dashboards.sentence import sentence
from insights.queries import figures
from insights.queries.names import Named
from pmo_portal.lib.asked import AsOf
from pmo_portal.lib.paging import PAGE, page_number, page_of
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown

CHUNK = 2000
WORST_FIRST = {
    health: place
    for place, health in enumerate(
        (Health.OFF_TRACK, Health.AT_RISK, Health.NOT_REPORTED, Health.ON_TRACK, Health.ACHIEVED)
    )
}
T = TypeVar("T")
Words = str | Promise


@dataclass(frozen=True)
class Column:
    """A column of the list; `sort` is its key, empty when it cannot be sorted by."""

    label: Words
    sort: str = ""
    is_number: bool = False
    order: str = ""

    @property
    def following(self) -> str:
        """What a press on the heading asks for."""
        return f"-{self.sort}" if self.order == "ascending" else self.sort


@dataclass(frozen=True)
class Span:
    """The part of a list that is read: all of it without a limit."""

    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class Found:
    """The rows of the span, and how many there are in all; None where nobody counts.

    `older` names the row after which a list that is not counted reads on.
    """

    rows: Iterable[Any]
    total: int | None
    older: str = ""


@dataclass(frozen=True)
class Lister:
    """One list: what it is called and can be asked, its columns, its facts and its rows.

    `name` is its noun in the plural, `row` the template of one row, `read` answers a question.
    `cells` are the cells of a row in a file by their headings. What a person cannot see is
    counted by the figures that it `hides`, or, where nothing narrows the list, by `unseen`.
    """

    name: str
    title: Words
    row: str
    askable: Askable
    counted: Callable[[int | None], str]
    read: Callable[[Question, Span], Found]
    cells: Mapping[str, Callable[[Any], Any]]
    empty: tuple[Words, Words, str]
    columns: tuple[Column, ...] = ()
    hides: tuple[str, ...] = ()
    unseen: Callable[[Question], int] | None = None


@dataclass(frozen=True)
class Listing:
    """A page of a list, or the whole of it for a file."""

    lister: Lister
    question: Question
    sentence: str
    filters: list[Filter]
    columns: list[Column]
    rows: Iterable[Any]
    total: int | None
    page: Page | None
    older: str
    not_visible: int

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the day narrows the list."""
        return bool(self.question.narrowed_by)


def listing(
    lister: Lister,
    parameters: Mapping[str, str],
    *,
    as_of: AsOf,
    known: AsKnown,
    whole: bool = False,
) -> Listing:
    """Return the page of the list asked for, or the whole of it.

    Raises BadQuestion for what the list does not know.
    """
    asked = question(parameters, as_of=as_of, known=known, askable=lister.askable)
    number = 1 if whole else page_number(parameters)
    span = Span() if whole else Span(PAGE, (number - 1) * PAGE)
    found = lister.read(asked, span)
    return Listing(
        lister=lister,
        question=asked,
        sentence=sentence(lister.counted(found.total), asked),
        filters=choices(asked),
        columns=columns(asked, lister.columns),
        rows=found.rows if whole else list(found.rows),
        total=found.total,
        page=None if whole or found.total is None else page_of(range(found.total), parameters),
        older=found.older,
        not_visible=_not_visible(lister, asked),
    )


def in_chunks(things: Iterable[T], rows: Callable[[Sequence[T]], Iterable[Any]]) -> Iterator[Any]:
    """Yield the rows of many things, read so many at a time that none fills the memory."""
    left = iter(things)
    while chunk := list(islice(left, CHUNK)):
        yield from rows(chunk)


def ordered(
    rows: Iterable[Any], asked: Question, keys: Mapping[str, Callable[[Any], Any]], default: str
) -> list[Any]:
    """Return rows that no database orders as asked for; what has no value comes last either way."""
    key = keys[asked.sort or default]
    valued = [(value, row) for row in rows if (value := key(row)) is not None]
    empty = [row for row in rows if key(row) is None]
    valued.sort(key=lambda pair: pair[0], reverse=asked.is_descending)
    return [row for _value, row in valued] + empty


def columns(asked: Question, made: Iterable[Column]) -> list[Column]:
    """Return the columns, the one sorted by saying which way."""
    way = "descending" if asked.is_descending else "ascending"
    return [
        Column(c.label, c.sort, c.is_number, way if c.sort and c.sort == asked.sort else "")
        for c in made
    ]


def choices(asked: Question) -> list[Filter]:
    """Return the filters of the list, those by place first."""
    known = asked.askable
    placed = filters(asked.names, asked.scope, asked.parameters)
    made = [choice for choice in placed if choice.name in known.places]
    if known.knows_untied:
        _offer_untied(made, asked)
    for name, label, words in (
        ("health", _("Health"), Health if known.healths else None),
        ("stage", _("Stage"), known.stages),
        ("kind", str(known.kind_label or _("Kind")), known.kinds),
    ):
        if words:
            measured = [(MEASURED, _("Measured"))] if known.knows_measured else []
            more = measured if name == "health" else []
            made.append(by_words(name, label, words, asked.parameters, *more))
    if known.has_age:
        made.append(Filter("age", _("Age"), age_options(), asked.age))
    return made


def _offer_untied(made: list[Filter], asked: Question) -> None:
    unnamed = [(NONE, _("none yet"))]
    if asked.is_ended:
        unnamed.append((ENDED, ended(asked.names).name))
    for choice in made:
        if choice.name == "objective":
            choice.options.extend(unnamed)
            return
    made.append(Filter("objective", _("Objective"), unnamed, asked.parameters.get("objective", "")))


def _not_visible(lister: Lister, asked: Question) -> int:
    if lister.unseen is not None:
        return 0 if asked.narrowed_by else lister.unseen(asked)
    if not lister.hides:
        return 0
    return figures.hidden_count(
        asked.scope, on=asked.as_of.on, user=asked.known.user, of=lister.hides
    )


def name_of(named: Named | None) -> str:
    """Return what a thing is called, nothing when it cannot be seen."""
    return named.name if named else ""


def changed_from(before: str | None, now: str) -> str:
    """Return the health on the compare day where it was known and another, else nothing."""
    return before if before and before != now else ""
