"""What stands beside the five things: figures at a glance, asks, silences, good news, trust."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.facts import AskFact
from insights.figures import Figures
from insights.reports import evidence
from insights.reports.candidates import is_quiet
from insights.reports.content import Glance, Item, Wanted
from insights.reports.outcome_findings import WELL
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import AskKind, Health

MOST_ASKS, MOST_LINES = 6, 6
RANGES_SINCE, LEAST_RANGES = timedelta(days=91), 5


def glance(seen: Seen) -> list[Glance]:
    """Return the figures that say most, each with its change in the week."""
    now, before = seen.figures, seen.figures_before
    rows: list[tuple[str, str, str, int, int, bool | None]] = [
        (_("On course or achieved"), "outcome", ",".join(WELL), _well(now), _well(before), True),
        *_healths(now, before),
        (
            _("Work off course"),
            "initiative",
            Health.OFF_TRACK,
            now.initiatives_off_track,
            before.initiatives_off_track,
            False,
        ),
        (_("Help wanted"), "ask", "", now.asks_open, before.asks_open, None),
    ]
    return [_glance(seen, *row) for row in rows if row[3] or row[4]]


def _healths(now: Figures, before: Figures) -> list[tuple[str, str, str, int, int, bool | None]]:
    """Return the healths that are not well; silence is neither good nor bad."""
    better = {Health.AT_RISK: False, Health.OFF_TRACK: False, Health.NOT_REPORTED: None}
    return [
        (
            str(health.label),
            "outcome",
            health.value,
            now.health("outcomes")[health],
            before.health("outcomes")[health],
            is_better,
        )
        for health, is_better in better.items()
    ]


def _glance(
    seen: Seen,
    label: str,
    noun: str,
    health: str,
    now: int,
    before: int,
    more_is_better: bool | None,
) -> Glance:
    view = "products:ask_list" if noun == "ask" else f"insights:{noun}_list"
    asked = {"health": health} if health else {}
    where = evidence.place_of(seen.scope, seen.heading.slug)
    change = now - before
    return Glance(
        label=label,
        value=formats.number(now),
        change=formats.signed(change) if change else "",
        is_better=None if not change or more_is_better is None else (change > 0) == more_is_better,
        evidence=evidence.to_list(view, label, where, seen.on, **asked),
    )


def _well(figures: Figures) -> int:
    return figures.outcomes_on_track + figures.outcomes_achieved


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
        parts.append(_("needed by %(needed)s") % words)
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
    """Return the products gone quiet for their rhythm, the longest silence first."""
    silent = [
        (fact.checked_in_on, fact)
        for pk, fact in seen.products.items()
        if fact.checked_in_on and is_quiet(seen, pk, fact.checked_in_on, seen.on)
    ]
    lines = []
    for heard_on, fact in sorted(silent, key=lambda pair: (pair[0], pair[1].name))[:MOST_LINES]:
        product = seen.names.products.get(fact.product_id)
        if product is None:
            continue
        words = {"name": fact.name, "days": formats.days((seen.on - heard_on).days)}
        lines.append(
            Item(
                key=f"product:{product.slug}:silent"[:80],
                title=_("%(name)s, %(days)s") % words,
                text="",
                evidence=[evidence.to_product(fact.name, product.slug, seen.on)],
                tone=Health.NOT_REPORTED,
                teams=seen.teams(fact.product_id),
            )
        )
    return lines


def good(seen: Seen, *, but: Sequence[str]) -> list[Item]:
    """Return what went well in the week and is not told elsewhere: outcomes newly achieved."""
    lines = []
    for pk, now in seen.now.items():
        before, outcome = seen.before.get(pk), seen.outcomes.get(pk)
        if outcome is None or before is None or now.health != Health.ACHIEVED:
            continue
        key = f"outcome:{outcome.public_id}:achieved"
        if before.health == Health.ACHIEVED or key in but:
            continue
        words = {"name": outcome.name, "product": seen.product(now.product_id)}
        lines.append(
            Item(
                key=key,
                title=_("%(product)s achieved “%(name)s”") % words,
                text="",
                evidence=[evidence.to_outcome(outcome, seen.on)],
                tone=Health.ACHIEVED,
                is_good=True,
                teams=seen.teams(now.product_id),
            )
        )
    return lines[:MOST_LINES]


def trust(seen: Seen) -> str:
    """Say how far the figures reach: coverage and age."""
    now = seen.figures
    if not now.outcomes:
        return _("No outcome is defined yet, so nothing here speaks of results.")
    words: dict[str, Any] = {
        "measured": formats.share(now.outcomes_measured, now.outcomes),
        "oldest": formats.days(now.oldest_reading_days(seen.on)),
        "median": formats.days(now.median_reading_days(seen.on)),
    }
    if not now.outcomes_measured:
        return _("None of the outcomes is measured yet.")
    return (
        _("%(measured)s outcomes are measured; half of the readings are older than %(median)s,")
        + " "
        + _("the oldest is %(oldest)s old.")
    ) % words


def forecasts(seen: Seen, past: dict[int, Any], *, since: date) -> str:
    """Say how many outcomes due by now landed in the range that was given for them before."""
    due = [
        (then, seen.now[pk].value)
        for pk, then in past.items()
        if pk in seen.now and then.low is not None and then.target_on and then.target_on <= seen.on
    ]
    known = [(then, value) for then, value in due if value is not None]
    if len(known) < LEAST_RANGES:
        return ""
    inside = sum(1 for then, value in known if then.low <= value <= then.high)
    words = {
        "of": formats.number(len(known)),
        "inside": formats.number(inside),
        "share": formats.percent(inside / len(known)),
        "day": formats.day(since),
    }
    return (
        ngettext(
            "Of %(of)s outcome due since then, %(inside)s landed in the 80%% range given on"
            " %(day)s (%(share)s).",
            "Of %(of)s outcomes due since then, %(inside)s landed in the 80%% range given on"
            " %(day)s (%(share)s).",
            len(known),
        )
        % words
    )
