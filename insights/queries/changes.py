"""What changed between two days, by how much it moves the portfolio."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from insights.facts import InitiativeFact, OutcomeFact, initiatives_on, outcomes_on
from insights.queries.cells import ASKED
from insights.scope import Scope
from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.vocabulary import Health
from portfolio.models import Organisation, User

MOST_PRODUCTS = 60
STEPS = {Health.OFF_TRACK: 0, Health.AT_RISK: 1, Health.ON_TRACK: 2, Health.ACHIEVED: 3}
FROM_OR_TO_SILENCE, NEW_OR_GONE, RETARGETED, RESCHEDULED = 0.5, 0.4, 0.6, 0.3
PROGRESS_THAT_COUNTS = 0.05

# The products whose sums differ most between the two days, and those redefined meanwhile: what
# changed lies in them, so nothing else need be looked at however large the portfolio is.
CANDIDATES = f"""
WITH {ASKED},
stood AS (
    SELECT DISTINCT ON (a.asked, c.product_id, c.objective_id, c.portfolio_id) c.*,
        CASE WHEN a.asked = %(on)s::date THEN 1 ELSE -1 END AS sign
    FROM asked a JOIN insights_cell c
        ON c."on" BETWEEN date_trunc('week', a.day)::date AND a.day
    WHERE c.product_id IS NOT NULL
    ORDER BY a.asked, c.product_id, c.objective_id, c.portfolio_id, c."on" DESC
),
moved AS (
    SELECT product_id, abs(sum(sign * outcomes)) + abs(sum(sign * initiatives))
        + abs(sum(sign * plain_progress)) {{moves}} AS size
    FROM stood GROUP BY product_id, objective_id
),
redefined AS (
    SELECT product_id, 0.1 AS size FROM products_outcomeversion
    WHERE known_at > %(since)s AND known_at <= %(until)s
    UNION ALL
    SELECT product_id, 0.1 FROM products_initiativeversion
    WHERE known_at > %(since)s AND known_at <= %(until)s
),
most AS (
    SELECT product_id FROM (SELECT * FROM moved UNION ALL SELECT * FROM redefined) parts
    GROUP BY product_id HAVING sum(size) > 0
    ORDER BY sum(size) DESC, product_id LIMIT {MOST_PRODUCTS}
)
SELECT 'outcome', o.id FROM products_outcome o JOIN most USING (product_id)
UNION ALL SELECT 'initiative', i.id FROM products_initiative i JOIN most USING (product_id)
""".format(
    moves="".join(
        f" + abs(sum(sign * {kind}_{health}))"
        for kind in ("outcomes", "initiatives")
        for health in Health.values
    )
)

VERSION = """
SELECT v.* FROM {table}version v WHERE v.pgh_obj_id = t.id AND v.known_at <= %({moment})s
ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1"""

DETAILS = """
SELECT t.id, t.public_id, {columns}, word.check_in, word.said
FROM {table} t
LEFT JOIN LATERAL ({now}) now ON true
LEFT JOIN LATERAL ({then}) old ON true
LEFT JOIN LATERAL (
    SELECT c.public_id AS check_in, coalesce(nullif(l.note, ''), nullif(c.what_changed, '')) AS said
    FROM {lines} l JOIN products_checkin c ON c.id = l.check_in_id
    WHERE l.{key} = t.id AND l.known_at > %(since)s AND l.known_at <= %(until)s
        AND NOT EXISTS (SELECT 1 FROM products_checkin s
            WHERE s.supersedes_id = c.id AND s.known_at <= %(until)s)
    ORDER BY l.known_at DESC, l.id DESC LIMIT 1
) word ON true
WHERE t.id = ANY(%(ids)s::bigint[])"""

OUTCOME_COLUMNS = """now.name, now.unit, now.target, now.target_on,
    old.target AS old_target, old.target_on AS old_target_on"""
INITIATIVE_COLUMNS = "now.title AS name, now.due_on, old.due_on AS old_due_on"


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was. `before` and `after` are healths, empty where it was not.

    `kind` says what else: "new", "gone", "target", "date", "progress" or "health". `now` and
    `was` are what moved: values with the outcome's `unit`, or days. `check_in` and `said` are the
    evidence: the team's last word on it in the time between.
    """

    kind: str
    is_outcome: bool
    name: str
    path_part: str
    product_id: int
    before: str
    after: str
    now: Any
    was: Any
    unit: str
    said: str
    check_in: str
    size: float


def changes(scope: Scope, *, on: date, vs: date, user: User, limit: int = 8) -> list[Change]:
    """Return what changed in the scope since the earlier day, the weightiest first."""
    if vs >= on:
        return []
    organisation = Organisation.objects.get()
    asked = {
        "on": on,
        "days": [vs, on],
        "zone": organisation.time_zone,
        "since": organisation.end_of_day(vs),
        "until": organisation.end_of_day(on),
    }
    ids = _candidates(asked)
    found = [
        *_outcome_changes(scope, ids["outcome"], asked, on=on, vs=vs, user=user),
        *_initiative_changes(scope, ids["initiative"], asked, on=on, vs=vs, user=user),
    ]
    return sorted(found, key=lambda change: (-change.size, change.name))[:limit]


