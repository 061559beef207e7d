"""What moved most in the week, for the better and for the worse, and what else changed."""

from insights.facts import OutcomeFact
from insights.queries.changes import Change
from insights.reports import evidence
from insights.reports.content import Evidence, Item, Move
from insights.reports.seen import Seen
from pmo_portal.lib import formats

MOST, LEAST = 6, 0.005


def moves(seen: Seen) -> tuple[list[Move], list[Move]]:
    """Return the outcomes whose progress moved most by weight, (better, worse)."""
    moved = []
    for pk, now in seen.now.items():
        before, outcome = seen.before.get(pk), seen.outcomes.get(pk)
        if outcome is None or before is None:
            continue
        if now.progress is None or before.progress is None or now.value == before.value:
            continue
        step = now.progress - before.progress
        if abs(step) >= LEAST:
            moved.append((step * float(outcome.weight or 1), pk))
    better = sorted((pair for pair in moved if pair[0] > 0), reverse=True)
    worse = sorted(pair for pair in moved if pair[0] < 0)
    return (
        [_move(seen, pk, seen.now[pk]) for _size, pk in better[:MOST]],
        [_move(seen, pk, seen.now[pk]) for _size, pk in worse[:MOST]],
    )


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


def changed(seen: Seen, found: list[Change], words: list[str]) -> list[Item]:
    """Return what else changed since the week before, a line each, worded as the portfolio does."""
    lines = []
    for change, said in zip(found, words, strict=True):
        page = "outcomes" if change.is_outcome else "initiatives"
        path = f"/{page}/{change.path_part}/?on={seen.on.isoformat()}"
        shown = [Evidence(change.name, path)]
        if change.check_in:
            shown.append(evidence.to_check_in(change.check_in, seen.product(change.product_id)))
        lines.append(
            Item(
                key=f"change:{change.path_part.split('-')[0]}",
                title=change.name,
                text=said,
                evidence=shown,
                tone=change.after or change.before,
                teams=seen.teams(change.product_id),
            )
        )
    return lines
