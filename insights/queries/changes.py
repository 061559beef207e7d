"""What changed between two days, by how much it moves the portfolio."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from insights.facts import InitiativeFact, OutcomeFact
from insights.facts.initiatives import relation as initiative_facts
from insights.facts.known import end_of
from insights.facts.ledger import ASKED
from insights.facts.lists import pairs
from insights.facts.outcomes import relation as outcome_facts
from insights.facts.rows import MOVED_INITIATIVES, MOVED_OUTCOMES, fetched, question
from insights.queries.together import Asked, Row, answers
from insights.scope import Scope
from pmo_portal.lib.identifiers import readable
from pmo_portal.lib.vocabulary import Health
from portfolio.models import User

MOST_PRODUCTS, MOST_OUTCOMES = 60, 400
STEPS = {Health.OFF_TRACK: 0, Health.AT_RISK: 1, Health.ON_TRACK: 2, Health.ACHIEVED: 3}
FROM_OR_TO_SILENCE, NEW_OR_GONE, RETARGETED, RESCHEDULED = 0.5, 0.4, 0.6, 0.3
PROGRESS_THAT_COUNTS = 0.05
SINCE, UNTIL = end_of("%(vs)s::date"), end_of("%(on)s::date")

# The products whose sums differ most between the two days, and those redefined meanwhile: what
# changed lies in them, so nothing else need be looked at however large the portfolio is; of
# large products a few hold enough of it.
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
    WHERE known_at > {SINCE} AND known_at <= {UNTIL}
    UNION ALL
    SELECT product_id, 0.1 FROM products_initiativeversion
    WHERE known_at > {SINCE} AND known_at <= {UNTIL}
),
most AS (
    SELECT product_id, row_number() OVER (ORDER BY sum(size) DESC, product_id) AS place
    FROM (SELECT * FROM moved UNION ALL SELECT * FROM redefined) parts
    WHERE %(within)s::bigint[] IS NULL OR product_id = ANY(%(within)s::bigint[])
    GROUP BY product_id HAVING sum(size) > 0
    ORDER BY sum(size) DESC, product_id LIMIT {MOST_PRODUCTS}
),
held AS (
    SELECT product_id, sum(outcomes) OVER (ORDER BY place) - outcomes AS before FROM (
        SELECT product_id, place, (
            SELECT count(*) FROM products_outcome o WHERE o.product_id = most.product_id
        ) AS outcomes FROM most
    ) sized
),
few AS MATERIALIZED (SELECT product_id FROM held WHERE before < {MOST_OUTCOMES})
SELECT 'outcome' AS kind, array_agg(o.id) AS ids
FROM products_outcome o JOIN few USING (product_id)
UNION ALL SELECT 'initiative', array_agg(i.id)
FROM products_initiative i JOIN few USING (product_id)
""".format(
    moves="".join(
        f" + abs(sum(sign * {kind}_{health}))"
        for kind in ("outcomes", "initiatives")
        for health in Health.values
    )
)

DETAILS = """
SELECT '{noun}' AS noun, t.id, t.public_id, {unit} AS unit, word.check_in, word.said
FROM products_{noun} t
LEFT JOIN LATERAL (
    SELECT * FROM products_{noun}version v WHERE v.pgh_obj_id = t.id AND v.known_at <= {until}
    ORDER BY v.known_at DESC, v.pgh_id DESC LIMIT 1
) now ON true
LEFT JOIN LATERAL (
    SELECT c.public_id AS check_in, coalesce(nullif(l.note, ''), nullif(c.what_changed, '')) AS said
    FROM products_{noun}line l JOIN products_checkin c ON c.id = l.check_in_id
    WHERE l.{noun}_id = t.id AND l.known_at > {since} AND l.known_at <= {until}
        AND NOT EXISTS (SELECT 1 FROM products_checkin s
            WHERE s.supersedes_id = c.id AND s.known_at <= {until})
    ORDER BY l.known_at DESC, l.id DESC LIMIT 1
) word ON true
WHERE t.id = ANY(%({noun})s::bigint[])"""
UNITS = {"outcome": "now.unit", "initiative": "''"}
EVIDENCE = " UNION ALL ".join(
    DETAILS.format(noun=noun, unit=unit, since=SINCE, until=UNTIL) for noun, unit in UNITS.items()
)


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


@dataclass(frozen=True)
class Changes:
    """What changed, the weightiest first, and how many outcomes slipped of each product."""

    weightiest: list[Change]
    slipped: Mapping[int, int]


@dataclass(frozen=True)
class _Move:
    """What a thing was and is, how much that weighs, and which of its values moved."""

    kind: str
    then: OutcomeFact | InitiativeFact | None
    now: OutcomeFact | InitiativeFact | None
    size: float
    new: Any = None
    old: Any = None

    @property
    def fact(self) -> Any:
        return self.now or self.then

    @property
    def noun(self) -> str:
        return "outcome" if isinstance(self.fact, OutcomeFact) else "initiative"

    @property
    def is_slip(self) -> bool:
        """Whether its health is worse than it was; silence is neither better nor worse."""
        if self.now is None or self.then is None:
            return False
        then, now = (STEPS.get(Health(fact.health)) for fact in (self.then, self.now))
        return then is not None and now is not None and now < then

    @property
    def thing_id(self) -> int:
        return getattr(self.fact, f"{self.noun}_id")

    @property
    def name(self) -> str:
        return self.fact.name if self.noun == "outcome" else self.fact.title


