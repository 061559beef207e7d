"""Readings that came late: what an earlier week would have shown had they been known then."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from insights.facts.rows import fetched

LATE = """
SELECT r.outcome_id, r.observed_on, r.value, r.known_at, r.supersedes_id IS NOT NULL AS corrects,
    stood.value AS was
FROM products_reading r
CROSS JOIN LATERAL (
    SELECT p.value, p.observed_on FROM products_reading p
    WHERE p.outcome_id = r.outcome_id AND p.known_at <= %(before)s AND p.value IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM products_reading s
            WHERE s.supersedes_id = p.id AND s.known_at <= %(before)s)
    ORDER BY p.observed_on DESC, p.recorded_at DESC, p.id DESC LIMIT 1
) stood
WHERE r.outcome_id = ANY(%(outcomes)s::bigint[]) AND r.value IS NOT NULL
    AND r.known_at > %(before)s AND r.known_at <= %(now)s
    AND r.observed_on >= stood.observed_on AND r.observed_on <= %(vs)s::date
    AND (r.supersedes_id IS NOT NULL OR r.observed_on < %(vs)s::date - 6)
    AND r.value <> stood.value
    AND NOT EXISTS (SELECT 1 FROM products_reading s
        WHERE s.supersedes_id = r.id AND s.known_at <= %(now)s)
ORDER BY r.outcome_id, r.observed_on DESC, r.known_at DESC"""


@dataclass(frozen=True)
class Late:
    """An outcome of which the report of the week before knew `was`, and for that day now `value`.

    `corrects` says that a reading was corrected; otherwise one came late.
    """

    outcome_id: int
    was: float
    value: float
    observed_on: date
    known_at: datetime
    corrects: bool


def late_readings(
    outcomes: Collection[int], *, vs: date, before: datetime, now: datetime
) -> Mapping[int, Late]:
    """Return, by outcome, what is now known of the day `vs` and was not at its end, `before`.

    A reading of the week of `vs` that is no correction came in time.
    """
    rows = fetched(LATE, {"outcomes": list(outcomes), "vs": vs, "before": before, "now": now})
    found: dict[int, Late] = {}
    for row in rows:
        if row["outcome_id"] not in found:
            found[row["outcome_id"]] = Late(
                row["outcome_id"],
                float(row["was"]),
                float(row["value"]),
                row["observed_on"],
                row["known_at"],
                row["corrects"],
            )
    return found
