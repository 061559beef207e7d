"""What a team said of its product, week by week."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pmo_portal.lib.vocabulary import Health
from products.demo.catalogue import ProductRow, words
from products.demo.simulation.initiatives import InitiativeLife
from products.demo.simulation.outcomes import Measured, OutcomeLife
from products.demo.simulation.telling import tell

BEHIND = 0.12


@dataclass
class Said:
    """One check-in. Lines point to outcomes and initiatives by their place in the product.

    `replaces` is the place of the check-in that it corrects.
    """

    on: date
    minutes: int
    health: Health
    confidence: int
    what_changed: str
    readings: list[tuple[int, Measured]] = field(default_factory=list)
    lines: list[tuple[int, Health, date | None]] = field(default_factory=list)
    replaces: int | None = None


def check_ins_of(
    row: ProductRow,
    outcomes: list[OutcomeLife],
    initiatives: list[InitiativeLife],
    days: list[date],
    random: Random,
) -> list[Said]:
    """Return all check-ins of a product, first to last."""
    said: list[Said] = []
    minutes, skips = random.randint(0, 400), random.choice([0.0, 0.03, 0.08])
    corrected_at = random.randrange(8, 400)
    for day in days:
        if random.random() < skips and not _has_news(outcomes, initiatives, day):
            continue
        said.append(_say(row, outcomes, initiatives, day, minutes, random))
        if len(said) == corrected_at and day != days[-1] and row.story != "watermelon":
            said.append(_correct(said, random))
    return said


def _has_news(outcomes: list[OutcomeLife], initiatives: list[InitiativeLife], day: date) -> bool:
    return any(m.known_on == day for o in outcomes for m in o.measured) or any(
        i.due_moved_on(day) for i in initiatives
    )


def _say(
    row: ProductRow,
    outcomes: list[OutcomeLife],
    initiatives: list[InitiativeLife],
    day: date,
    minutes: int,
    random: Random,
) -> Said:
    lines = [
        (place, initiative.health_on(day), initiative.due_moved_on(day))
        for place, initiative in enumerate(initiatives)
        if initiative.is_spoken_of(day)
    ]
    readings = [
        (place, measured)
        for place, outcome in enumerate(outcomes)
        for measured in outcome.measured
        if measured.known_on == day
    ]
    lags = [outcome.lag_on(day) for outcome in outcomes]
    truth = _truth(lags, [health for _, health, _ in lines])
    rosy = row.story == "watermelon"
    health = Health.ON_TRACK if rosy else _hopeful(truth, random)
    titles = [initiatives[place].row.title for place, _, _ in lines]
    subject = _subject(health, outcomes, readings, lags, random)
    return Said(
        on=day,
        minutes=minutes + random.randint(-30, 45),
        health=health,
        confidence=_confidence(0.0 if rosy else sum(lags) / len(lags), random),
        what_changed=tell(health, *subject, titles, random),
        readings=readings,
        lines=lines,
    )


def _subject(
    health: Health,
    outcomes: list[OutcomeLife],
    readings: list[tuple[int, Measured]],
    lags: list[float],
    random: Random,
) -> tuple[OutcomeLife, float | None]:
    """Return the outcome a check-in speaks of, with its value: the one most behind, if any is."""
    measured = [(place, m.value) for place, m in readings if m.value is not None]
    if not measured:
        return random.choice(outcomes), None
    if health == Health.ON_TRACK:
        well = [pair for pair in measured if lags[pair[0]] <= BEHIND]
        place, value = random.choice(well or measured)
    else:
        place, value = max(measured, key=lambda pair: lags[pair[0]])
    return outcomes[place], value


def _truth(lags: list[float], lines: list[Health]) -> Health:
    """Return how it goes: by the share of outcomes behind, and by the work that stands still."""
    behind = sum(lag > BEHIND for lag in lags) / len(lags)
    still = Health.OFF_TRACK in lines
    if behind > 0.55 or (behind > 0.35 and still):
        return Health.OFF_TRACK
    if behind > 0.25 or still or Health.AT_RISK in lines:
        return Health.AT_RISK
    return Health.ON_TRACK


def _hopeful(truth: Health, random: Random) -> Health:
    """Return what is said of it: now and then a shade better than it is."""
    softer = {Health.OFF_TRACK: Health.AT_RISK, Health.AT_RISK: Health.ON_TRACK}
    return softer.get(truth, truth) if random.random() < 0.15 else truth


def _confidence(lag: float, random: Random) -> int:
    believed = 76 - 130 * lag + random.gauss(0, 5)
    return int(min(max(round(believed / 5) * 5, 10), 95))


def _correct(said: list[Said], random: Random) -> Said:
    """Return a check-in of the day after that corrects the last one, with all it said."""
    last = said[-1]
    return Said(
        on=last.on + timedelta(days=1),
        minutes=last.minutes,
        health=Health.AT_RISK if last.health == Health.ON_TRACK else last.health,
        confidence=max(last.confidence - 10, 10),
        what_changed=random.choice(words()["said"]["corrected"]),
        lines=[(place, health, None) for place, health, _ in last.lines],
        replaces=len(said) - 1,
    )
