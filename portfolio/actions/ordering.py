"""Putting things of one level in order."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from pmo_portal.lib.provenance import authored
from portfolio.actions.versions import write_version
from portfolio.models import Objective, Portfolio, User

T = TypeVar("T", Objective, Portfolio)


def put_in_order(things: Sequence[T], *, by: User | None, at: datetime) -> Sequence[T]:
    """Show the things in this order from now on; earlier days keep theirs."""
    with transaction.atomic(), authored(by):
        for place, thing in enumerate(things, start=1):
            write_version(thing, at=at, order=place)
        return things


def one_step(things: Sequence[T], thing: T, *, up: bool) -> list[T]:
    """Return the things with one of them a place further up, or down; the ends stay ends."""
    place = list(things).index(thing)
    other = max(0, place - 1) if up else min(len(things) - 1, place + 1)
    moved = list(things)
    moved[place], moved[other] = moved[other], moved[place]
    return moved