def _candidates(asked: Mapping[str, Any]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {"outcome": [], "initiative": []}
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, asked)
        for kind, pk in cursor.fetchall():
            found[kind].append(pk)
    return found


def _outcome_changes(
    scope: Scope, ids: list[int], asked: Mapping[str, Any], *, on: date, vs: date, user: User
) -> list[Change]:
    if not ids:
        return []
    now = {f.outcome_id: f for f in outcomes_on(scope, on=on, user=user, ids=ids)}
    then = {f.outcome_id: f for f in outcomes_on(scope, on=vs, user=user, ids=ids)}
    details = _details("outcome", OUTCOME_COLUMNS, {*now, *then}, asked)
    found = (_outcome_change(now.get(pk), then.get(pk), row) for pk, row in details.items())
    return [change for change in found if change]


def _outcome_change(
    now: OutcomeFact | None, then: OutcomeFact | None, row: Mapping[str, Any]
) -> Change | None:
    fact = now or then
    moved = abs(((now and now.clamped) or 0) - ((then and then.clamped) or 0)) if now and then else 0
    size = _size(now, then) + moved
    kind, new, old = "health", now and now.value, then and then.value
    if now and then and row["old_target_on"] and row["target"] != row["old_target"]:
        kind, size, new, old = "target", size + RETARGETED, row["target"], row["old_target"]
    elif now and then and row["old_target_on"] and row["target_on"] != row["old_target_on"]:
        kind, size, new, old = "date", size + RESCHEDULED, row["target_on"], row["old_target_on"]
    elif not (now and then):
        kind = "new" if now else "gone"
    elif now.health == then.health:
        kind, size = "progress", moved if moved >= PROGRESS_THAT_COUNTS else 0
    return _change(kind, True, fact, row, now, then, new, old, size)


def _initiative_changes(
    scope: Scope, ids: list[int], asked: Mapping[str, Any], *, on: date, vs: date, user: User
) -> list[Change]:
    if not ids:
        return []
    now = {f.initiative_id: f for f in initiatives_on(scope, on=on, user=user, ids=ids)}
    then = {f.initiative_id: f for f in initiatives_on(scope, on=vs, user=user, ids=ids)}
    details = _details("initiative", INITIATIVE_COLUMNS, {*now, *then}, asked)
    found = (_initiative_change(now.get(pk), then.get(pk), row) for pk, row in details.items())
    return [change for change in found if change]


def _initiative_change(
    now: InitiativeFact | None, then: InitiativeFact | None, row: Mapping[str, Any]
) -> Change | None:
    fact, size = now or then, _size(now, then)
    kind, new, old = "health", None, None
    if now and then and then.due_on and now.due_on != then.due_on:
        slip = abs((now.due_on - then.due_on).days) if now.due_on else 365
        kind, new, old = "date", now.due_on, then.due_on
        size += RESCHEDULED + min(slip / 365, 1)
    elif not (now and then):
        kind = "new" if now else "gone"
    return _change(kind, False, fact, row, now, then, new, old, size)


def _size(now: OutcomeFact | InitiativeFact | None, then: OutcomeFact | InitiativeFact | None) -> float:
    """Return how much the change of health weighs: a step is one, silence half a step."""
    if now is None or then is None:
        return NEW_OR_GONE
    if now.health == then.health:
        return 0
    if Health.NOT_REPORTED in (now.health, then.health):
        return FROM_OR_TO_SILENCE
    return abs(STEPS[Health(now.health)] - STEPS[Health(then.health)])


def _change(
    kind: str,
    is_outcome: bool,
    fact: Any,
    row: Mapping[str, Any],
    now: Any,
    then: Any,
    new: Any,
    old: Any,
    size: float,
) -> Change | None:
    if not size:
        return None
    name = row["name"] or (fact.name if is_outcome else fact.title)
    return Change(
        kind=kind,
        is_outcome=is_outcome,
        name=name,
        path_part=readable(row["public_id"], name),
        product_id=fact.product_id,
        before=then.health if then else "",
        after=now.health if now else "",
        now=float(new) if isinstance(new, Decimal) else new,
        was=float(old) if isinstance(old, Decimal) else old,
        unit=row.get("unit") or "",
        said=row["said"] or "",
        check_in=row["check_in"] or "",
        size=size,
    )


def _details(
    noun: str, columns: str, ids: Collection[int], asked: Mapping[str, Any]
) -> dict[int, dict[str, Any]]:
    table = f"products_{noun}"
    sql = DETAILS.format(
        table=table,
        columns=columns,
        now=VERSION.format(table=table, moment="until"),
        then=VERSION.format(table=table, moment="since"),
        lines=f"products_{noun}line",
        key=f"{noun}_id",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asked, "ids": list(ids)})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["id"]: row for row in rows}
