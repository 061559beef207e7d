"""A check-in as everyone sees it: one card, whether published or about to be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pmo_portal.lib.vocabulary import AskKind, Health, MeasureKind
from portfolio.models import Objective
from products.models import Ask, CheckIn, Initiative, Outcome
from products.queries.last_time import stood_at
from products.queries.outcomes import OutcomeRow

UP = (MeasureKind.INCREASE, MeasureKind.AT_LEAST, MeasureKind.MILESTONE)
DOWN = (MeasureKind.DECREASE, MeasureKind.AT_MOST)


@dataclass(frozen=True)
class Change:
    """How far a value moved; `better` is none where neither way is wanted."""

    by: Decimal
    better: bool | None


@dataclass(frozen=True)
class ValueLine:
    """An outcome whose value moved, or was read for the first time."""

    outcome: Outcome
    value: Decimal
    change: Change | None


@dataclass(frozen=True)
class WorkLine:
    """An initiative that needs attention, or whose due day moved."""

    title: str
    health: Health
    due_on: date | None


@dataclass(frozen=True)
class AskLine:
    """Help wanted, and of whom in words; nobody named means anyone."""

    kind: AskKind
    wording: str
    to: str
    needed_by: date | None


@dataclass(frozen=True)
class Card:
    """What a team says of its product. `at` is none until it is published.

    `said` is a rating in the source's own words; `is_imported` when it came in from a file, so
    that the lack of words says nothing of what changed.
    """

    product: str
    team: str
    at: datetime | None
    health: str
    said: str
    confidence: int | None
    what_changed: str
    values: list[ValueLine]
    work: list[WorkLine]
    ask: AskLine | None
    objectives: list[str]
    is_correction: bool
    is_imported: bool = False


def change(outcome: Outcome, value: Decimal | None, before: Decimal | None) -> Change | None:
    """Return how far the value moved and whether that is the wanted way; none without both."""
    if value is None or before is None:
        return None
    by = value - before
    if not by or outcome.measure_kind not in (*UP, *DOWN):
        return Change(by, None)
    return Change(by, (by > 0) == (outcome.measure_kind in UP))


def moved(outcome: Outcome, value: Decimal | None, before: Decimal | None) -> ValueLine | None:
    """Return the line of a value that moved; none where there is nothing new to say."""
    if value is None or value == before:
        return None
    return ValueLine(outcome, value, change(outcome, value, before))


def objectives_of(rows: Iterable[OutcomeRow]) -> list[str]:
    """Return the objectives served, each once, by code where there is one."""
    served = {row.objective.pk: row.objective for row in rows if row.objective}
    return [_short(objective) for objective in list(served.values())[:4]]


def card_of(
    check_in: CheckIn,
    *,
    before: CheckIn | None,
    product: str,
    team: str,
    rows: list[OutcomeRow],
    work: Iterable[Initiative],
) -> Card:
    """Return the card of a published check-in that carries its lines and asks.

    `before` is the check-in that stood until then; `rows` are the product's outcomes, `work` its
    initiatives, as they were known.
    """
    titles = {initiative.pk: initiative.title for initiative in work}
    return Card(
        product=product,
        team=team,
        at=check_in.known_at,
        health=check_in.health,
        said=check_in.said,
        confidence=check_in.confidence,
        what_changed=check_in.what_changed,
        values=_values(check_in, before, rows),
        work=[
            WorkLine(titles[line.initiative_id], Health(line.health), line.due_moved_to)
            for line in check_in.initiative_lines.all()
            if line.initiative_id in titles and is_worth_a_line(line.health, line.due_moved_to)
        ],
        ask=next((_ask(ask) for ask in check_in.asks.all()), None),
        objectives=objectives_of(rows),
        is_correction=check_in.supersedes_id is not None,
        is_imported=bool(check_in.source),
    )


def is_worth_a_line(health: str, due_moved_to: date | None) -> bool:
    """Return whether the card names an initiative: it needs attention, or its day moved."""
    return due_moved_to is not None or health in (Health.AT_RISK, Health.OFF_TRACK)


def _values(check_in: CheckIn, before: CheckIn | None, rows: list[OutcomeRow]) -> list[ValueLine]:
    by_id = {row.outcome.pk: row for row in rows}
    lines = []
    for line in check_in.outcome_lines.all():
        row = by_id.get(line.outcome_id)
        if row is None or line.reading is None:
            continue
        was = stood_at(row.readings, before.known_at if before else None)
        lines.append(moved(row.outcome, line.reading.value, was.value if was else None))
    return [line for line in lines if line is not None]


def _ask(ask: Ask) -> AskLine:
    to = ask.to_team.name if ask.to_team else ask.get_to_role_display() if ask.to_role else ""
    return AskLine(AskKind(ask.kind), ask.wording, to, ask.needed_by)


def _short(objective: Objective) -> str:
    return objective.code or objective.title
