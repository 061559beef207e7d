"""The year of one outcome: where it was meant to go and where it went."""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pmo_portal.lib.vocabulary import Ambition, MeasureKind
from products.demo.catalogue import OutcomeRow, words
from products.demo.simulation.timeline import Timeline

KINDS = {
    "up": MeasureKind.INCREASE,
    "down": MeasureKind.DECREASE,
    "min": MeasureKind.AT_LEAST,
    "max": MeasureKind.AT_MOST,
    "range": MeasureKind.WITHIN_RANGE,
    "done": MeasureKind.MILESTONE,
}
LEVELS = {MeasureKind.AT_LEAST, MeasureKind.AT_MOST, MeasureKind.WITHIN_RANGE}
# Where an outcome without a story stands at the end, against the share of time gone.
FATES = ((0.68, 0.06, 0.20), (0.86, -0.03, 0.06), (0.93, -0.34, -0.14), (1.0, 0.12, 0.28))
LENGTHS = (340, 420, 480, 540, 600)  # days from baseline to target
LOOK_BACK = timedelta(days=7)  # after its last day an outcome is closed when next spoken of


@dataclass
class Measured:
    """One measurement: the day it describes and the day it became known.

    `wrong` is what was first written, corrected some days later; `reason` stands for no value.
    """

    on: date
    known_on: date
    value: float | None
    reason: str = ""
    wrong: float | None = None


@dataclass
class OutcomeLife:
    """An outcome's targets and measurements. `standing` is its true progress by day known."""

    row: OutcomeRow
    kind: MeasureKind
    baseline: float | None
    target: float | None
    upper: float | None
    baseline_on: date
    target_on: date | None
    weight: int
    ambition: Ambition
    measured: list[Measured] = field(default_factory=list)
    standing: dict[date, float] = field(default_factory=dict)
    retargeted: tuple[date, float, str] | None = None
    closed_on: date | None = None
    is_realised: bool = False

    def lag_on(self, day: date) -> float:
        """Return how far it was behind its pace on a check-in day, as a share of the way."""
        if self.target_on is None or not self.standing or self.is_closed(day):
            return 0.0
        known = [progress for known_on, progress in self.standing.items() if known_on <= day]
        if not known:
            return 0.0
        return (1.0 if self.kind in LEVELS else self.pace_on(day)) - known[-1]

    def is_closed(self, day: date) -> bool:
        """Whether its team has closed it by the day."""
        return self.closed_on is not None and self.closed_on <= day

    def pace_on(self, day: date) -> float:
        """Return the share of its time that had gone by the day."""
        if self.target_on is None:
            return 0.0
        gone = (day - self.baseline_on).days / (self.target_on - self.baseline_on).days
        return min(max(gone, 0.0), 1.0)


def live_outcome(
    row: OutcomeRow, days: list[date], timeline: Timeline, random: Random
) -> OutcomeLife:
    """Return the year of an outcome that is measured on check-in days."""
    low, _, high = row.to.partition("..")
    baseline_on = timeline.day(random.randint(-45, 40))
    life = OutcomeLife(
        row=row,
        kind=KINDS[row.kind],
        baseline=float(row.start) if row.start else None,
        target=float(low) if low else None,
        upper=float(high) if high else None,
        baseline_on=baseline_on,
        target_on=baseline_on + timedelta(days=random.choice(LENGTHS)) if low else None,
        weight=random.choices([1, 2, 3], [6, 3, 1])[0],
        ambition=random.choices(list(Ambition), [4, 1])[0],
    )
    last_on = timeline.day(333) if row.story == "closed" else life.target_on
    if last_on is not None:
        life.closed_on = next((day for day in days if day >= last_on + LOOK_BACK), None)
    _measure(life, days, timeline, random)
    if row.story == "retarget":
        _retarget(life, days, random)
    return life


