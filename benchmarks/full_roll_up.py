"""Ratio 1: a full roll-up of today against SQL written by hand that writes the same rows.

By hand means one day as it stands, for what this portfolio holds: no history, no day before to
compare with, nobody else at work. The rows go into tables with the same indexes, and both are
compared row by row before the time is taken.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from benchmarks.portfolio import AT, TODAY
from benchmarks.results import Result, seconds_of_each
from insights.actions import roll_ups
from insights.figures import ADDED, MAPS
from products.models import Outcome

TABLES = ("cell", "snapshot")
LIMIT, LIMIT_WHEN_SMALL, LARGE = 1.5, 2, 50_000  # planning weighs more where there is little to do
BY_HAND = (
    Path(__file__)
    .with_suffix(".sql")
    .read_text()
    .replace("{sums}", ", ".join(f"sum({name}) AS {name}" for name in ADDED))
    .replace("{names}", ", ".join(ADDED))
    .split(";\n")
)
KEYS = {"cell": "portfolio_id, team_id, product_id, objective_id", "snapshot": "kind, scope_id"}
DIFFERENT = """
SELECT count(*) FROM (
    (SELECT {columns} FROM insights_{table} WHERE "on" = %s
    EXCEPT SELECT {columns} FROM by_hand_{table})
    UNION ALL
    (SELECT {columns} FROM by_hand_{table}
    EXCEPT SELECT {columns} FROM insights_{table} WHERE "on" = %s)
) different"""


def run() -> Iterator[Result]:
    """Measure one against the other in the same database."""
    _make_tables()
    _ours()
    _by_hand()
    _require_same_rows()
    ours, by_hand = seconds_of_each(_ours, _by_hand)
    note = f"{ours * 1000:.0f} ms against {by_hand * 1000:.0f} ms, row for row the same"
    limit = LIMIT if Outcome.objects.count() >= LARGE else LIMIT_WHEN_SMALL
    yield Result("full roll-up of a day, against SQL by hand", ours / by_hand, limit, note=note)


def _ours() -> None:
    roll_ups.roll_up_day(TODAY, at=AT)


@transaction.atomic
def _by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        for table in TABLES:
            cursor.execute(f"DELETE FROM by_hand_{table}")
        for sql in BY_HAND:
            cursor.execute(sql, {"today": TODAY})


def _make_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = warning")
        for table in TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS by_hand_{table}")
            cursor.execute(f"CREATE TABLE by_hand_{table} (LIKE insights_{table} INCLUDING ALL)")


def _require_same_rows() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            columns = ", ".join([KEYS[table], *ADDED, *MAPS])
            cursor.execute(DIFFERENT.format(table=table, columns=columns), [TODAY, TODAY])
            (different,) = cursor.fetchone()
            if different:
                sys.exit(f"The SQL by hand differs from the roll-up in {different} {table}s.")
