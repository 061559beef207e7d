"""What stands beside the five things: asks, silences, good news, how far to trust the figures."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.facts import AskFact, OutcomeFact, ProductFact
from insights.reports import evidence
from insights.reports.content import Evidence, Item, Wanted
from insights.reports.product_findings import heard, listed, names, quiet_on
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import AskKind, Health, InitiativeStage, MeasureKind
from products.models import Initiative, Outcome
from products.queries.asks import resolved_among

MOST_ASKS, MOST_LINES, FEW_QUIET = 6, 6, 4
RANGES_SINCE, LEAST_RANGES = timedelta(days=91), 5
LESS_IS_BETTER = (MeasureKind.DECREASE, MeasureKind.AT_MOST)


def wanted(seen: Seen, *, decisions: bool) -> list[Wanted]:
    """Return the open asks for decisions, or all the others, the longest waiting first."""
    found = [ask for ask in seen.asks if (ask.kind == AskKind.DECISION) == decisions]
    return [_wanted(seen, ask) for ask in found[:MOST_ASKS]]


def _wanted(seen: Seen, ask: AskFact) -> Wanted:
    days = (seen.on - ask.raised_on).days
    words = {"product": seen.product(ask.product_id), "needed": formats.day(ask.needed_by)}
    parts = [_needs()[AskKind(ask.kind)] % words]
    parts.append(_("waiting %(days)s") % {"days": formats.days(days)} if days else _("since today"))
    if ask.needed_by:
        needed = _("needed by %(needed)s")
        if ask.needed_by <= seen.on:
            needed = _("was needed by %(needed)s")
        parts.append(needed % words)
    return Wanted(
        key=f"ask:{ask.public_id}",
        wording=ask.wording,
        about=", ".join(parts),
        days=days,
        evidence=evidence.to_ask(ask.public_id, seen.on),
        teams=seen.teams(ask.product_id),
    )


def _needs() -> dict[AskKind, str]:
    return {
        AskKind.DECISION: _("%(product)s waits for a decision"),
        AskKind.DEPENDENCY: _("%(product)s waits for another team"),
        AskKind.PEOPLE: _("%(product)s could use people"),
        AskKind.FUNDING: _("%(product)s could use funding"),
        AskKind.ADVICE: _("%(product)s asks for advice"),
    }


def quiet(seen: Seen) -> list[Item]:
    """Return who has gone quiet for their rhythm, the longest silence first; many in one line.

    Products last heard on one day are told together once there are too many to be named.
    """
    silent = quiet_on(seen, seen.on)
    if len(silent) <= FEW_QUIET:
        return [_quiet(seen, [fact]) for fact in silent]
    by_day: dict[date | None, list[ProductFact]] = {}
    for fact in silent:
        by_day.setdefault(fact.checked_in_on, []).append(fact)
    groups = list(by_day.values())
    if len(groups) <= MOST_LINES:
        return [_quiet(seen, group) for group in groups]
    rest = [fact for group in groups[MOST_LINES - 1 :] for fact in group]
    return [_quiet(seen, group) for group in [*groups[: MOST_LINES - 1], rest]]


def _quiet(seen: Seen, facts: list[ProductFact]) -> Item:
    first = facts[0]
    product = seen.names.products.get(first.product_id)
    words = {"names": names(facts, FEW_QUIET), "heard": heard(seen, first.checked_in_on)}
    title = _("%(names)s, since %(heard)s") % words
    if first.checked_in_on != facts[-1].checked_in_on:
        title = _("%(names)s, since %(heard)s or later") % words
    where = evidence.place_of(seen.scope, seen.heading.slug)
    shown = evidence.to_list("insights:product_list", _("Quiet"), where, seen.on, age="quiet")
    if len(facts) == 1 and product:
        shown = evidence.to_product(first.name, product.slug, seen.on)
    slug = product.slug if product else str(first.product_id)
    return Item(
        key=f"product:{slug}:silent"[:80],
        title=title,
        text="",
        evidence=[shown],
        tone=Health.NOT_REPORTED,
        teams=seen.teams(*(fact.product_id for fact in facts[:FEW_QUIET])),
    )


def good(seen: Seen, *, but: Collection[Evidence]) -> list[Item]:
    """Return what went well in the week and is not told elsewhere.

    Outcomes newly achieved come first, then work that was finished, then help that was given.
    """
    told = {proof.path for proof in but}
    lines = [*_achieved(seen), *_finished(seen), *_helped(seen)]
    return [line for line in lines if line.evidence[0].path not in told][:MOST_LINES]


def _achieved(seen: Seen) -> Iterator[Item]:
    for pk, now in seen.now.items():
        before, outcome = seen.before.get(pk), seen.outcomes.get(pk)
        if outcome is None or before is None or now.health != Health.ACHIEVED:
            continue
        if before.health != Health.ACHIEVED:
            words = {"name": outcome.name, "product": seen.product(now.product_id)}
            yield _good(
                seen,
                f"outcome:{outcome.public_id}:achieved",
                _("%(product)s achieved “%(name)s”") % words,
                evidence.to_outcome(outcome, seen.on),
                now.product_id,
            )


def _finished(seen: Seen) -> Iterator[Item]:
    done = {
        pk
        for pk, now in seen.initiatives.items()
        if now.stage == InitiativeStage.DONE
        and (then := seen.initiatives_before.get(pk))
        and then.stage != InitiativeStage.DONE
    }
    for pk, initiative in seen.known.by_id(Initiative, done).items():
        now = seen.initiatives[pk]
        words = {"name": now.title, "product": seen.product(now.product_id)}
        yield _good(
            seen,
            f"initiative:{initiative.public_id}:done",
            _("%(product)s finished “%(name)s”") % words,
            evidence.to_initiative(initiative.public_id, now.title, seen.on),
            now.product_id,
        )


def _helped(seen: Seen) -> list[Item]:
    """Return the asks of the week before that were resolved since, in one line."""
    open_now = {ask.ask_id for ask in seen.asks}
    closed = {ask.ask_id: ask for ask in seen.asks_before if ask.ask_id not in open_now}
    helped = [closed[pk] for pk in sorted(resolved_among(closed, known=seen.known))]
    if not helped:
        return []
    products = list(dict.fromkeys(seen.product(ask.product_id) for ask in helped))
    words = {"n": formats.number(len(helped)), "names": listed(products)}
    title = ngettext(
        "%(n)s ask for help was resolved: %(names)s",
        "%(n)s asks for help were resolved: %(names)s",
        len(helped),
    )
    return [
        Item(
            key=f"ask:{helped[0].public_id}:resolved",
            title=title % words,
            text="",
            evidence=[
                evidence.to_ask(ask.public_id, seen.on, seen.product(ask.product_id))
                for ask in helped[:MOST_LINES]
            ],
            tone=Health.ACHIEVED,
            is_good=True,
            teams=seen.teams(*(ask.product_id for ask in helped)),
        )
    ]


def _good(seen: Seen, key: str, title: str, shown: Evidence, product_id: int) -> Item:
    return Item(
        key=key[:80],
        title=title,
        text="",
        evidence=[shown],
        tone=Health.ACHIEVED,
        is_good=True,
        teams=seen.teams(product_id),
    )


def trust(seen: Seen) -> str:
    """Say how far the figures reach: coverage and age."""
    now = seen.figures
    if not now.outcomes:
        words = _("No outcome is defined yet, so nothing here speaks of results.")
        if not now.initiatives:
            return words
        rated = now.initiatives - now.initiatives_not_reported
        return (
            words
            + " "
            + _("%(rated)s initiatives have a rating.")
            % {"rated": formats.share(rated, now.initiatives)}
        )
    said: dict[str, Any] = {
        "measured": formats.share(now.outcomes_measured, now.outcomes),
        "oldest": formats.days(now.oldest_reading_days(seen.on)),
        "median": formats.days(now.median_reading_days(seen.on)),
    }
    if not now.outcomes_measured:
        return _("None of the outcomes is measured yet.")
    return (
        _(
            "%(measured)s outcomes are measured; half of the readings are older than %(median)s,"
            " the oldest is %(oldest)s old."
        )
        % said
    )


def forecasts(seen: Seen, past: Mapping[int, OutcomeFact], *, since: date) -> str:
    """Say how many outcomes due by now landed in the range that was given for them before."""
    due = [
        (then, value, seen.outcomes[pk])
        for pk, then in past.items()
        if then.low is not None
        and then.target_on
        and then.target_on <= seen.on
        and pk in seen.outcomes
        and (value := seen.now[pk].value) is not None
    ]
    if len(due) < LEAST_RANGES:
        return ""
    sides = [_side(then, value, outcome) for then, value, outcome in due]
    words = {
        "of": formats.number(len(sides)),
        "inside": formats.number(sides.count(0)),
        "share": formats.percent(sides.count(0) / len(sides)),
        "day": formats.day(since),
        "better": formats.number(sides.count(1)),
        "worse": formats.number(sides.count(-1)),
    }
    return (
        _(
            "Of %(of)s outcomes given a range on %(day)s and due since, %(inside)s landed inside"
            " it (%(share)s; the aim is 80%%). Better: %(better)s, worse: %(worse)s."
        )
        % words
    )


def _side(then: OutcomeFact, value: float, outcome: Outcome) -> int:
    """Return 0 within the range, 1 on its better side, −1 on its worse."""
    low, high = then.low or 0.0, then.high or 0.0
    if low <= value <= high:
        return 0
    is_less = value < low
    return 1 if is_less == (outcome.measure_kind in LESS_IS_BETTER) else -1
