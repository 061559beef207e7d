"""What could be told of outcomes: a chance that moved, a target reached, missed or moved, a turn."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from insights.dashboards import odds
from insights.facts import OutcomeFact
from insights.reports import chances, evidence, weigh
from insights.reports.content import Item
from insights.reports.found import Found, about_outcome
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Closure, Health, MeasureKind
from products.models import Outcome

STEPS = {Health.OFF_TRACK: 0, Health.AT_RISK: 1, Health.ON_TRACK: 2, Health.ACHIEVED: 3}
CHANCE = "chance"


def outcome_findings(seen: Seen) -> Iterator[Found]:
    """Yield at most one finding for each outcome: the one that surprises most."""
    kinds = (_achieved, _missed, _moved_target, _chance, _turned, _stands)
    for pk, now in seen.now.items():
        outcome = seen.outcomes.get(pk)
        if outcome is None:
            continue
        made = [item for make in kinds if (item := make(seen, outcome, now))]
        if made:
            item = max(made, key=lambda item: item.score)
            is_chance = item.key.endswith(f":{CHANCE}")
            yield Found(item, about_outcome(seen, pk), pk, moved_since_told=is_chance)


def _chance(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    told, _since = chances.last_told(seen, outcome)
    sentence = chances.moved(seen, outcome, now)
    if not sentence or now.chance is None or told is None:
        return None
    is_good = now.chance > told
    title = _("“%(name)s” is less likely to reach its target")
    if is_good:
        title = _("“%(name)s” is more likely to reach its target")
    return _item(
        seen,
        outcome,
        now,
        key=CHANCE,
        title=title % {"name": outcome.name},
        text=f"{sentence} {chances.latest(seen, outcome, now)}",
        score=weigh.surprise(now.chance, told),
        is_good=is_good,
    )


def _achieved(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    before = seen.before.get(outcome.pk)
    if before is None or now.health != Health.ACHIEVED or before.health == Health.ACHIEVED:
        return None
    told, _since = chances.last_told(seen, outcome)
    score = weigh.ACHIEVED if told is None else weigh.surprise(weigh.LARGEST, told)
    text = _("It reached %(value)s on %(day)s; the target was %(target)s by %(due)s.")
    if now.observed_on and now.target_on and now.observed_on > now.target_on:
        text = _("It reached %(value)s on %(day)s, late: the target was %(target)s by %(due)s.")
        score = weigh.ACHIEVED
    if now.target is None or now.value is None or outcome.measure_kind == MeasureKind.MILESTONE:
        text = _("Its team says that it is done.")
    return _item(
        seen,
        outcome,
        now,
        key="achieved",
        title=_("“%(name)s” is achieved") % {"name": outcome.name},
        text=text % _where(outcome, now),
        score=score,
        is_good=True,
    )


def _missed(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    """Tell of an outcome whose day passed, or that was closed, without its target."""
    has_passed = now.target_on and seen.vs <= now.target_on < seen.on
    was_closed = (
        outcome.closed_as == Closure.NOT_REALISED
        and outcome.closed_on
        and seen.vs < outcome.closed_on <= seen.on
    )
    if now.health == Health.ACHIEVED or not (has_passed or was_closed):
        return None
    words = _where(outcome, now)
    text = _("It stood at %(value)s on %(day)s; the target was %(target)s by %(due)s.") % words
    if now.value is None or outcome.measure_kind == MeasureKind.MILESTONE:
        text = _("It was to be there by %(due)s.") % words
    told, _since = chances.last_told(seen, outcome)
    if told is not None:
        chance = {"chance": odds.told(told, seen.readings.get(outcome.pk, 0))}
        text += " " + _("The chance last told was %(chance)s.") % chance
    title = _("“%(name)s” passed its day without reaching its target")
    if was_closed:
        title = _("“%(name)s” was closed without reaching its target")
    return _item(
        seen,
        outcome,
        now,
        key="missed",
        title=title % words,
        text=text,
        score=max(weigh.MISSED, 0 if told is None else weigh.surprise(weigh.LEAST, told)),
        is_good=False,
    )


def _moved_target(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    before = seen.before.get(outcome.pk)
    if before is None or before.target is None or before.target_on is None:
        return None
    if (now.target, now.target_on) == (before.target, before.target_on):
        return None
    readings = seen.readings.get(outcome.pk, 0)
    words = {
        "name": outcome.name,
        "was": formats.measure(before.target, outcome.unit),
        "was_on": formats.day(before.target_on),
        "now": formats.measure(now.target, outcome.unit),
        "now_on": formats.day(now.target_on),
        "p0": odds.told(before.chance, readings),
        "p1": odds.told(now.chance, readings),
    }
    text = _("It was %(was)s by %(was_on)s and is now %(now)s by %(now_on)s.") % words
    if before.chance is not None and now.chance is not None:
        text += " " + (
            _("Against the former the chance was %(p0)s, against the new one it is %(p1)s.") % words
        )
    return _item(
        seen,
        outcome,
        now,
        key=f"target:{now.target}:{now.target_on}",
        title=_("“%(name)s” has a new target") % words,
        text=text,
        score=weigh.TARGET_MOVED,
        is_good=False,
    )


def _turned(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    """Tell of an outcome whose health turned, where no chance says more."""
    before = seen.before.get(outcome.pk)
    if before is None or not {now.health, before.health} <= set(STEPS):
        return None
    steps = STEPS[Health(now.health)] - STEPS[Health(before.health)]
    if not steps or now.health == Health.ACHIEVED:
        return None
    title = _turns()[Health(now.health)]
    if before.health == Health.ACHIEVED:
        title = _("“%(name)s” is short of its target again")
    elif steps > 0 and now.health == Health.AT_RISK:
        title = _("“%(name)s” is no longer off course")
    return _item(
        seen,
        outcome,
        now,
        key=f"turned:{now.health}",
        title=title % {"name": outcome.name},
        text=f"{_stood()[Health(before.health)]} {chances.latest(seen, outcome, now)}",
        score=weigh.TURNED * (1 + abs(steps)) / 2,
        is_good=steps > 0,
    )


def _stands(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    """Tell where an outcome stands of which no report and no earlier week knew."""
    if not seen.told.is_first or outcome.pk in seen.before:
        return None
    titles = {
        Health.OFF_TRACK: _("“%(name)s” is off course"),
        Health.AT_RISK: _("“%(name)s” needs attention"),
        Health.ACHIEVED: _("“%(name)s” is achieved"),
    }
    title = titles.get(Health(now.health))
    if title is None:
        return None
    return _item(
        seen,
        outcome,
        now,
        key=f"stands:{now.health}",
        title=title % {"name": outcome.name},
        text=chances.latest(seen, outcome, now),
        score=weigh.STANDS,
        is_good=now.health == Health.ACHIEVED,
    )


def _turns() -> dict[Health, str]:
    return {
        Health.ON_TRACK: _("“%(name)s” is back on course"),
        Health.AT_RISK: _("“%(name)s” needs attention"),
        Health.OFF_TRACK: _("“%(name)s” went off course"),
    }


def _stood() -> dict[Health, str]:
    return {
        Health.ACHIEVED: _("A week ago it was at its target."),
        Health.ON_TRACK: _("A week ago it was on course."),
        Health.AT_RISK: _("A week ago it needed attention."),
        Health.OFF_TRACK: _("A week ago it was off course."),
    }


def _where(outcome: Outcome, now: OutcomeFact) -> dict[str, str]:
    return {
        "name": outcome.name,
        "value": formats.measure(now.value, outcome.unit),
        "day": formats.day(now.observed_on),
        "target": formats.measure(now.target, outcome.unit),
        "due": formats.day(now.target_on),
    }


def _item(
    seen: Seen,
    outcome: Outcome,
    now: OutcomeFact,
    *,
    key: str,
    title: str,
    text: str,
    score: float,
    is_good: bool,
) -> Item:
    product = seen.names.products.get(now.product_id)
    shown = [evidence.to_outcome(outcome, seen.on)]
    if product:
        shown.append(evidence.to_product(product.name, product.slug, seen.on))
    return Item(
        key=f"outcome:{outcome.public_id}:{key}"[:80],
        title=title,
        text=text,
        evidence=shown,
        tone=now.health,
        is_good=is_good,
        score=round(score * seen.weight(outcome), 6),
        teams=seen.teams(now.product_id),
    )
