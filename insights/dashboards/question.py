"""What a list is asked in its URL: where, which health, of what age, which words, what order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from insights.dashboards.ended import ENDED
from insights.dashboards.freshness import RHYTHM
from insights.facts.cuts import AGES, Cut
from insights.queries.chosen import several, words_asked
from insights.queries.names import Names, below, names_on
from insights.queries.scopes import PLACES, scope_asked
from insights.scope import Scope
from pmo_portal.lib.asked import AsOf, BadQuestion, known_word
from pmo_portal.lib.vocabulary import Health
from products.queries.known import AsKnown

MEASURED, NONE, QUIET = "measured", "none", "quiet"
HEALTHS = tuple(Health.values)
NARROWING = (*PLACES, "health", "stage", "kind", "age", "q")


@dataclass(frozen=True)
class Askable:
    """What a list can be asked: its orders, the places, and which filters it knows."""

    sorts: tuple[str, ...] = ()
    healths: tuple[str, ...] = ()
    stages: type[TextChoices] | None = None
    kinds: type[TextChoices] | None = None
    kind_label: Any = ""
    places: tuple[str, ...] = PLACES
    has_age: bool = False
    knows_untied: bool = False

    @property
    def knows_measured(self) -> bool:
        """Whether *measured* can be asked for among the healths."""
        return MEASURED in self.healths

    def names(self) -> set[str]:
        """Return the parameters that narrow this list."""
        by = {
            "health": self.healths,
            "stage": self.stages,
            "kind": self.kinds,
            "age": self.has_age,
        }
        return {*self.places, "q", *(name for name, known in by.items() if known)}


@dataclass(frozen=True)
class Question:
    """What a list is asked: where, which health, of what age, which words, in what order."""

    scope: Scope
    names: Names
    parameters: Mapping[str, str]
    as_of: AsOf
    known: AsKnown
    askable: Askable
    healths: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    age: str = ""
    words: str = ""
    is_untied: bool = False
    is_ended: bool = False
    sort: str = ""
    is_descending: bool = False
    narrowed_by: list[str] = field(default_factory=list)

    def cut(
        self,
        *,
        sort: str = "health",
        limit: int | None = None,
        offset: int = 0,
        values: Mapping[int, Any] | None = None,
    ) -> Cut:
        """Return what the facts are cut to; `sort` is the order where none is asked for."""
        return Cut(
            healths=self.healths,
            stages=self.stages,
            kinds=self.kinds,
            words=tuple(self.words.split()),
            is_untied=self.is_untied,
            outside=tuple(self.names.objectives) if self.is_ended else None,
            age=self.age,
            rhythms=self._rhythms() if self.age == QUIET else {},
            sort=self.sort or sort,
            is_descending=self.is_descending,
            values=values or {},
            limit=limit,
            offset=offset,
        )

    def day(self) -> dict[str, Any]:
        """Return the day and whose eyes look, as facts take them."""
        return {"on": self.as_of.on, "user": self.known.user, "now": not self.as_of.is_past}

    def day_of(self, at: datetime) -> date:
        """Return the organisation's day on which a moment falls."""
        return at.astimezone(self.known.moment.tzinfo).date()

    def days_since(self, heard_on: date | None) -> int | None:
        """Return the age in days of what was heard of on a day; None when never heard of."""
        return None if heard_on is None else max((self.as_of.on - heard_on).days, 0)

    def holds_words(self, *texts: str) -> bool:
        """Return whether every word searched for is in one of the texts."""
        return holds_words(self.words, *texts)

    def wants_objective(self, objective_id: int | None) -> bool:
        """Return whether what is tied to this objective, or to none, is asked for."""
        listed = self.names.objectives
        if self.is_untied:
            return objective_id is None
        if self.is_ended:
            return objective_id is not None and objective_id not in listed
        return self._served is None or objective_id in self._served

    @cached_property
    def _served(self) -> set[int] | None:
        within = self.scope.objective_id
        return below(self.names.objectives, within) if within else None

    def _rhythms(self) -> dict[int, int]:
        return {
            team.id: RHYTHM[team.cadence]
            for team in self.names.teams.values()
            if team.cadence in RHYTHM
        }


def question(
    parameters: Mapping[str, str], *, as_of: AsOf, known: AsKnown, askable: Askable
) -> Question:
    """Return what the URL asks of a list.

    Raises BadQuestion, with near matches, for what this list does not know.
    """
    narrowed_by = _narrowed_by(parameters, askable)
    unnamed = parameters.get("objective", "") if askable.knows_untied else ""
    placed = dict(parameters)
    if unnamed in (NONE, ENDED):
        placed.pop("objective")
    sort = parameters.get("sort", "")
    age = parameters.get("age", "")
    return Question(
        scope=scope_asked(placed, user=known.user, on=as_of.on, now=not as_of.is_past),
        names=names_on(as_of.on, at=known.moment, user=known.user),
        parameters=parameters,
        as_of=as_of,
        known=known,
        askable=askable,
        healths=several(parameters, "health", askable.healths),
        stages=several(parameters, "stage", askable.stages.values if askable.stages else ()),
        kinds=several(parameters, "kind", askable.kinds.values if askable.kinds else ()),
        age=known_word(age, AGES, name="age") if age else "",
        words=words_asked(parameters, "q"),
        is_untied=unnamed == NONE,
        is_ended=unnamed == ENDED,
        sort=known_word(sort.removeprefix("-"), askable.sorts, name="sort") if sort else "",
        is_descending=sort.startswith("-"),
        narrowed_by=narrowed_by,
    )


def holds_words(words: str, *texts: str) -> bool:
    """Return whether every one of the words is in one of the texts."""
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())


def _narrowed_by(parameters: Mapping[str, str], askable: Askable) -> list[str]:
    """Return the filters that are set. Raises BadQuestion for one that another list knows."""
    asked = [name for name in NARROWING if parameters.get(name)]
    for name in asked:
        if name not in askable.names():
            raise BadQuestion(
                _("This list cannot be narrowed by %(name)s.") % {"name": name},
                _("Take it out of the address, or ask another list."),
            )
    return asked
