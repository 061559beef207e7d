"""Which edition of a definition somebody has in sight: what forms carry and ETags say.

An edition is named by its newest version; that of an initiative by those of its ties, too.
"""

from collections.abc import Iterable
from typing import Any

from portfolio.models import User
from portfolio.models.history import Definition
from portfolio.queries.editions import author_of, newest_version, version_named
from products.models import Contribution, Initiative

NONE = 0


def edition_of(thing: Definition) -> str:
    """Return the name of the edition that stands."""
    newest = newest_version(thing)
    if not isinstance(thing, Initiative):
        return newest
    return f"{newest}-{max((tie.pgh_id for tie in _tie_versions(thing)), default=NONE)}"


def thing_in(edition: str, thing: Definition) -> Any | None:
    """Return the version of the thing in the edition; None where there never was such a one."""
    return version_named(edition.partition("-")[0], thing)


def shares_in(edition: str, initiative: Initiative) -> dict[int, Any]:
    """Return the share expected of each outcome, by its id, as they were tied in the edition."""
    number = edition.partition("-")[2]
    last = int(number) if number.isdecimal() else NONE
    return shares(tie for tie in _tie_versions(initiative) if tie.pgh_id <= last)


def shares(ties: Iterable[Any]) -> dict[int, Any]:
    """Return the share of each outcome that is tied; of several versions of a tie, of the last."""
    latest = {tie.outcome_id: tie for tie in ties}
    return {pk: tie.expected_share for pk, tie in latest.items() if tie.ended_on is None}


def changed_by(thing: Definition) -> User | None:
    """Return who wrote the edition that stands, as far as it is known."""
    rows = [_versions(thing).order_by("known_at", "pgh_id").last()]
    if isinstance(thing, Initiative):
        rows += _tie_versions(thing)
    newest = max(rows, key=lambda row: row.pgh_created_at)
    return author_of(newest)


def _versions(thing: Definition) -> Any:
    return type(thing).versions_model()._default_manager.filter(pgh_obj_id=thing.pk)


def _tie_versions(initiative: Initiative) -> list[Any]:
    versions = Contribution.versions_model()._default_manager
    return list(versions.filter(initiative_id=initiative.pk).order_by("pgh_id"))
