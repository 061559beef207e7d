"""Definitions with their past, written in bulk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from portfolio.models.history import Definition

D = TypeVar("D", bound=Definition)
Change = tuple[datetime, dict[str, Any]]
BATCH = 500


def write_histories(things: Sequence[D], changes: Sequence[Sequence[Change]]) -> Sequence[D]:
    """Write new things as first known, then their changes, oldest first.

    Takes one statement per batch and round: the n-th changes of all things are one round.
    """
    if not things:
        return things
    model = type(things[0])
    model._default_manager.bulk_create(things, batch_size=BATCH)
    for number in range(max(map(len, changes), default=0)):
        turned = [
            _turn(thing, *own[number])
            for thing, own in zip(things, changes, strict=True)
            if number < len(own)
        ]
        columns = {name for own in changes if number < len(own) for name in own[number][1]}
        model._default_manager.bulk_update(turned, [*sorted(columns), "known_at"], batch_size=BATCH)
    return things


def _turn(thing: D, known_at: datetime, columns: dict[str, Any]) -> D:
    for name, value in columns.items():
        setattr(thing, name, value)
    thing.known_at = known_at
    return thing
