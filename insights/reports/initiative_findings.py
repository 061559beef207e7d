"""What could be told of initiatives: a date that moved, a rating that turned; many are one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.change_list import HEALTH
from insights.facts import InitiativeFact
from insights.queries.differences import TARGETS
from insights.reports import evidence, weigh
from insights.reports.content import Item
from insights.reports.found import Found, about_initiatives
from insights.reports.outcome_findings import STEPS
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import Health
from products.models import Initiative

SLIP, MANY, NAMED, SHORT_WORD, OFTEN = 14, 3, 3, 20, 5

Pair = tuple[InitiativeFact, InitiativeFact]


def initiative_findings(seen: Seen) -> Iterator[Found]:
    """Yield what became of dates and of ratings, each by itself while there are few."""
    both = [
        (then, now)
        for pk, now in seen.initiatives.items()
        if (then := seen.initiatives_before.get(pk))
    ]
    if not both and seen.told.is_first:
        yield from _costliest(seen)
    late = sorted((p for p in both if slip(*p) >= SLIP), key=lambda p: -slip(*p))
    worse = _by_size([p for p in both if _steps(*p) < 0], seen)
    better = _by_size([p for p in both if _steps(*p) > 0], seen)
    named = seen.known.by_id(Initiative, {p[1].initiative_id for p in (*late, *worse, *better)})
    told = ((late, _slipped, _slips), (worse, _rated, _ratings), (better, _rated, _ratings))
    for pairs, one, many in told:
        if len(pairs) >= MANY:
            yield many(seen, pairs, named, formats.share(len(pairs), len(both)))
        else:
            yield from (one(seen, pair, named) for pair in pairs)


def _costliest(seen: Seen) -> Iterator[Found]:
    """Yield what the work that is off course costs, where nothing was known before."""
    off = [f for f in seen.initiatives.values() if f.health == Health.OFF_TRACK]
    costly = sorted(off, key=lambda fact: (-seen.cost(fact.initiative_id), fact.title))[:NAMED]
    named = seen.known.by_id(Initiative, [fact.initiative_id for fact in costly])
    if not costly or not seen.cost(costly[0].initiative_id):
        return
    first = costly[0]

    def money(facts: Iterable[InitiativeFact]) -> str:
        return formats.money(sum(seen.cost(f.initiative_id) for f in facts), seen.currency)

    words = {
        "title": first.title,
        "cost": money([first]),
        "all": money(off),
        "whole": money(seen.initiatives.values()),
        "n": formats.number(len(off)),
        "rest": "; ".join(f"“{fact.title}” {money([fact])}" for fact in costly[1:]),
    }
    text = _("The %(n)s initiatives off course make up %(all)s of %(whole)s of whole-life cost.")
    if words["rest"]:
        text += " " + _("The next: %(rest)s.")
    yield _found(
        seen,
        first,
        named,
        key="costliest",
        title=_("“%(title)s” is the costliest work off course, at %(cost)s") % words,
        text=text % words,
        score=weigh.STANDS,
    )


def slip(then: InitiativeFact, now: InitiativeFact) -> int:
    """Return by how many days a date moved."""
    return (now.due_on - then.due_on).days if now.due_on and then.due_on else 0


def since(seen: Seen) -> str:
    """Say what a change is counted from: the position before, or the week before."""
    if seen.position and seen.position_before:
        return _("Compared with the position of %(day)s.") % {
            "day": formats.day(seen.position_before)
        }
    return _("Compared with a week ago.")


def _steps(then: InitiativeFact, now: InitiativeFact) -> int:
    if not {then.health, now.health} <= set(STEPS):
        return 0
    return STEPS[Health(now.health)] - STEPS[Health(then.health)]


def _by_size(pairs: list[Pair], seen: Seen) -> list[Pair]:
    """Return the turns with the largest first; of equal ones the costliest work first."""
    return sorted(
        pairs, key=lambda p: (-abs(_steps(*p)), -seen.cost(p[1].initiative_id), p[1].title)
    )


def _slipped(seen: Seen, pair: Pair, named: Mapping[int, Initiative]) -> Found:
    then, now = pair
    words = {
        "title": now.title,
        "span": formats.span(slip(then, now)),
        "was": formats.day(then.due_on),
        "now": formats.day(now.due_on),
        "product": seen.product(now.product_id),
    }
    return _found(
        seen,
        now,
        named,
        key=f"due:{now.due_on}",
        title=_("“%(title)s” is due %(span)s later") % words,
        text=_("%(product)s moved it from %(was)s to %(now)s.") % words,
        score=weigh.SLIPPED * min(slip(then, now) / 90, 1.5),
    )


def _slips(
    seen: Seen, pairs: Sequence[Pair], named: Mapping[int, Initiative], counted: str
) -> Found:
    words = {
        "n": counted,
        "span": formats.span(median_low(sorted(slip(*pair) for pair in pairs))),
    }

    def line(then: InitiativeFact, now: InitiativeFact) -> str:
        return _("“%(title)s” from %(was)s to %(now)s") % {
            "title": now.title,
            "was": formats.month(then.due_on),
            "now": formats.month(now.due_on),
        }

    text = _("Half of them by %(span)s or more. The furthest: %(lines)s.") % {
        **words,
        "lines": "; ".join(line(*pair) for pair in pairs[:NAMED]),
    }
    return _found_many(
        seen,
        pairs,
        named,
        key="late",
        title=_("%(n)s initiatives are due later than before") % words,
        text=f"{text} {since(seen)}",
        score=weigh.SLIPPED * 1.5,
    )


def _rated(seen: Seen, pair: Pair, named: Mapping[int, Initiative]) -> Found:
    then, now = pair
    is_good = _steps(then, now) > 0
    titles = {
        Health.ACHIEVED: _("“%(title)s” is said to be achieved"),
        Health.ON_TRACK: _("“%(title)s” is said to be on course again"),
        Health.AT_RISK: _("“%(title)s” is said to need attention"),
        Health.OFF_TRACK: _("“%(title)s” is said to be off course"),
    }
    if is_good and now.health == Health.AT_RISK:
        titles[Health.AT_RISK] = _("“%(title)s” is no longer said to be off course")
    words = {"title": now.title, "product": seen.product(now.product_id)}
    text = _("Of %(product)s: %(turn)s.") % {**words, "turn": _turn(then, now)}
    return _found(
        seen,
        now,
        named,
        key=f"rated:{now.health}",
        title=titles[Health(now.health)] % words,
        text=text,
        score=weigh.RATED * (1 + abs(_steps(then, now))) / 2,
        is_good=is_good,
    )


def _ratings(
    seen: Seen, pairs: Sequence[Pair], named: Mapping[int, Initiative], counted: str
) -> Found:
    is_good = _steps(*pairs[0]) > 0
    words = {"n": counted}
    title = _("%(n)s initiatives are rated worse than before")
    if is_good:
        title = _("%(n)s initiatives are rated better than before")

    def line(then: InitiativeFact, now: InitiativeFact) -> str:
        return f"“{now.title}” {_turn(then, now)}"

    text = _("Among them %(lines)s.") % {"lines": "; ".join(line(*p) for p in pairs[:NAMED])}
    return _found_many(
        seen,
        pairs,
        named,
        key="better" if is_good else "worse",
        title=title % words,
        text=" ".join(w for w in (text, _other_scale(seen), since(seen)) if w),
        score=weigh.RATED * 1.5,
        is_good=is_good,
    )


def _turn(then: InitiativeFact, now: InitiativeFact) -> str:
    """Return a turn in the source's own words where it has some for both, else in ours."""
    was, is_now = (str(Health(fact.health).label) for fact in (then, now))
    if _is_word(then.said) and _is_word(now.said) and then.said != now.said:
        was, is_now = then.said, now.said
    return _("from %(was)s to %(now)s") % {"was": was, "now": is_now}


