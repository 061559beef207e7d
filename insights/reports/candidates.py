"""What could be told of a week: each finding in words, with its weight and where to check it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from insights.dashboards.freshness import RHYTHM
from insights.facts import InitiativeFact
from insights.reports import evidence, weigh
from insights.reports.content import Item, Picture
from insights.reports.outcome_findings import outcome_findings
from insights.reports.seen import Seen
from insights.reports.weigh import Candidate
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import AskKind, Health
from products.models import Initiative
from products.queries.readings import readings_by_outcome

SLIP, QUIET_RHYTHMS, LONG_WORDS = 14, 2, 200


@dataclass(frozen=True)
class Found:
    """A finding with what it is about: an outcome by id where it is one, its chance if told."""

    item: Item
    group: str
    outcome_id: int | None = None

    def candidate(self, told: frozenset[str]) -> Candidate:
        """Return what the choice goes by."""
        item = self.item
        return Candidate(item.key, self.group, item.score, item.is_good, item.key in told)


def chosen(seen: Seen) -> list[Found]:
    """Return the things worth knowing, the weightiest first."""
    found: dict[str, Found] = {}
    for pk, item in outcome_findings(seen):
        found[item.key] = Found(item, f"product:{seen.now[pk].product_id}", pk)
    for one in (*_slips(seen), *_asks(seen), *_silences(seen)):
        found[one.item.key] = one
    picked = weigh.choose(one.candidate(seen.told.keys) for one in found.values())
    return _with_pictures([found[one.key] for one in picked], seen)


def is_quiet(seen: Seen, product_id: int, heard_on: date | None, on: date) -> bool:
    """Return whether a product is silent for over twice the rhythm of its team."""
    team = seen.team(product_id)
    rhythm = RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    return heard_on is not None and (on - heard_on).days > QUIET_RHYTHMS * rhythm


def _slips(seen: Seen) -> Iterator[Found]:
    """Yield the initiatives whose date moved by two weeks or more."""
    slipped = {
        pk: (then, now)
        for pk, now in seen.initiatives.items()
        if (then := seen.initiatives_before.get(pk)) and _slip(then, now) >= SLIP
    }
    for pk, initiative in seen.known.by_id(Initiative, slipped).items():
        then, now = slipped[pk]
        words = {
            "title": now.title,
            "days": formats.days(_slip(then, now)),
            "was": formats.day(then.due_on),
            "now": formats.day(now.due_on),
            "product": seen.product(now.product_id),
        }
        item = Item(
            key=f"initiative:{initiative.public_id}:due:{now.due_on}"[:80],
            title=_("“%(title)s” is due %(days)s later") % words,
            text=_("%(product)s moved it from %(was)s to %(now)s.") % words,
            evidence=[evidence.to_initiative(initiative.public_id, now.title, seen.on)],
            tone=now.health,
            score=round(weigh.SLIPPED * min(_slip(then, now) / 90, 1.5), 6),
            teams=seen.teams(now.product_id),
        )
        yield Found(item, f"product:{now.product_id}")


def _slip(then: InitiativeFact, now: InitiativeFact) -> int:
    return (now.due_on - then.due_on).days if now.due_on and then.due_on else 0


def _asks(seen: Seen) -> Iterator[Found]:
    """Yield the decisions asked for in the week."""
    for ask in seen.asks:
        if ask.kind != AskKind.DECISION or ask.raised_on <= seen.vs:
            continue
        words = {"product": seen.product(ask.product_id), "wording": ask.wording[:LONG_WORDS]}
        needed = _("It is needed by %(day)s.") % {"day": formats.day(ask.needed_by)}
        item = Item(
            key=f"ask:{ask.public_id}",
            title=_("%(product)s waits for a decision") % words,
            text=f"“{words['wording']}” {needed if ask.needed_by else ''}".strip(),
            evidence=[evidence.to_ask(ask.public_id, seen.on)],
            score=weigh.ASKED,
            teams=seen.teams(ask.product_id),
        )
        yield Found(item, f"product:{ask.product_id}")


def _silences(seen: Seen) -> Iterator[Found]:
    """Yield the products that went quiet in the week."""
    for pk, now in seen.products.items():
        if not is_quiet(seen, pk, now.checked_in_on, seen.on):
            continue
        if is_quiet(seen, pk, now.checked_in_on, seen.vs):
            continue
        product = seen.names.products.get(pk)
        days = (seen.on - now.checked_in_on).days if now.checked_in_on else 0
        words = {"name": now.name, "days": formats.days(days)}
        item = Item(
            key=f"product:{product.slug if product else pk}:quiet"[:80],
            title=_("No news from %(name)s for %(days)s") % words,
            text=_("What was last said still stands. A line from the team would help."),
            evidence=[evidence.to_product(now.name, product.slug, seen.on)] if product else [],
            tone=Health.NOT_REPORTED,
            score=weigh.SILENT,
            teams=seen.teams(pk),
        )
        yield Found(item, f"product:{pk}")


def _with_pictures(found: list[Found], seen: Seen) -> list[Found]:
    """Give the findings on outcomes their readings to show."""
    ids = [one.outcome_id for one in found if one.outcome_id]
    readings = readings_by_outcome(ids, known=seen.known)
    return [
        replace(one, item=replace(one.item, picture=_picture(seen, one.outcome_id, readings)))
        if one.outcome_id and len(readings.get(one.outcome_id, [])) > 1
        else one
        for one in found
    ]


def _picture(seen: Seen, pk: int, readings: dict) -> Picture:
    fact, outcome = seen.now[pk], seen.outcomes[pk]
    points = [
        [reading.observed_on.isoformat(), float(reading.value)]
        for reading in readings[pk]
        if reading.value is not None
    ]
    return Picture(
        caption=outcome.name,
        unit=outcome.unit,
        points=points[-52:],
        target=fact.target,
        due_on=fact.target_on.isoformat() if fact.target_on else None,
        low=fact.low,
        mid=fact.mid,
        high=fact.high,
    )
