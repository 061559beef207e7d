"""How a definition came to be what it is, as one person could see it on a day."""

from collections.abc import Mapping
from typing import Any

from portfolio.models.history import Definition
from portfolio.queries import versions
from portfolio.queries.versions import Change, Names, Version
from products.queries.known import AsKnown

__all__ = ["Change", "Version", "versions_of"]


def versions_of(
    definition: Definition,
    *,
    labels: Mapping[str, Any],
    known: AsKnown,
    names: Mapping[str, Names] | None = None,
) -> list[Version]:
    """Return the versions known by then, newest first, with the labelled columns that changed."""
    return versions.versions_of(definition, labels=labels, moment=known.moment, names=names)
