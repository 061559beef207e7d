"""Bring forecasts up to date: of outcomes of which something became known, from that day on.

What a forecast says depends on what is known alone, so rows are written for the days on which
something became known and no job has to come back because time passes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
from django.db import connection
from django.db.backends.utils import CursorWrapper

from insights.rollups.foresight import Row, rows
from insights.rollups.looks import Floats, Readings, Versions, looks
from pmo_portal.lib import calendar
from portfolio.models import Organisation

OUTCOMES_AT_ONCE = 500

TOUCHED = """
SELECT o.id FROM products_outcome o
WHERE {among} AND (
    EXISTS (SELECT 1 FROM products_reading r
        WHERE r.outcome_id = o.id AND r.known_at >= %(moment)s)
    OR EXISTS (SELECT 1 FROM products_outcomeversion v
        WHERE v.pgh_obj_id = o.id AND v.known_at >= %(moment)s))
ORDER BY o.id"""
OF_PRODUCTS = """o.id IN (
    SELECT v.pgh_obj_id FROM products_outcomeversion v
    WHERE v.product_id = ANY(%(products)s::bigint[]))"""

ORDINAL = "{} - date '0001-01-01' + 1"
KNOWN_DAY = ORDINAL.format("({}.known_at AT TIME ZONE %(zone)s)::date")
VERSIONS = f"""
SELECT v.pgh_obj_id, {KNOWN_DAY.format("v")},
    CASE WHEN v.measure_kind IN ('increase', 'decrease')
        THEN sign(nullif(v.target - v.baseline, 0)) END::float8,
    v.target::float8, {ORDINAL.format("v.target_on")}
FROM products_outcomeversion v WHERE v.pgh_obj_id = ANY(%(outcomes)s::bigint[])
ORDER BY v.pgh_obj_id, v.known_at, v.pgh_id"""
READINGS = f"""
SELECT r.outcome_id, {KNOWN_DAY.format("r")}, {KNOWN_DAY.format("s")},
    {ORDINAL.format("r.observed_on")}, r.value::float8
FROM products_reading r LEFT JOIN products_reading s ON s.supersedes_id = r.id
WHERE r.outcome_id = ANY(%(outcomes)s::bigint[])
ORDER BY r.outcome_id, r.observed_on, r.recorded_at, r.id"""

COLUMNS = "outcome_id, {on}, readings, chance::float8, low, mid, high, {since}, reason"
STANDING = """
SELECT DISTINCT ON (f.outcome_id) {columns} FROM insights_forecast f
WHERE f.outcome_id = ANY(%(outcomes)s::bigint[]) AND f."on" < %(since)s
ORDER BY f.outcome_id, f."on" DESC""".format(
    columns=COLUMNS.format(on=ORDINAL.format('f."on"'), since=ORDINAL.format("f.unlikely_since"))
)
DELETE = """
DELETE FROM insights_forecast f
WHERE f.outcome_id = ANY(%(outcomes)s::bigint[]) AND f."on" >= %(since)s"""
STAND_UNTIL = """
UPDATE insights_forecast f SET until = next.day
FROM unnest(%(standing)s::bigint[], %(before)s::date[], %(until)s::date[])
    AS next (outcome_id, "on", day)
WHERE f.outcome_id = next.outcome_id AND f."on" = next."on"
    AND f.until IS DISTINCT FROM next.day"""
COPY = """COPY insights_forecast (outcome_id, "on", until, readings, chance, low, mid, high,
    unlikely_since, reason) FROM STDIN"""


def touched(
    organisation: Organisation, *, since: date, product_ids: Collection[int] | None = None
) -> list[int]:
    """Return the outcomes, of these products or of all, of which anything is known since a day."""
    among = "true" if product_ids is None else OF_PRODUCTS
    asked: dict[str, Any] = {
        "products": list(product_ids or ()),
        "moment": calendar.start_of_day(since, organisation.zone),
    }
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED.format(among=among), asked)
        return [row[0] for row in cursor.fetchall()]


def batches(outcome_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut so many outcomes into as many as memory likes at once."""
    for start in range(0, len(outcome_ids), OUTCOMES_AT_ONCE):
        yield outcome_ids[start : start + OUTCOMES_AT_ONCE]


def foresee(outcome_ids: Sequence[int], *, since: date, organisation: Organisation) -> None:
    """Write the forecasts of a batch of outcomes anew for every day from this one on."""
    asked: dict[str, Any] = {
        "outcomes": list(outcome_ids),
        "since": since,
        "zone": organisation.time_zone,
    }
    with connection.cursor() as cursor:
        versions = Versions(*_columns(cursor, VERSIONS, asked))
        readings = Readings(*_columns(cursor, READINGS, asked))
        cursor.execute(STANDING, asked)
        standing = {row[0]: Row(*row) for row in cursor.fetchall()}
        found = looks(versions, readings, since=since.toordinal())
        _write(cursor, list(rows(found, readings, standing=standing)), standing, asked)


def _columns(cursor: CursorWrapper, sql: str, asked: Mapping[str, Any]) -> Floats:
    cursor.execute(sql, asked)
    table = np.array(cursor.fetchall(), dtype=float)
    return table.reshape(-1, len(cursor.description)).T


def _write(
    cursor: CursorWrapper, new: Sequence[Row], standing: Mapping[int, Row], asked: dict[str, Any]
) -> None:
    cursor.execute(DELETE, asked)
    first: dict[int, Row] = {}
    for row in new:
        first.setdefault(row.outcome_id, row)
    asked |= {
        "standing": list(standing),
        "before": [_day(row.on) for row in standing.values()],
        "until": [_day(first[of].on) if of in first else None for of in standing],
    }
    cursor.execute(STAND_UNTIL, asked)
    with cursor.copy(COPY) as stream:
        for values in _with_ends(new):
            stream.write_row(values)


def _with_ends(new: Iterable[Row]) -> Iterator[tuple[Any, ...]]:
    """Yield what is to be written of each row, with the day on which the next one follows."""
    for _, of_outcome in groupby(new, key=lambda row: row.outcome_id):
        several = list(of_outcome)
        ends = [row.on for row in several[1:]]
        for row, end in zip(several, [*ends, None], strict=True):
            said = row.readings, row.chance, row.low, row.mid, row.high
            since = _day(row.unlikely_since)
            yield row.outcome_id, _day(row.on), _day(end), *said, since, row.reason


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
