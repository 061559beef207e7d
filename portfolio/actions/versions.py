"""Writing definitions on two clocks: as they stand, or as they stood at an earlier moment."""

from datetime import datetime
from typing import Any

import pghistory.runtime
from django.db import models, transaction
from django.db.models.fields import NOT_PROVIDED

from portfolio.models.history import Definition


class SomebodyChangedIt(Exception):
    """The thing changed since the edition this change was written in sight of.

    Nothing is written; whoever asked shows both.
    """


def write_version(instance: Definition, *, at: datetime, **changes: Any) -> bool:
    """Make the changes known since the moment, and return whether they changed anything.

    From the present version's moment on, the row changes and the instance with it. Before it,
    only a version is written: what stood at that moment, overlaid by the changes; where nothing
    stood yet, the defaults. Positions that speak of the same fields thus read the same in
    whatever order they are written, provided those that repeat what stood are `restated`.
    """
    with transaction.atomic():
        present = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
        if at < present.known_at:
            return _write_past(present, at, changes)
        changed = {
            name: value for name, value in changes.items() if getattr(present, name) != value
        }
        if changed:
            _update(instance, at, changed)
        return bool(changed)


def restate(instance: Definition, *, at: datetime) -> None:
    """Say that the present version still stood at a later moment.

    An earlier position that is written afterwards then leaves it alone.
    """
    with transaction.atomic():
        present = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
        if at > present.known_at:
            _update(instance, at, {})


def _update(instance: Definition, at: datetime, changed: dict[str, Any]) -> None:
    for name, value in {**changed, "known_at": at}.items():
        setattr(instance, name, value)
    instance.save(update_fields=[*changed, "known_at"])


def _write_past(present: Definition, at: datetime, changes: dict[str, Any]) -> bool:
    versions = type(present).versions_model()._default_manager
    stood = versions.filter(pgh_obj_id=present.pk, known_at__lte=at).order_by("known_at", "pgh_id")
    before = stood.last()
    tracked = _tracked_fields(present)
    values = {f.attname: _value_before(f, before, present) for f in tracked}
    overlay = _by_column(present, changes)
    if before is not None and all(values[name] == value for name, value in overlay.items()):
        return False
    values.update(overlay, known_at=at)
    context = getattr(pghistory.runtime._tracker, "value", None)
    versions.create(
        pgh_obj_id=present.pk,
        pgh_label="past",
        pgh_context=context.metadata if context else None,
        pgh_context_id=context.id if context else None,
        **values,
    )
    return True


def _tracked_fields(present: Definition) -> list[models.Field]:
    tracked = {f.attname for f in type(present).versions_model()._meta.concrete_fields}
    return [f for f in present._meta.concrete_fields if f.attname in tracked]


def _value_before(field: models.Field, before: models.Model | None, present: Definition) -> Any:
    """What stood; where nothing stood, the default, but for what a thing is known by."""
    if before is not None:
        return getattr(before, field.attname)
    if field.unique or (field.default is NOT_PROVIDED and not (field.null or field.blank)):
        return getattr(present, field.attname)
    return field.get_default()


def _by_column(present: Definition, changes: dict[str, Any]) -> dict[str, Any]:
    columns = {f.name: f.attname for f in present._meta.concrete_fields}
    return {
        columns[name]: value.pk if isinstance(value, models.Model) else value
        for name, value in changes.items()
    }
