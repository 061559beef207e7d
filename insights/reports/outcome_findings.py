"""What could be told of outcomes: a chance that moved, a target reached or moved, a turn."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from insights.facts import OutcomeFact
from insights.reports import evidence, rates, weigh
from insights.reports.content import Item
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health
from products.models import Outcome

WELL = (Health.ON_TRACK, Health.ACHIEVED)
RANK = (Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK)


def outcome_findings(seen: Seen) -> Iterator[tuple[int, Item]]:
    """Yield at most one finding for each outcome, with its id: the one that surprises most."""
    for pk, now in seen.now.items():
        outcome = seen.outcomes.get(pk)
        if outcome is None:
            continue
        made = (make(seen, outcome, now) for make in (_achieved, _moved_target, _chance, _turned))
        found = [item for item in made if item]
        if found:
            yield pk, max(found, key=lambda item: item.score)


def _chance(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    told, since = _last_told(seen, outcome)
    if now.chance is None or told is None or not weigh.has_moved(now.chance, told):
        return None
    is_good = now.chance > told
    words = {
        "name": outcome.name,
        "target": formats.measure(now.target, outcome.unit),
        "day": formats.day(now.target_on),
        "p0": formats.percent(told),
        "p1": formats.percent(now.chance),
        "since": since,
    }
    title = (
        _("“%(name)s” is more likely to reach its target")
        if is_good
        else _("“%(name)s” is less likely to reach its target")
    )
    text = _("The chance of %(target)s by %(day)s rose from %(p0)s to %(p1)s since %(since)s.")
    if not is_good:
        text = _("The chance of %(target)s by %(day)s fell from %(p0)s to %(p1)s since %(since)s.")
    return _item(
        seen,
        outcome,
        now,
        key="chance",
        title=title % words,
        text=f"{text % words} {_latest(seen, outcome, now)}",
        score=weigh.surprise(now.chance, told),
        is_good=is_good,
    )


def _last_told(seen: Seen, outcome: Outcome) -> tuple[float | None, str]:
    """Return the chance last told to the readers, else that of four weeks ago, and since when."""
    if outcome.public_id in seen.told.chances:
        return seen.told.chances[outcome.public_id], _("this report last told of it")
    then = seen.month.get(outcome.pk)
    return (then.chance if then else None), _("four weeks ago")


def _latest(seen: Seen, outcome: Outcome, now: OutcomeFact) -> str:
    """Say where it stands, and how fast it goes beside how fast it would have to."""
    need = rates.needed(now, on=seen.on)
    pace = rates.recent(now, seen.long_ago.get(outcome.pk))
    words = {
        "value": formats.measure(now.value, outcome.unit),
        "day": formats.day(now.observed_on),
        "need": formats.signed(need),
        "pace": formats.signed(pace),
    }
    if need is None or pace is None:
        return _("It stood at %(value)s on %(day)s.") % words
    return (
        _(
            "It stood at %(value)s on %(day)s; it needs %(need)s a week from here,"
            " the last weeks brought %(pace)s."
        )
        % words
    )


def _achieved(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    before = seen.before.get(outcome.pk)
    if before is None or now.health != Health.ACHIEVED or before.health == Health.ACHIEVED:
        return None
    words = {
        "name": outcome.name,
        "value": formats.measure(now.value, outcome.unit),
        "target": formats.measure(now.target, outcome.unit),
        "day": formats.day(now.observed_on),
    }
    text = _("It reached %(value)s on %(day)s; the target was %(target)s.")
    if now.target is None or now.value is None:
        text = _("Its team says that it is done.")
    title = _("“%(name)s” is achieved")
    return _item(
        seen,
        outcome,
        now,
        key="achieved",
        title=title % words,
        text=text % words,
        score=_surprise_of_success(seen, outcome),
        is_good=True,
    )


def _surprise_of_success(seen: Seen, outcome: Outcome) -> float:
    told, _since = _last_told(seen, outcome)
    return weigh.ACHIEVED if told is None else weigh.surprise(weigh.LARGEST, told)


def _moved_target(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    before = seen.before.get(outcome.pk)
    if before is None or before.target is None or before.target_on is None:
        return None
    if (now.target, now.target_on) == (before.target, before.target_on):
        return None
    words = {
        "name": outcome.name,
        "was": formats.measure(before.target, outcome.unit),
        "was_on": formats.day(before.target_on),
        "now": formats.measure(now.target, outcome.unit),
        "now_on": formats.day(now.target_on),
        "p0": formats.percent(before.chance),
        "p1": formats.percent(now.chance),
    }
    text = _("It was %(was)s by %(was_on)s and is now %(now)s by %(now_on)s.") % words
    if before.chance is not None and now.chance is not None:
        chances = _("Against the former the chance was %(p0)s, against the new one it is %(p1)s.")
        text = f"{text} {chances % words}"
    return _item(
        seen,
        outcome,
        now,
        key=f"target:{now.target}:{now.target_on}",
        title=_("The target of “%(name)s” moved") % words,
        text=text,
        score=weigh.TARGET_MOVED,
        is_good=False,
    )


def _turned(seen: Seen, outcome: Outcome, now: OutcomeFact) -> Item | None:
    """Tell of an outcome whose health turned, where no chance says more."""
    before = seen.before.get(outcome.pk)
    if before is None or not {now.health, before.health} <= set(RANK):
        return None
    if now.health == before.health:
        return None
    is_good = RANK.index(now.health) > RANK.index(before.health)
    title = _turns()[Health(now.health)]
    if is_good and now.health == Health.AT_RISK:
        title = _("“%(name)s” is no longer off course")
    return _item(
        seen,
        outcome,
        now,
        key="turned",
        title=title % {"name": outcome.name},
        text=f"{_stood()[Health(before.health)]} {_latest(seen, outcome, now)}",
        score=weigh.TURNED,
        is_good=is_good,
    )


def _turns() -> dict[Health, str]:
    return {
        Health.ON_TRACK: _("“%(name)s” is back on course"),
        Health.AT_RISK: _("“%(name)s” needs attention"),
        Health.OFF_TRACK: _("“%(name)s” went off course"),
    }


def _stood() -> dict[Health, str]:
    return {
        Health.ON_TRACK: _("A week ago it was on course."),
        Health.AT_RISK: _("A week ago it needed attention."),
        Health.OFF_TRACK: _("A week ago it was off course."),
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
        score=round(score * float(outcome.weight), 6),
        teams=seen.teams(now.product_id),
    )
