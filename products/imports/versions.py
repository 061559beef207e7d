"""Versions of definitions as they stood at a past moment, read and written in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pghistory
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from products.imports.kinds import Kind

BATCH = 1000


@dataclass
class Past:
    """What stood at a moment, of rows of one kind."""

    kind: Kind
    moment: datetime
    stood: dict[int, Any]
    following: dict[int, list[datetime]]

    @classmethod
    def of(cls, kind: Kind, rows: Sequence[Any], moment: datetime) -> "Past":
        """Read what stood of these rows; for those not newer than the moment that is the row."""
        newer = [row.pk for row in rows if row.known_at > moment]
        stood: dict[int, Any] = {}
        following: dict[int, list[datetime]] = {}
        if newer:
            version = kind.model.versions_model()
            known = kind.model.objects.filter(pk__in=newer).versions_as_of(moment)
            stood = {found.pgh_obj_id: found for found in known}
            later = version.objects.filter(pgh_obj_id__in=newer, known_at__gt=moment)
            for pk, known_at in later.order_by("known_at").values_list("pgh_obj_id", "known_at"):
                following.setdefault(pk, []).append(known_at)
        return cls(kind, moment, stood, following)

    def standing(self, row: Any) -> Any | None:
        """Return the row or version that stood at the moment, None when nothing did."""
        return row if row.known_at <= self.moment else self.stood.get(row.pk)

    def has_version_until(self, row: Any, until: datetime) -> bool:
        """Return whether something was said of the row after the moment, up to another."""
        return any(known_at <= until for known_at in self.following.get(row.pk, []))

    def version(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> Any:
        """Return an unsaved version: what stood, overlaid by the values."""
        model = self.kind.model.versions_model()
        tracked = {field.attname for field in model._meta.concrete_fields}
        stood = self.standing(row)
        columns = {
            field.attname: _before(field, stood, row)
            for field in self.kind.model._meta.concrete_fields
            if field.attname in tracked
        }
        columns.update(values, known_at=at)
        return model(pgh_obj_id=row.pk, pgh_label="past", **columns)


def insert(kind: Kind, versions: Sequence[Any]) -> None:
    """Write the versions, each with the author and the door of this change."""
    if not versions:
        return
    with pghistory.context() as context:
        for version in versions:
            version.pgh_context_id = context.id
            version.pgh_context = context.metadata
        kind.model.versions_model().objects.bulk_create(versions, batch_size=BATCH)


def _before(field: models.Field, stood: Any | None, row: Any) -> Any:
    """What stood; where nothing did, the default, but for what a thing is known by."""
    if stood is not None:
        return getattr(stood, field.attname)
    is_needed = field.default is NOT_PROVIDED and not (field.null or field.blank)
    return getattr(row, field.attname) if field.unique or is_needed else field.get_default()
