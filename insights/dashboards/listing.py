"""What all lists share: columns, the order of rows, pages of fifty, the filters on top."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from insights.dashboards.filters import Filter, filters
from insights.dashboards.question import MEASURED, NARROWING, NONE, Question
from pmo_portal.lib import formats
from pmo_portal.lib.asked import BadQuestion
from pmo_portal.lib.vocabulary import Health

PAGE = 50
WORST_FIRST = {
    health: place
    for place, health in enumerate(
        (Health.OFF_TRACK, Health.AT_RISK, Health.NOT_REPORTED, Health.ON_TRACK, Health.ACHIEVED)
    )
}


@dataclass(frozen=True)
class Column:
    """A column of the list; `sort` is its key, empty when it cannot be sorted by."""

    label: str
    sort: str = ""
    is_number: bool = False
    order: str = ""

    @property
    def following(self) -> str:
        """What a press on the heading asks for."""
        return f"-{self.sort}" if self.order == "ascending" else self.sort


@dataclass(frozen=True)
class Listing:
    """A page of a list, or the whole of it for an export."""

    question: Question
    sentence: str
    filters: list[Filter]
    columns: list[Column]
    rows: Sequence[Any]
    total: int
    page: Page | None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the day narrows the list."""
        return any(self.question.parameters.get(name) for name in NARROWING)


def ordered(
    rows: Iterable[Any], asked: Question, keys: Mapping[str, Callable[[Any], Any]], default: str
) -> list[Any]:
    """Return the rows in the order asked for; what has no value comes last either way."""
    key = keys[asked.sort or default]
    valued = [(value, row) for row in rows if (value := key(row)) is not None]
    empty = [row for row in rows if key(row) is None]
    valued.sort(key=lambda pair: pair[0], reverse=asked.is_descending)
    return [row for _value, row in valued] + empty


def page_of(rows: Sequence[Any], asked: Question) -> Page:
    """Return the page asked for, the first by default.

    Raises BadQuestion for a page that is not there.
    """
    paginator = Paginator(rows, PAGE)
    text = asked.parameters.get("page", "1") or "1"
    if not text.isdecimal() or not 1 <= int(text) <= paginator.num_pages:
        raise BadQuestion(
            _("This list has no page “%(text)s”.") % {"text": text[:20]},
            _("It has %(count)s.") % {"count": formats.number(paginator.num_pages)},
        )
    return paginator.page(int(text))


def columns(asked: Question, *made: Column) -> list[Column]:
    """Return the columns, the one sorted by saying which way."""
    way = "descending" if asked.is_descending else "ascending"
    return [
        Column(c.label, c.sort, c.is_number, way if c.sort and c.sort == asked.sort else "")
        for c in made
    ]


def choices(asked: Question, *more: Filter) -> list[Filter]:
    """Return the filters of the list, those by place first; `untied` adds to the objectives."""
    made: list[Filter] = []
    for choice in (*filters(asked.names, asked.scope, asked.parameters), *more):
        known = next((one for one in made if one.name == choice.name), None)
        if known:
            known.options.extend(choice.options)
        else:
            made.append(choice)
    return made


def untied() -> Filter:
    """Return the choice of what serves no objective."""
    return Filter("objective", _("Objective"), [(NONE, _("none yet"))], "")


def health_filter(asked: Question, *, measured: bool = False) -> Filter:
    """Return the choice of health; only some lists know *measured*."""
    options = [(health.value, str(health.label)) for health in Health]
    if measured:
        options.append((MEASURED, _("Measured")))
    value = asked.parameters.get("health", "")
    if "," in value:
        options.append(
            (
                value,
                ", ".join(
                    str(Health(code).label) for code in value.split(",") if code in Health.values
                ),
            )
        )
    return Filter("health", _("Health"), options, value)


def changed_from(before: str | None, now: str) -> str:
    """Return the health on the compare day where it was known and another, else nothing."""
    return before if before and before != now else ""
