"""Bring cells and snapshots of some days up to date, for all products or for some.

One roll-up writes at a time. Sums are kept by what changed, so recomputing one product costs
the same in a portfolio of any size.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from insights.facts.known import DAYS, parameters
from insights.figures import ADDED, COUNTS, MAPS, TOTALS
from insights.rollups import cells, sums
from insights.rollups.sparse import Sparse
from portfolio.models import Organisation

LOCK = 7_202_601
MEASURES = ", ".join(ADDED + MAPS)

TEMPORARY = "CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({columns}) ON COMMIT DELETE ROWS"
TYPES = [
    *(f"{name} integer NOT NULL" for name in COUNTS),
    *(f"{name} numeric NOT NULL" for name in TOTALS),
    *(f"{name} jsonb NOT NULL" for name in MAPS),
]
CELL_TYPES = [
    "place integer",
    "day date",
    "product_id bigint",
    "objective_id bigint",
    "portfolio_id bigint",
    "team_id bigint",
    *TYPES,
]
SUM_TYPES = ["place integer", "day date", "kind text", "scope_id bigint", *TYPES]

CELLS = Sparse(
    table="insights_cell",
    source="new_cells",
    keys=cells.KEYS,
    attributes=("team_id",),
    nullable=("product_id", "objective_id", "team_id"),
)
SNAPSHOTS = Sparse(
    table="insights_snapshot",
    source="new_sums",
    keys=("kind", "scope_id"),
    constants=("rolled_up_at",),
)
OF_PRODUCTS = "s.product_id = ANY(%(among)s::bigint[])"
OF_SCOPES = "(s.kind, s.scope_id) IN (SELECT kind, scope_id FROM new_sums)"

OLD_CELLS = f"""
WITH {DAYS}
INSERT INTO old_cells (place, day, product_id, objective_id, portfolio_id, team_id, {MEASURES})
SELECT DISTINCT ON (d.place, s.product_id, s.objective_id, s.portfolio_id) d.place, d.day,
    s.product_id, coalesce(s.objective_id, 0), s.portfolio_id, coalesce(s.team_id, 0), {MEASURES}
FROM days d JOIN insights_cell s ON s."on" BETWEEN date_trunc('week', d.day)::date AND d.day
WHERE {OF_PRODUCTS}
ORDER BY d.place, s.product_id, s.objective_id, s.portfolio_id, s."on" DESC"""

# One trip; sums of a large portfolio stay in memory.
EMPTY_TABLES = "SET LOCAL work_mem = '64MB'; " + "; ".join(
    f"{TEMPORARY.format(name=name, columns=', '.join(types))}; DELETE FROM {name}"
    for name, types in {
        "new_cells": CELL_TYPES,
        "old_cells": CELL_TYPES,
        "new_sums": SUM_TYPES,
    }.items()
)
DELETE = 'DELETE FROM {table} s WHERE s."on" = ANY(%(days)s::date[]) AND {among}'
DROP_EMPTY = "DELETE FROM new_sums WHERE NOT ({})".format(
    " OR ".join(f"{name} <> 0" for name in ADDED)
)


def take_turn() -> None:
    """Wait until no other roll-up is writing; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def recompute(
    days: Sequence[date],
    *,
    frames: Collection[date],
    today: date,
    organisation: Organisation,
    product_ids: Collection[int] | None = None,
    at: datetime,
) -> None:
    """Write the cells and snapshots of the days, for these products or for all.

    `days` are in order, and of each week hold every rolled-up day from the first given one to
    the last. `frames` are those on which every row is written. Nothing may be known that
    `today` does not know yet.
    """
    asked = parameters(organisation, days) | {
        "frames": [day in frames for day in days],
        "first": days[0],
        "rolled_up_at": at,
        "among": None if product_ids is None else list(product_ids),
    }
    now, some = list(days) == [today], product_ids is not None
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_TABLES)
        cursor.execute(cells.dense(now=now, of_products=some), asked)
        if some:
            cursor.execute(OLD_CELLS, asked)
        _write(cursor, CELLS, asked, among=OF_PRODUCTS if some else "true")
        cursor.execute(sums.dense(now=now, only_changes=some), asked)
        _write(cursor, SNAPSHOTS, asked, among=OF_SCOPES if some else "true")


def _write(cursor: CursorWrapper, rows: Sparse, asked: dict, *, among: str) -> None:
    cursor.execute(DELETE.format(table=rows.table, among=among), asked)
    if not asked["frames"][0]:
        cursor.execute(rows.standing(among=among), asked)
    if rows is SNAPSHOTS:
        cursor.execute(DROP_EMPTY)
    cursor.execute(rows.changed(), asked)
    cursor.execute(rows.emptied(), asked)
