"""SQL that adds up additive parts, and figures read back from its rows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from insights.figures import ADDED, COUNTS, MAPS, NAMES, Figures

SUMMED = """
SELECT {keys}, {sums}{maps}
FROM (SELECT {keys}, {adds} FROM {source} s GROUP BY {keys}) totals
{joins}"""
MAP = """
LEFT JOIN (
    SELECT {keys}, jsonb_object_agg(at, things) AS {name} FROM (
        SELECT {keys}, entry.key AS at, sum({sign}entry.value::int) AS things
        FROM {source} s CROSS JOIN LATERAL jsonb_each_text(s.{name}) entry
        WHERE s.{name} <> '{{}}'
        GROUP BY {keys}, entry.key
    ) counted WHERE things <> 0 GROUP BY {keys}
) of_{name} USING ({keys})"""


def summed(source: str, keys: Iterable[str], *, sign: str = "", maps: Iterable[str] = MAPS) -> str:
    """Return SQL that sums a relation with all additive columns by its keys (never null).

    `sign` names a column of 1 and -1 that each row is multiplied by; `maps` are the columns of
    days and chances that are added up too.
    """
    by, times = ", ".join(keys), f"{sign} * " if sign else ""
    return SUMMED.format(
        source=source,
        keys=by,
        sums=", ".join(ADDED),
        adds=", ".join(f"sum({times}{name}) AS {name}" for name in ADDED),
        maps="".join(f", coalesce({name}, '{{}}') AS {name}" for name in maps),
        joins="".join(MAP.format(name=name, keys=by, source=source, sign=times) for name in maps),
    )


def figures_of(row: Mapping[str, Any]) -> Figures:
    """Return the figures that a row of additive columns holds, nothing for those it lacks."""
    parts = {name: row[name] for name in NAMES if name in row}
    parts |= {name: int(parts[name]) for name in COUNTS if name in parts}
    parts |= {name: json.loads(parts[name]) for name in MAPS if isinstance(parts.get(name), str)}
    return Figures(**parts)
