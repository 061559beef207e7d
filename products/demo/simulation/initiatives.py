"""The year of one initiative: when it began, what it promised, how often that moved."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from pmo_portal.lib.vocabulary import Health, InitiativeStage
from products.demo.catalogue import InitiativeRow, words
from products.demo.simulation.timeline import Timeline

EARLY, RUNNING, MEASURING = (
    InitiativeStage.DISCOVERY,
    InitiativeStage.DELIVERY,
    InitiativeStage.MEASURING,
)


@dataclass
class InitiativeLife:
    """An initiative as first known, and its changes: the day and the columns that changed."""

    row: InitiativeRow
    known_on: date
    stage: InitiativeStage
    started_on: date | None
    due_on: date | None
    effort: int
    shares: list[int]
    changes: list[tuple[date, dict[str, Any]]] = field(default_factory=list)
    ended_on: date | None = None
    stalls_on: date | None = None
    worried: tuple[date, date] | None = None

    def health_on(self, day: date) -> Health:
        """Return what its team says of it on a check-in day."""
        if self.stalls_on and day >= self.stalls_on + timedelta(days=60):
            return Health.OFF_TRACK
        if self.stalls_on and day >= self.stalls_on:
            return Health.AT_RISK
        if self.worried and self.worried[0] <= day <= self.worried[1]:
            return Health.AT_RISK
        moves = [moved_on for moved_on, columns in self.changes if "due_on" in columns]
        if any(moved_on - timedelta(days=24) <= day <= moved_on for moved_on in moves):
            return Health.AT_RISK
        return Health.ON_TRACK

    def is_spoken_of(self, day: date) -> bool:
        """Whether a check-in of the day says how it goes."""
        return self.known_on <= day and (self.ended_on is None or day <= self.ended_on)

    def due_moved_on(self, day: date) -> date | None:
        """Return the due day to which it moved on the day."""
        return next((c["due_on"] for on, c in self.changes if on == day and "due_on" in c), None)


def live_initiative(
    row: InitiativeRow, days: list[date], timeline: Timeline, random: Random
) -> InitiativeLife:
    """Return the year of an initiative whose dates move on check-in days."""
    start, length = _span(row.story, random)
    started_on = timeline.day(start)
    is_new = row.story == "new"
    life = InitiativeLife(
        row=row,
        known_on=max(started_on - timedelta(days=12), timeline.first),
        stage=EARLY if is_new or start > 20 else RUNNING,
        started_on=None if is_new else started_on,
        due_on=started_on + timedelta(days=length),
        effort=random.choice([2, 4, 6, 9, 12, 18]),
        shares=_shares(len(row.places), random),
    )
    if life.stage == EARLY and not is_new:
        life.changes.append((started_on + timedelta(days=30), {"stage": RUNNING}))
    if row.story == "slip":
        _slip(life, days, timeline, random)
    if row.story == "stall":
        life.stalls_on = timeline.day(random.randint(200, 290))
    if random.random() < 0.6:
        since = random.randint(40, 350)
        life.worried = timeline.day(since), timeline.day(since + random.randint(21, 75))
    _end(life, days, timeline, random)
    life.changes = [change for change in life.changes if life.known_on < change[0] <= timeline.on]
    life.changes.sort(key=lambda change: change[0])
    return life


def _span(story: str, random: Random) -> tuple[int, int]:
    """Return the first day, counted from the first of the year, and the days promised."""
    if story == "new":
        return random.randint(310, 345), random.randint(120, 240)
    if story == "done":
        return random.randint(-120, 80), random.randint(120, 220)
    if story in {"slip", "stall", "stopped"}:
        return random.randint(-80, 90), random.randint(210, 300)
    return random.randint(-80, 300), random.randint(200, 420)


def _shares(count: int, random: Random) -> list[int]:
    first = random.choice([40, 50, 60, 70])
    return [first, *[(100 - first) // (count - 1)] * (count - 1)] if count > 1 else [first]


def _slip(life: InitiativeLife, days: list[date], timeline: Timeline, random: Random) -> None:
    """Move the due day, seen coming three weeks before it, up to three times."""
    due_on = life.due_on or timeline.on
    for _ in range(3):
        seen = [
            day
            for day in days
            if life.known_on < day and due_on - timedelta(days=30) <= day < due_on
        ]
        if not seen:
            return
        due_on += timedelta(days=random.choice([28, 42, 63, 91]))
        life.changes.append((seen[0], {"due_on": due_on}))


def _end(life: InitiativeLife, days: list[date], timeline: Timeline, random: Random) -> None:
    """Let it be stopped, or measured and done around its last promise, if that day has come."""
    if life.row.story == "stopped":
        life.ended_on = timeline.day(random.randint(230, 320))
        reason = random.choice(words()["stopped"]["reasons"])
        stopped = {
            "stage": InitiativeStage.STOPPED,
            "finished_on": life.ended_on,
            "stop_reason": reason,
        }
        life.changes.append((life.ended_on, stopped))
        return
    promised = [columns["due_on"] for _, columns in life.changes if "due_on" in columns]
    last = promised[-1] if promised else life.due_on
    if last is None or life.stalls_on:
        return
    ended_on = last + timedelta(days=random.choice([-14, -6, 0, 3, 9, 20]))
    ended_on = max(ended_on, timeline.day(25))
    life.changes.append((ended_on - timedelta(days=40), {"stage": MEASURING}))
    if ended_on <= timeline.on:
        life.ended_on = ended_on
        life.changes.append((ended_on, {"stage": InitiativeStage.DONE, "finished_on": ended_on}))
