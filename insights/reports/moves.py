"""What moved most in the week, for the better and for the worse."""

from insights.facts import OutcomeFact
from insights.reports import evidence
from insights.reports.content import Move
from insights.reports.seen import Seen
from pmo_portal.lib import formats

MOST, LEAST = 6, 0.005


Steps = list[tuple[float, int]]


def steps(seen: Seen) -> Steps:
    """Return by how much outcomes moved, by weight, with their ids; the best first."""
    moved = []
    for pk, now in seen.now.items():
        before, outcome = seen.before.get(pk), seen.outcomes.get(pk)
        if outcome is None or before is None:
            continue
        if now.progress is None or before.progress is None or now.value == before.value:
            continue
        step = now.progress - before.progress
        if abs(step) >= LEAST:
            moved.append((step * (seen.weight(outcome) or 1), pk))
    return sorted(moved, reverse=True)


def better(seen: Seen, moved: Steps) -> list[Move]:
    """Return the outcomes that moved most for the better."""
    return [_move(seen, pk, seen.now[pk]) for step, pk in moved[:MOST] if step > 0]


def worse(seen: Seen, moved: Steps) -> list[Move]:
    """Return the outcomes that moved most for the worse."""
    return [_move(seen, pk, seen.now[pk]) for step, pk in moved[::-1][:MOST] if step < 0]


def _move(seen: Seen, pk: int, now: OutcomeFact) -> Move:
    outcome, before = seen.outcomes[pk], seen.before[pk]
    return Move(
        name=outcome.name,
        product=seen.product(now.product_id),
        evidence=evidence.to_outcome(outcome, seen.on),
        was=formats.measure(before.value, outcome.unit),
        now=formats.measure(now.value, outcome.unit),
        before=before.health,
        after=now.health,
    )
