"""What all definitions and facts share: two clocks, versions, append-only."""

from datetime import datetime
from typing import Any, TypeVar, cast

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from pmo_portal.lib.identifiers import new_public_id

M = TypeVar("M", bound=models.Model)


class DefinitionQuerySet(models.QuerySet):
    """Definitions, readable as they stand or as they were known."""

    def versions_as_of(self, moment: datetime) -> models.QuerySet:
        """Return the versions of these objects that stood at the moment, one each at most."""
        version = cast("type[Definition]", self.model).versions_model()
        latest = (
            version._default_manager.filter(pgh_obj_id=models.OuterRef("pk"), known_at__lte=moment)
            .order_by("-known_at", "-pgh_id")
            .values("pgh_id")[:1]
        )
        standing = self.order_by().annotate(_version=models.Subquery(latest)).values("_version")
        return version._default_manager.filter(pgh_id__in=standing)

    def as_of(self, moment: datetime) -> list[Any]:
        """Return these objects as they were known at the moment, those unknown then left out.

        The instances carry the values of that day and are not for saving.
        """
        fields = [f.attname for f in self.model._meta.concrete_fields]
        version = cast("type[Definition]", self.model).versions_model()
        tracked = {f.attname for f in version._meta.concrete_fields}
        return [
            self.model(**{name: getattr(row, name) for name in fields if name in tracked})
            for row in self.versions_as_of(moment)
        ]


class Definition(models.Model):
    """What is meant: names, targets, dates, links. Changes over time; every version is kept.

    `known_at` is since when the organisation knew the present version.
    """

    known_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    @classmethod
    def versions_model(cls) -> type[models.Model]:
        """Return the model that holds every version of this definition."""
        return next(iter(cls.pgh_event_models.values()))  # type: ignore[attr-defined]


class Fact(models.Model):
    """What was said or measured. Never updated, never deleted; a correction supersedes.

    `known_at` is since when the organisation knew it, `recorded_at` when it was written here.
    """

    known_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class PublicId(models.Model):
    """An opaque id for URLs and the API."""

    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)

    class Meta:
        abstract = True


def keeps_versions(*, exclude: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """Keep every version of a definition, written by trigger so that bulk writes count too.

    `exclude` names columns that are derived and no part of the definition.
    """

    def decorate(model: type[M]) -> type[M]:
        name = f"{model.__name__}Version"
        label = model._meta.model_name
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            exclude=list(exclude) or None,
            append_only=True,
            context_field=pghistory.ContextJSONField(),
            model_name=name,
            meta={
                "indexes": [
                    models.Index(
                        fields=["pgh_obj", "-known_at", "-pgh_id"], name=f"{label}_as_of"[:30]
                    )
                ]
            },
        )(model)

    return decorate
