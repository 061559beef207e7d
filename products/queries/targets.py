"""What an outcome was measured against, then and now."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from products.models import Outcome
from products.queries.known import AsKnown

COLUMNS = (
    "measure_kind",
    "baseline",
    "baseline_on",
    "target",
    "target_upper",
    "target_on",
    "target_steps",
)


@dataclass(frozen=True)
class Target:
    """A start and a target that stood together since a moment, and why they came to stand.

    `steps` are the phased targets, day and value. `until` is the moment the next came, None for
    the one that stands.
    """

    kind: str
    baseline: Decimal | None
    baseline_on: date | None
    value: Decimal | None
    upper: Decimal | None
    on: date | None
    steps: list[tuple[date, float]]
    since: datetime
    until: datetime | None
    reason: str


def targets_of(outcome: Outcome, *, known: AsKnown) -> list[Target]:
    """Return every target that stood by then, oldest first; the last one stands."""
    versions = Outcome.versions_model()._default_manager.filter(
        pgh_obj_id=outcome.pk, known_at__lte=known.moment
    )
    rows: Any = versions.order_by("known_at", "pgh_id")
    firsts = [next(same) for _, same in groupby(rows, key=_columns)]
    ends = [*(row.known_at for row in firsts[1:]), None]
    return [_target(row, until) for row, until in zip(firsts, ends, strict=True)]


def _columns(row: Any) -> list[Any]:
    return [getattr(row, column) for column in COLUMNS]


def _target(row: Any, until: datetime | None) -> Target:
    return Target(
        kind=row.measure_kind,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        value=row.target,
        upper=row.target_upper,
        on=row.target_on,
        steps=[(date.fromisoformat(step["on"]), step["value"]) for step in row.target_steps],
        since=row.known_at,
        until=until,
        reason=(row.pgh_context or {}).get("reason", ""),
    )
