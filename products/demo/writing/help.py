"""Asks and answers, decisions, dependencies and risks."""

from datetime import timedelta
from random import Random

from pmo_portal.lib.provenance import authored
from portfolio.models import User
from products.demo.catalogue import words
from products.demo.simulation.help import Answered, Wanted
from products.demo.simulation.timeline import Timeline
from products.demo.writing.company import Company
from products.demo.writing.definitions import Written
from products.demo.writing.facts import CheckIns
from products.demo.writing.histories import write_histories
from products.models import Answer, Ask, Decision, Dependency, Risk

NEEDS, RISKS = 22, 32
NOON = 180


def write_help(
    company: Company,
    written: list[Written],
    check_ins: CheckIns,
    timeline: Timeline,
    random: Random,
) -> None:
    """Write help wanted and given, what was decided, what work needs and what may go wrong."""
    _write_asks(company, written, check_ins, timeline, random)
    _write_general_decisions(company, timeline)
    with authored(company.office):
        _write_dependencies(written, timeline, random)
        _write_risks(written, timeline, random)


def _write_asks(
    company: Company,
    written: list[Written],
    check_ins: CheckIns,
    timeline: Timeline,
    random: Random,
) -> None:
    asked = [
        (own, wanted, _ask(company, own, wanted, check_ins, timeline, random))
        for own in written
        for wanted in own.life.wanted
    ]
    Ask.objects.bulk_create([ask for _, _, ask in asked])
    Answer.objects.bulk_create(
        Answer(
            ask=ask,
            kind=answered.kind,
            wording=answered.wording,
            by=_speaker(company, own, ask, answered),
            known_at=timeline.moment(answered.on, NOON),
        )
        for own, wanted, ask in asked
        for answered in wanted.answers
    )
    Decision.objects.bulk_create(
        Decision(
            product=own.product,
            ask=ask,
            what=wanted.decided,
            why=random.choice(words()["decisions"]["why"]),
            decided_on=wanted.answers[0].on,
            by=company.executive,
            known_at=timeline.moment(wanted.answers[0].on, NOON),
        )
        for own, wanted, ask in asked
        if wanted.decided
    )


def _ask(
    company: Company,
    own: Written,
    wanted: Wanted,
    check_ins: CheckIns,
    timeline: Timeline,
    random: Random,
) -> Ask:
    others = [team for team in company.teams.values() if team != own.product.team]
    return Ask(
        product=own.product,
        check_in=check_ins[own.product.pk, wanted.check_in],
        kind=wanted.kind,
        wording=wanted.wording,
        to_role=wanted.to_role or "",
        to_team=None if wanted.to_role else random.choice(others),
        needed_by=wanted.needed_by,
        by=own.members[0],
        known_at=timeline.moment(wanted.on, wanted.minutes),
    )


def _speaker(company: Company, own: Written, ask: Ask, answered: Answered) -> User:
    """Return who says it: the team itself, the team that was asked, or leadership."""
    if answered.by == "team":
        return own.members[0]
    if ask.to_team is None:
        return company.executive if ask.to_role == company.executive.role else company.office
    slug = next(slug for slug, team in company.teams.items() if team == ask.to_team)
    return company.members[slug][0]


def _write_general_decisions(company: Company, timeline: Timeline) -> None:
    general = words()["decisions"]["general"]
    Decision.objects.bulk_create(
        Decision(
            what=what,
            decided_on=timeline.day(40 + 90 * place),
            by=company.executive,
            known_at=timeline.moment(timeline.day(40 + 90 * place), 300),
        )
        for place, what in enumerate(general)
    )


def _write_dependencies(written: list[Written], timeline: Timeline, random: Random) -> None:
    """Let pieces of work need others: some confirmed, some refused, some without a word yet."""
    found, changes = [], []
    for own in random.sample(written, k=min(NEEDS, len(written))):
        other = random.choice([o for o in written if o.product.team_id != own.product.team_id])
        place = random.randrange(len(own.initiatives))
        life, declared_on = own.life.initiatives[place], timeline.day(random.randint(150, 350))
        declared_on = max(declared_on, life.known_on)
        needed_by = declared_on + timedelta(days=random.choice([30, 60, 120]))
        on_work = random.random() < 0.5
        found.append(
            Dependency(
                initiative=own.initiatives[place],
                needs_initiative=other.initiatives[0] if on_work else None,
                needs_product=None if on_work else other.product,
                wording=random.choice(words()["dependencies"]["wordings"]),
                needed_by=needed_by,
                known_at=timeline.moment(declared_on, 60),
            )
        )
        word = random.choice([None, True, True, False])
        said_on = declared_on + timedelta(days=9)
        promised_on = needed_by + timedelta(days=random.choice([-7, 0, 21])) if word else None
        said = {"confirmed": word, "promised_on": promised_on}
        is_said = word is not None and said_on <= timeline.on
        changes.append([(timeline.moment(said_on, 60), said)] if is_said else [])
    write_histories(found, changes)


def _write_risks(written: list[Written], timeline: Timeline, random: Random) -> None:
    listed = list(zip(words()["risks"]["titles"], words()["risks"]["responses"], strict=True))
    found = []
    for own in random.sample(written, k=min(RISKS, len(written))):
        title, response = random.choice(listed)
        found.append(
            Risk(
                product=own.product,
                title=title,
                response=response,
                likelihood=random.choice([1, 2, 2, 3, 3, 4, 5]),
                impact=random.choice([2, 3, 3, 4, 5]),
                known_at=timeline.moment(timeline.day(random.randint(0, 360)), 30),
            )
        )
    write_histories(found, [()] * len(found))
