"""The knots of the golden thread below an objective: outcomes, initiatives, the latest word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from insights.dashboards.freshness import RHYTHM
from insights.dashboards.links import Links
from insights.dashboards.listing import changed_from
from insights.facts import InitiativeFact, OutcomeFact, initiatives_on, outcomes_on
from insights.queries.names import Named, Names
from insights.queries.ties import Served, served_by
from insights.scope import Scope
from pmo_portal.lib import formats
from pmo_portal.lib.asked import AsOf
from products.queries.check_ins import latest_initiative_lines
from products.queries.initiatives import initiatives_by_id
from products.queries.known import AsKnown
from products.queries.outcomes import outcomes_by_id

WORDS = 90


@dataclass(frozen=True)
class Word:
    """What was last said: by which check-in, on which day; `quiet` says how long ago, if too long."""

    text: str
    url: str
    on: date
    age: str
    quiet: str = ""


@dataclass(frozen=True)
class WorkKnot:
    """An initiative on the thread. `before` is its health on the compare day, if another."""

    title: str
    url: str
    product: str
    health: str
    before: str
    word: Word | None
    public_id: str


@dataclass(frozen=True)
class OutcomeKnot:
    """An outcome on the thread, with the initiatives that should move it.

    `hidden` counts initiatives out of the viewer's sight; `word` is the latest reading.
    """

    name: str
    url: str
    product: Named | None
    measure: str
    health: str
    before: str
    word: Word | None
    public_id: str
    fact: OutcomeFact
    is_closed: bool = False
    hidden: int = 0
    initiatives: list[WorkKnot] = field(default_factory=list)


@dataclass(frozen=True)
class _Found:
    """All that the knots of a page are made of."""

    outcomes: Mapping[int, Any]
    outcomes_before: Mapping[int, str]
    served: Mapping[int, Served]
    work: Mapping[int, InitiativeFact]
    initiatives: Mapping[int, Any]
    work_before: Mapping[int, str]
    lines: Mapping[int, Any]
    names: Names
    links: Links
    as_of: AsOf
    zone: tzinfo | None


def knots(
    facts: Sequence[OutcomeFact], *, names: Names, links: Links, as_of: AsOf, known: AsKnown
) -> dict[int, OutcomeKnot]:
    """Return each outcome's knot by its id; the number of queries does not grow."""
    ids = [fact.outcome_id for fact in facts]
    served = served_by(ids, known=known)
    work_ids = {pk for of in served.values() for pk in of.initiative_ids}
    found = _Found(
        outcomes=outcomes_by_id(ids, known=known),
        outcomes_before={
            f.outcome_id: f.health
            for f in outcomes_on(Scope(), on=as_of.vs, user=known.user, ids=ids)
        },
        served=served,
        work=_by_id(initiatives_on(Scope(), on=as_of.on, user=known.user, ids=work_ids)),
        initiatives=initiatives_by_id(work_ids, known=known),
        work_before={
            f.initiative_id: f.health
            for f in initiatives_on(Scope(), on=as_of.vs, user=known.user, ids=work_ids)
        },
        lines=latest_initiative_lines(work_ids, known=known),
        names=names,
        links=links,
        as_of=as_of,
        zone=known.moment.tzinfo,
    )
    return {fact.outcome_id: _outcome(fact, found) for fact in facts}


def _by_id(facts: Iterable[InitiativeFact]) -> dict[int, InitiativeFact]:
    return {fact.initiative_id: fact for fact in facts}


def _outcome(fact: OutcomeFact, found: _Found) -> OutcomeKnot:
    outcome, served = found.outcomes[fact.outcome_id], found.served.get(fact.outcome_id, Served())
    url = found.links.to_thing("products:outcome_detail", outcome.path_part)
    return OutcomeKnot(
        name=fact.name,
        url=url,
        product=found.names.products.get(fact.product_id),
        measure=_measure(fact, outcome.unit),
        health=fact.health,
        before=changed_from(found.outcomes_before.get(fact.outcome_id), fact.health),
        word=_read(fact, url, found.as_of),
        initiatives=[
            _work(found.work[pk], found) for pk in served.initiative_ids if pk in found.work
        ],
        hidden=served.hidden,
        is_closed=bool(outcome.closed_as),
        fact=fact,
        public_id=outcome.public_id,
    )


def _measure(fact: OutcomeFact, unit: str) -> str:
    """Return where it stands and where it should: 61% of 75%; a long unit is left to its page."""
    if fact.value is None:
        return ""
    short = unit if len(unit) <= 2 else ""
    now = formats.measure(fact.value, short)
    if fact.target is None:
        return now
    words = {"now": now, "target": formats.measure(fact.target, short)}
    return _("%(now)s, target %(target)s") % words


def _work(fact: InitiativeFact, found: _Found) -> WorkKnot:
    initiative, line = found.initiatives[fact.initiative_id], found.lines.get(fact.initiative_id)
    product = found.names.products.get(fact.product_id)
    return WorkKnot(
        title=fact.title,
        url=found.links.to_thing("products:initiative_detail", initiative.path_part),
        product=product.name if product else "",
        health=fact.health,
        before=changed_from(found.work_before.get(fact.initiative_id), fact.health),
        word=_said(line, fact, found) if line else None,
        public_id=initiative.public_id,
    )


def _said(line: Any, fact: InitiativeFact, found: _Found) -> Word:
    """Return the last word; work under way is quiet over twice its team's own rhythm."""
    check_in = line.check_in
    on = line.known_at.astimezone(found.zone).date()
    text = line.note or check_in.what_changed or line.said or str(line.get_health_display())
    url = found.links.to_thing("products:check_in_detail", check_in.public_id)
    product = found.names.products.get(fact.product_id)
    team = found.names.teams.get((product and product.team_id) or 0)
    days = max((found.as_of.on - on).days, 0)
    limit = 2 * RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    is_quiet = fact.is_under_way and days > limit
    quiet = _("No news for %(days)s.") % {"days": formats.days(days)} if is_quiet else ""
    age = _age(on, days, found.as_of.on)
    return Word(Truncator(text).chars(WORDS), url, on, age, quiet)


def _read(fact: OutcomeFact, url: str, as_of: AsOf) -> Word | None:
    if fact.observed_on is None:
        return None
    days = max((as_of.on - fact.observed_on).days, 0)
    age = _age(fact.observed_on, days, as_of.on)
    return Word(_("The latest reading."), url, fact.observed_on, age)


def _age(on: date, days: int, today: date) -> str:
    """Return the day of a word: today, 5 days ago, 13 Nov, 13 Nov 2025."""
    if days < 7:
        said = formats.ago(on, today)
        return said[:1].upper() + said[1:]
    same_year = on.year == today.year
    return formats.short_day(on) if same_year else formats.day(on)
