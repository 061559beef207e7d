"""SQL that adds up additive parts, and figures read back from its rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from insights.figures import ADDED, COUNTS, MAPS, TOTALS, Figures

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
    return Figures(**{name: READ[name](part) for name, part in row.items() if name in READ})


def _map(part: Any) -> Mapping[str, int]:
    return json.loads(part) if isinstance(part, str) else part


READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(COUNTS, int),
    **dict.fromkeys(TOTALS, lambda part: part),
    **dict.fromkeys(MAPS, _map),
}
