"""Help a team wanted, how it was answered, and what was decided."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from pmo_portal.lib.vocabulary import AnswerKind, AskKind, Health, Role
from products.demo.catalogue import words
from products.demo.simulation.check_ins import Said
from products.demo.simulation.timeline import Timeline

CHANCE = {Health.OFF_TRACK: 0.2, Health.AT_RISK: 0.14, Health.ON_TRACK: 0.05}
WAITS = (1, 1, 2, 2, 3, 4, 6, 8, 11, 15, 22, 28, 34)
TO_ROLE = {
    AskKind.DECISION: Role.EXECUTIVE,
    AskKind.FUNDING: Role.EXECUTIVE,
    AskKind.ADVICE: Role.PMO_LEAD,
}


@dataclass
class Answered:
    """One word on an ask. `by` says whose: of leadership, of another team, of the team itself."""

    on: date
    kind: AnswerKind
    wording: str
    by: str


@dataclass
class Wanted:
    """An ask of the check-in at this place. Without a role it goes to another team."""

    check_in: int
    on: date
    minutes: int
    kind: AskKind
    wording: str
    to_role: Role | None
    needed_by: date | None
    answers: list[Answered] = field(default_factory=list)
    decided: str = ""


def wanted_by(said: list[Said], timeline: Timeline, random: Random) -> list[Wanted]:
    """Return the asks of one product, with the answers that came by the end."""
    found = []
    for place, check_in in enumerate(said):
        if random.random() < CHANCE.get(check_in.health, 0) and check_in.replaces is None:
            found.append(_ask(place, check_in, timeline, random))
    return found


def _ask(place: int, check_in: Said, timeline: Timeline, random: Random) -> Wanted:
    kind = random.choice(list(AskKind))
    wanted = Wanted(
        check_in=place,
        on=check_in.on,
        minutes=check_in.minutes,
        kind=kind,
        wording=random.choice(words()["asks"][kind]),
        to_role=TO_ROLE.get(kind),
        needed_by=check_in.on + timedelta(days=random.choice([14, 21, 35]))
        if random.random() < 0.7
        else None,
    )
    _answer(wanted, timeline, random)
    return wanted


def _answer(wanted: Wanted, timeline: Timeline, random: Random) -> None:
    """Answer most asks within days and some within weeks, so that the last ones still wait."""
    if random.random() < 0.08:
        _add(wanted, random.randint(5, 30), AnswerKind.WITHDRAWN, "team", timeline, random)
        return
    waited = random.choice(WAITS)
    from_leadership = wanted.to_role is not None
    first = AnswerKind.ANSWERED if from_leadership else AnswerKind.OFFERED
    is_answered = _add(
        wanted, waited, first, "leadership" if from_leadership else "another", timeline, random
    )
    if is_answered and wanted.to_role == Role.EXECUTIVE:
        wanted.decided = random.choice(words()["answers"]["answered"])
    if is_answered:
        _add(wanted, waited + random.randint(1, 7), AnswerKind.RESOLVED, "team", timeline, random)


def _add(
    wanted: Wanted, after: int, kind: AnswerKind, by: str, timeline: Timeline, random: Random
) -> bool:
    """Add an answer so many days later, unless that day has not come; return whether it has."""
    wording = random.choice(words()["answers"][kind])
    on = wanted.on + timedelta(days=after)
    if on > timeline.on:
        return False
    wanted.answers.append(Answered(on, kind, wording, by))
    return True
