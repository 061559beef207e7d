"""Write only what changed: a row stands until the next, within its week.

The first day of each week that is rolled up is a frame: every row is written there, so a week
can be read, and recomputed, without looking at any other. In between a row is written where it
differs from the day before, and one of zeros where nothing is left.

Rows come from a temporary table whose column `place` numbers the days from 1; place 0 holds
what stood before the first of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from insights.figures import ADDED, MAPS

FRAMES = """frames AS (
    SELECT day, is_frame, place FROM unnest(
        %(days)s::date[], %(frames)s::boolean[]) WITH ORDINALITY AS d (day, is_frame, place)
)"""

CHANGED = """
WITH {frames}
INSERT INTO {table} ("on", {columns}, {measures})
SELECT n.day, {kept}, {new_measures}
FROM {source} n
JOIN frames d ON d.place = n.place
LEFT JOIN {source} p ON p.place = n.place - 1 AND {same}
WHERE d.is_frame OR p.place IS NULL
    OR ({new_compared}) IS DISTINCT FROM ({old_compared})"""

EMPTIED = """
WITH {frames}
INSERT INTO {table} ("on", {columns}, {measures})
SELECT d.day, {kept}, {zeros}
FROM {source} n
JOIN frames d ON d.place = n.place + 1 AND NOT d.is_frame
LEFT JOIN {source} p ON p.place = d.place AND {same}
WHERE p.place IS NULL"""

STANDING = """
INSERT INTO {source} (place, day, {keys}, {measures})
SELECT 0, "on", {values}, {measures} FROM (
    SELECT DISTINCT ON ({unique}) * FROM {table} s
    WHERE "on" >= date_trunc('week', %(first)s::date) AND "on" < %(first)s AND {among}
    ORDER BY {unique}, "on" DESC
) s
WHERE {is_anything}"""


@dataclass(frozen=True)
class Sparse:
    """A table of sparse rows, and the temporary table that holds them for every day.

    In the temporary table 0 stands for no key. `attributes` belong to a row but do not name it.
    """

    table: str
    source: str
    keys: Sequence[str]
    nullable: Sequence[str] = ()
    attributes: Sequence[str] = ()
    constants: Sequence[str] = ()

    def standing(self, *, among: str = "true") -> str:
        """Return SQL that puts what stands before the parameter `first` in place 0."""
        kept = [*self.keys, *self.attributes]
        return STANDING.format(
            source=self.source,
            table=self.table,
            keys=", ".join(kept),
            values=", ".join(f"coalesce({k}, 0)" if k in self.nullable else k for k in kept),
            unique=", ".join(self.keys),
            measures=", ".join(ADDED + MAPS),
            among=among,
            is_anything=" OR ".join(f"{name} <> 0" for name in ADDED),
        )

    def changed(self) -> str:
        """Return SQL that writes the rows that differ from the day before, and all of a frame."""
        compared = (*self.attributes, *ADDED, *MAPS)
        return self._filled(
            CHANGED,
            new_measures=", ".join(f"n.{name}" for name in ADDED + MAPS),
            new_compared=", ".join(f"n.{name}" for name in compared),
            old_compared=", ".join(f"p.{name}" for name in compared),
        )

    def emptied(self) -> str:
        """Return SQL that writes zeros where a row stood and nothing is left."""
        return self._filled(EMPTIED, zeros=", ".join(["0"] * len(ADDED) + ["'{}'"] * len(MAPS)))

    def _filled(self, sql: str, **more: str) -> str:
        kept = [*self.keys, *self.attributes]
        values = [f"nullif(n.{k}, 0)" if k in self.nullable else f"n.{k}" for k in kept]
        return sql.format(
            frames=FRAMES,
            table=self.table,
            source=self.source,
            columns=", ".join([*kept, *self.constants]),
            kept=", ".join([*values, *(f"%({name})s" for name in self.constants)]),
            measures=", ".join(ADDED + MAPS),
            same=" AND ".join(f"p.{key} = n.{key}" for key in self.keys),
            **more,
        )