def _measure(life: OutcomeLife, days: list[date], timeline: Timeline, random: Random) -> None:
    every = random.choices([1, 2, 4], [6, 2, 2])[0] if len(days) > 30 else 1
    final, bend = _final(life, timeline, random), random.uniform(0.85, 1.35)
    wobble, wander = 0.0, 0.0
    stalls_at = random.uniform(0.3, 0.45)
    for number, day in enumerate(days):
        share = (day - timeline.first).days / (timeline.on - timeline.first).days
        wobble = 0.6 * wobble + random.gauss(0, 0.02)
        wander += random.gauss(0, 0.012)
        chance = random.random()
        if number % every or day < life.baseline_on or life.is_closed(day):
            continue
        progress = _shape(life.row.story, share, stalls_at, bend) * final + wobble + wander
        life.standing[day] = progress
        life.is_realised = progress >= 1
        life.measured.append(_reading(life, day, progress, chance, random))
    if life.row.story == "gap" and life.measured:
        last = life.measured[-1]
        last.value, last.reason, last.wrong = (
            None,
            random.choice(words()["no_value"]["reasons"]),
            None,
        )


def _final(life: OutcomeLife, timeline: Timeline, random: Random) -> float:
    """Return the progress at the end, as a share of the way from baseline to target."""
    gone = life.pace_on(timeline.on) or 0.5
    story = life.row.story
    if story in {"lead", "closed"}:
        return random.uniform(1.08, 1.35)
    if story == "wrong":
        return -random.uniform(0.22, 0.42)
    if life.kind in LEVELS:
        return random.choice([1.25, 1.2, 1.3, 1.2, 1.15, 0.6])
    chance = random.random()
    low, high = next((low, high) for limit, low, high in FATES if chance <= limit)
    return max(gone + random.uniform(low, high), 0.03)


def _shape(story: str, share: float, stalls_at: float, bend: float) -> float:
    """Return which share of the final progress is there after a share of the year."""
    if story == "stall":
        share = min(share, stalls_at)
    if story == "wrong":
        return share**2 - 0.6 * math.sin(math.pi * min(share, 1)) * (1 - share)
    return share**bend


def _reading(
    life: OutcomeLife, day: date, progress: float, chance: float, random: Random
) -> Measured:
    observed_on = day - timedelta(
        days=14 if life.row.story == "late" else random.choice([0, 0, 1, 3])
    )
    observed_on = max(observed_on, life.baseline_on)
    if chance < 0.012:
        return Measured(observed_on, day, None, random.choice(words()["no_value"]["reasons"]))
    value = _value(life, progress)
    wrong = _rounded(life, value * 1.4) if chance > 0.992 and value else None
    return Measured(observed_on, day, value, wrong=wrong)


def _value(life: OutcomeLife, progress: float) -> float:
    """Return what is measured at that progress, within what the unit allows."""
    if life.kind == MeasureKind.MILESTONE:
        return float(progress >= 0.8)
    start = life.baseline or 0.0
    target = life.target if life.target is not None else start * 1.5
    goal = (target + life.upper) / 2 if life.upper is not None else target
    way = goal - start if goal != start else start * 0.08
    value = max(start + way * progress, 0.0)
    return _rounded(life, min(value, 100.0) if life.row.unit == "%" else value)


def _rounded(life: OutcomeLife, value: float) -> float:
    """Return the value with one more decimal than its targets have, none when they are large."""
    places = max(
        len(text.partition(".")[2]) for text in (life.row.start, life.row.to.split("..")[0])
    )
    largest = max(abs(life.baseline or 0), abs(life.target or 0))
    return round(value, places if largest >= 200 else places + 1)


def _retarget(life: OutcomeLife, days: list[date], random: Random) -> None:
    """Move the target a third of the way back towards the baseline, in the second half-year."""
    later = days[len(days) // 2 :]
    if life.target is None or life.baseline is None or not later:
        return
    nearer = life.target - (life.target - life.baseline) / 3
    reason = random.choice(words()["retarget"]["reasons"])
    life.retargeted = (random.choice(later[: len(later) // 2 + 1]), _rounded(life, nearer), reason)
