"""Things as known on each of some days: the newest version known by the end of the day.

Every relation of this room is SQL over `days`, a list of (day, moment, place). For today alone
the rows themselves are the newest versions (`now=True`), and no history is read.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portfolio.models import Organisation

DAYS = """days AS MATERIALIZED (
    SELECT day, moment, place FROM unnest(
        %(days)s::date[], %(moments)s::timestamptz[]) WITH ORDINALITY AS d (day, moment, place)
)"""

ZONE = "(SELECT home.time_zone FROM portfolio_organisation home)"

NOW = "SELECT d.day, d.moment, v.* FROM days d CROSS JOIN {table} v WHERE {among}"
THEN = """
SELECT d.day, d.moment, v.*
FROM days d CROSS JOIN (SELECT o.id FROM {table} o WHERE {among_ever}) o CROSS JOIN LATERAL (
    SELECT * FROM {table}version v
    WHERE v.pgh_obj_id = o.id AND v.known_at <= d.moment
    ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1
) v
WHERE {among}"""
EVER = "o.id IN (SELECT e.pgh_obj_id FROM {table}version e WHERE {among})"


def as_of(table: str, *, now: bool, among: str = "") -> str:
    """Return the relation of a definition's rows as known on each of the days.

    `among` keeps those whose column of that name is in the parameter `among`.
    """
    kept = f"v.{among} = ANY(%(among)s::bigint[])" if among else "true"
    if now:
        return NOW.format(table=table, among=kept)
    ever = EVER.format(table=table, among=kept.replace("v.", "e.")) if among else "true"
    return THEN.format(table=table, among=kept, among_ever=ever)


def end_of(day: str) -> str:
    """Return SQL for the last moment of a day of the organisation."""
    return f"(({day} + 1)::timestamp AT TIME ZONE {ZONE} - interval '1 microsecond')"


def superseded(table: str, key: str) -> str:
    """Return the condition that a fact by then corrects the one of this key.

    Written so that it is looked up, one by one, in the index.
    """
    return (
        f"coalesce((SELECT s.known_at <= v.moment FROM {table} s"
        f" WHERE s.supersedes_id = {key}), false)"
    )


def parameters(organisation: Organisation, days: Sequence[date]) -> dict[str, Any]:
    """Return the parameters that `DAYS` and the relations over it take."""
    return {
        "days": list(days),
        "moments": [organisation.end_of_day(day) for day in days],
        "among": None,
    }