def _is_word(said: str) -> bool:
    return 0 < len(said) <= SHORT_WORD


def _other_scale(seen: Seen) -> str:
    """Say that the source stopped using words it used often: a turn may be one of words."""
    before, after = (
        Counter(fact.said for fact in facts.values() if _is_word(fact.said))
        for facts in (seen.initiatives_before, seen.initiatives)
    )
    gone = sorted(word for word, count in before.items() if count >= OFTEN and word not in after)
    if not gone or not after:
        return ""
    return ngettext(
        "No rating reads %(words)s any more, so some may have turned in word only.",
        "Ratings no longer read %(words)s, so some may have turned in word only.",
        len(gone),
    ) % {"words": _(" or ").join(gone)}


def _found(
    seen: Seen,
    now: InitiativeFact,
    named: Mapping[int, Initiative],
    *,
    key: str,
    title: str,
    text: str,
    score: float,
    is_good: bool = False,
) -> Found:
    initiative = named.get(now.initiative_id)
    public_id = initiative.public_id if initiative else ""
    item = Item(
        key=f"initiative:{public_id}:{key}"[:80],
        title=title,
        text=text,
        evidence=[evidence.to_initiative(public_id, now.title, seen.on)] if public_id else [],
        tone=now.health,
        is_good=is_good,
        score=round(score, 6),
        teams=seen.teams(now.product_id),
    )
    return Found(item, about_initiatives([now.initiative_id]))


def _found_many(
    seen: Seen,
    pairs: Sequence[Pair],
    named: Mapping[int, Initiative],
    *,
    key: str,
    title: str,
    text: str,
    score: float,
    is_good: bool = False,
) -> Found:
    first = [now for _then, now in pairs[:NAMED]]
    kind = TARGETS if key == "late" else HEALTH
    shown = [evidence.to_changes(seen.scope, seen.heading.slug, seen.on, seen.vs, kind)]
    shown += [
        evidence.to_initiative(named[now.initiative_id].public_id, now.title, seen.on)
        for now in first
        if now.initiative_id in named
    ]
    item = Item(
        key=f"initiatives:{key}:{seen.on}",
        title=title,
        text=text,
        evidence=shown,
        is_good=is_good,
        score=round(score, 6),
        teams=seen.teams(*(now.product_id for now in first)),
    )
    return Found(item, frozenset({f"initiatives:{key}"}))
