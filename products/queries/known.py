"""What one person could see of what was known at the end of one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, QuerySet

from portfolio.models import User
from portfolio.models.history import Definition, DefinitionQuerySet


@dataclass(frozen=True)
class AsKnown:
    """A day, the last moment of it in the organisation's time zone, and whose eyes look."""

    on: date
    moment: datetime
    user: User

    def one(self, definition: Definition) -> Any | None:
        """Return the thing as it was known, or nothing when it was not known yet."""
        return next(iter(self.by_id(type(definition), [definition.pk]).values()), None)

    def by_id(self, model: type[Definition], ids: Iterable[int | None]) -> dict[int, Any]:
        """Return the visible ones among these things as they were known, by id."""
        wanted = {pk for pk in ids if pk}
        if not wanted:
            return {}
        return {
            thing.pk: thing
            for thing in self._visible(model).filter(pk__in=wanted).as_of(self.moment)
        }

    def standing(self, model: type[Definition], **where: Iterable[int]) -> list[Any]:
        """Return the visible things whose columns held one of these values by then.

        Looks at the versions, so that a thing is found where it stood and not where it went.
        """
        allowed = {column: set(values) for column, values in where.items()}
        if not all(allowed.values()):
            return []
        lookups = {f"{column}__in": values for column, values in allowed.items()}
        ever = model.versions_model()._default_manager.filter(**lookups).values("pgh_obj_id")
        things = self._visible(model).filter(pk__in=ever).as_of(self.moment)
        return [
            thing
            for thing in things
            if all(getattr(thing, column) in values for column, values in allowed.items())
        ]

    def facts(self, facts: QuerySet) -> QuerySet:
        """Keep the facts known by then, corrected ones included."""
        return facts.filter(known_at__lte=self.moment)

    def valid(self, facts: QuerySet) -> QuerySet:
        """Keep the facts known by then that no correction known by then replaced."""
        correction = facts.model._default_manager.filter(
            supersedes=OuterRef("pk"), known_at__lte=self.moment
        )
        return self.facts(facts).filter(~Exists(correction))

    def _visible(self, model: type[Definition]) -> DefinitionQuerySet:
        things: Any = model._default_manager.all()
        return things.visible_to(self.user) if hasattr(things, "visible_to") else things


def known_since(definition: Definition) -> datetime:
    """Return the moment since when the organisation knows of this thing."""
    versions = type(definition).versions_model()._default_manager
    first = versions.filter(pgh_obj_id=definition.pk).aggregate(first=Min("known_at"))["first"]
    return first or definition.known_at
