"""Which version of a definition stands, by name: what forms carry and ETags say."""

from datetime import datetime
from typing import Any

from portfolio.models import User
from portfolio.models.history import Definition


def newest_version(thing: Definition) -> str:
    """Return the name of the version that stands."""
    versions = _versions(thing).order_by("known_at", "pgh_id")
    return str(versions.values_list("pgh_id", flat=True).last())


def version_named(name: str, thing: Definition) -> Any | None:
    """Return the version of that name; None where there never was such a one."""
    return _versions(thing).filter(pgh_id=name).first() if name.isdecimal() else None


def author_of(version: Any) -> User | None:
    """Return who wrote the version, as far as it is known."""
    author = (version.pgh_context or {}).get("user")
    return User.objects.filter(pk=author).first() if author else None


def written_last_by(thing: Definition) -> User | None:
    """Return who wrote the version that stands, as far as it is known."""
    newest = _versions(thing).order_by("known_at", "pgh_id").last()
    return author_of(newest) if newest else None


def known_since(thing: Definition) -> datetime:
    """Return the moment from which anything is known of the thing."""
    return _versions(thing).earliest("known_at").known_at


def _versions(thing: Definition) -> Any:
    return type(thing).versions_model()._default_manager.filter(pgh_obj_id=thing.pk)