def changes(
    scope: Scope,
    *,
    on: date,
    vs: date,
    user: User,
    limit: int = 8,
    within: Collection[int] | None = None,
) -> list[Change]:
    """Return what changed in the scope since the earlier day, the weightiest first.

    `within` are the products of the scope, where it is narrowed.
    """
    ids = candidates(fetched(*asked_candidates(on=on, vs=vs, within=within)))
    return changes_among(ids, scope, on=on, vs=vs, user=user, limit=limit).weightiest


def asked_candidates(*, on: date, vs: date, within: Collection[int] | None = None) -> Asked:
    """Return the question for the things, of these products alone, among which to look."""
    return CANDIDATES, {**_days(on, vs), "within": None if within is None else list(within)}


def candidates(rows: Iterable[Row]) -> dict[str, list[int]]:
    """Return the ids of the outcomes and initiatives that answer `asked_candidates`."""
    return {row["kind"]: row["ids"] or [] for row in rows}


def changes_among(
    ids: Mapping[str, list[int]], scope: Scope, *, on: date, vs: date, user: User, limit: int = 8
) -> Changes:
    """Return what changed of these things since the earlier day; two messages to the database."""
    if vs >= on or not any(ids.values()):
        return Changes([], {})
    asked: dict[str, Any] = {"days": [vs, on], "user": user, "now": False}
    outcomes, initiatives = answers(
        question(outcome_facts, scope, ids=ids["outcome"], by="name", only=MOVED_OUTCOMES, **asked),
        question(
            initiative_facts,
            scope,
            ids=ids["initiative"],
            by="title",
            only=MOVED_INITIATIVES,
            **asked,
        ),
    )
    moves = [_outcome_move(*both) for both in pairs(outcomes, OutcomeFact, on=on, vs=vs)]
    slipped = Counter(move.fact.product_id for move in moves if move.is_slip)
    moves += [_initiative_move(*both) for both in pairs(initiatives, InitiativeFact, on=on, vs=vs)]
    weighty = sorted((move for move in moves if move.size), key=lambda m: (-m.size, m.name))
    return Changes(_with_evidence(weighty[:limit], _days(on, vs)), slipped)


def _days(on: date, vs: date) -> dict[str, Any]:
    return {"on": on, "vs": vs, "days": [vs, on]}


def _outcome_move(then: OutcomeFact | None, now: OutcomeFact | None) -> _Move:
    if then is None or now is None:
        value, was = now and now.value, then and then.value
        return _Move("new" if now else "gone", then, now, NEW_OR_GONE, value, was)
    moved = abs((now.clamped or 0) - (then.clamped or 0))
    size = _size(now, then) + moved
    if then.target_on and now.target != then.target:
        return _Move("target", then, now, size + RETARGETED, now.target, then.target)
    if then.target_on and now.target_on != then.target_on:
        return _Move("date", then, now, size + RESCHEDULED, now.target_on, then.target_on)
    if now.health == then.health:
        counts = moved if moved >= PROGRESS_THAT_COUNTS else 0
        return _Move("progress", then, now, counts, now.value, then.value)
    return _Move("health", then, now, size, now.value, then.value)


def _initiative_move(then: InitiativeFact | None, now: InitiativeFact | None) -> _Move:
    if then is None or now is None:
        return _Move("new" if now else "gone", then, now, NEW_OR_GONE)
    size = _size(now, then)
    if then.due_on and now.due_on != then.due_on:
        slip = abs((now.due_on - then.due_on).days) if now.due_on else 365
        size += RESCHEDULED + min(slip / 365, 1)
        return _Move("date", then, now, size, now.due_on, then.due_on)
    return _Move("health", then, now, size)


def _size(now: OutcomeFact | InitiativeFact, then: OutcomeFact | InitiativeFact) -> float:
    """Return how much the change of health weighs: a step is one, silence half a step."""
    if now.health == then.health:
        return 0
    if Health.NOT_REPORTED in (now.health, then.health):
        return FROM_OR_TO_SILENCE
    return abs(STEPS[Health(now.health)] - STEPS[Health(then.health)])


def _with_evidence(moves: Sequence[_Move], asked: Mapping[str, Any]) -> list[Change]:
    """Return the moves with what was said of each, in one question for all."""
    if not moves:
        return []
    ids = {noun: [m.thing_id for m in moves if m.noun == noun] for noun in UNITS}
    rows = {(row["noun"], row["id"]): row for row in fetched(EVIDENCE, {**asked, **ids})}
    return [_change(move, rows[move.noun, move.thing_id]) for move in moves]


def _change(move: _Move, row: Mapping[str, Any]) -> Change:
    return Change(
        kind=move.kind,
        is_outcome=move.noun == "outcome",
        name=move.name,
        path_part=readable(row["public_id"], move.name),
        product_id=move.fact.product_id,
        before=move.then.health if move.then else "",
        after=move.now.health if move.now else "",
        now=move.new,
        was=move.old,
        unit=row["unit"] or "",
        said=row["said"] or "",
        check_in=row["check_in"] or "",
        size=move.size,
    )
