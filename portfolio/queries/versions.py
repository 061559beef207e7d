"""How a definition came to be what it is: who changed what, when and through which door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Door
from portfolio.models import User
from portfolio.models.history import Definition

Names = Mapping[int, str]


@dataclass(frozen=True)
class Change:
    """One column of a definition, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A definition as it stood since `known_at`. The first version has no changes."""

    known_at: datetime
    recorded_at: datetime
    by: User | None
    door: str
    changes: list[Change]
    is_first: bool
    reason: str = ""


def versions_of(
    definition: Definition,
    *,
    labels: Mapping[str, Any],
    moment: datetime,
    names: Mapping[str, Names] | None = None,
) -> list[Version]:
    """Return the versions known by then, newest first, with the labelled columns that changed.

    Versions in which no labelled column changed are left out. `names` says by column what the
    ids in it stand for; an id without a name is of something the reader may not see.
    """
    versions_model = type(definition).versions_model()
    rows = list(
        versions_model._default_manager.filter(
            pgh_obj_id=definition.pk, known_at__lte=moment
        ).order_by("known_at", "pgh_id")
    )
    people = User.objects.in_bulk({pk for row in rows if (pk := _context(row).get("user"))})
    history = [
        _version(row, before, labels, people, names or {})
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    return [version for version in reversed(history) if version.is_first or version.changes]


def _version(
    row: Any,
    before: Any | None,
    labels: Mapping[str, Any],
    people: Mapping[int, User],
    names: Mapping[str, Names],
) -> Version:
    context = _context(row)
    door = context.get("door", "")
    return Version(
        known_at=row.known_at,
        recorded_at=row.pgh_created_at,
        by=people.get(context.get("user")),  # type: ignore[arg-type]
        door=str(Door(door).label) if door in Door.values else "",
        changes=_changes(row, before, labels, names) if before else [],
        is_first=before is None,
        reason=context.get("reason", ""),
    )


def _changes(
    row: Any, before: Any, labels: Mapping[str, Any], names: Mapping[str, Names]
) -> list[Change]:
    return [
        Change(str(label), _shown(before, column, names), _shown(row, column, names))
        for column, label in labels.items()
        if getattr(row, column) != getattr(before, column)
    ]


def _shown(row: Any, column: str, names: Mapping[str, Names]) -> str:
    value = getattr(row, column)
    if value in (None, "", []):
        return _("nothing")
    if column in names:
        return names[column].get(value) or _("something you cannot see")
    if value is True or value is False:
        return _("yes") if value else _("no")
    if display := getattr(row, f"get_{column}_display", None):
        return str(display())
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, Decimal):
        return formats.number(value)
    if isinstance(value, list):
        return "; ".join(one.get("label") or f"{one['value']} {one['on']}" for one in value)
    return str(value)


def _context(row: Any) -> dict[str, Any]:
    return row.pgh_context or {}
