"""What could be told of money: a cost or a forecast that changed; many are one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from insights.dashboards.resources.money_period import said_period
from insights.queries.differences import MONEY
from insights.queries.money_moves import MoneyMove
from insights.reports import evidence, weigh
from insights.reports.content import Item
from insights.reports.found import Found, about_initiatives, about_product
from insights.reports.initiative_findings import MANY, NAMED, since
from insights.reports.seen import Seen
from pmo_portal.lib import formats

LEAST_SHARE, FULL_SHARE = 0.10, 0.50


def money_findings(seen: Seen) -> Iterator[Found]:
    """Yield the amounts that changed by a tenth or more, each by itself while there are few."""
    of_life = [move for move in seen.money if move.period is None]
    others = [move for move in seen.money if move.period and move.amount == "forecast"]
    for moves in (of_life, others):
        telling = [move for move in moves if move.share >= LEAST_SHARE]
        if len(telling) >= MANY:
            yield _many(seen, moves)
        else:
            yield from (_one(seen, move) for move in telling)


def _one(seen: Seen, move: MoneyMove) -> Found:
    words = _words(seen, move)
    rose = move.change > 0
    title = _titles()[move.period is None, rose] % words
    text = _("It went from %(was)s to %(now)s (%(share)s).") % words
    if move.period:
        text = _("For %(period)s it went from %(was)s to %(now)s (%(share)s).") % words
        if move.planned is not None:
            text += " " + _("Planned are %(planned)s.") % words
    item = Item(
        key=f"money:{move.id}:{move.now}"[:80],
        title=title,
        text=text,
        evidence=[_changes(seen)],
        is_good=not rose,
        score=round(weigh.COSTS * min(move.share / FULL_SHARE, 1.5), 6),
        teams=seen.teams(move.product_id),
    )
    about = about_product(move.product_id)
    if move.initiative_id:
        about = about_initiatives([move.initiative_id])
    return Found(item, about)


def _many(seen: Seen, moves: Sequence[MoneyMove]) -> Found:
    of_life = moves[0].period is None
    total = sum((move.change for move in moves), Decimal())
    largest = sorted(moves, key=lambda move: -abs(move.change))[:NAMED]
    rose = sum(1 for move in moves if move.change > 0)
    words = {
        "n": formats.number(len(moves)),
        "rose": formats.number(rose),
        "fell": formats.number(len(moves) - rose),
        "total": formats.money(abs(total), seen.currency),
        "lines": "; ".join(
            _("“%(name)s” from %(was)s to %(now)s") % _words(seen, move) for move in largest
        ),
    }
    text = _("%(rose)s rose and %(fell)s fell. The largest changes: %(lines)s.") % words
    item = Item(
        key=f"money:{'life' if of_life else 'forecast'}:{seen.on}",
        title=_totals()[of_life, total > 0] % words,
        text=f"{text} {since(seen)}",
        evidence=[_changes(seen)],
        is_good=total <= 0,
        score=weigh.COSTS * 1.5,
        teams=seen.teams(*(move.product_id for move in largest)),
    )
    return Found(item, frozenset({item.key}))


def _titles() -> dict[tuple[bool, bool], str]:
    return {
        (True, True): _("“%(name)s” costs %(change)s more over its whole life"),
        (True, False): _("“%(name)s” costs %(change)s less over its whole life"),
        (False, True): _("“%(name)s” is expected to cost %(change)s more"),
        (False, False): _("“%(name)s” is expected to cost %(change)s less"),
    }


def _totals() -> dict[tuple[bool, bool], str]:
    return {
        (True, True): _("%(n)s whole-life costs changed, by %(total)s more in all"),
        (True, False): _("%(n)s whole-life costs changed, by %(total)s less in all"),
        (False, True): _("%(n)s forecasts of money changed, by %(total)s more in all"),
        (False, False): _("%(n)s forecasts of money changed, by %(total)s less in all"),
    }


def _words(seen: Seen, move: MoneyMove) -> dict[str, str]:
    fact = seen.initiatives.get(move.initiative_id or 0)
    return {
        "name": fact.title if fact else seen.product(move.product_id),
        "was": formats.money(move.was, seen.currency),
        "now": formats.money(move.now, seen.currency),
        "change": formats.money(abs(move.change), seen.currency),
        "share": _("%(sign)s%(share)s")
        % {
            "sign": "+" if move.change > 0 else formats.MINUS,
            "share": formats.percent(move.share),
        },
        "period": said_period(move.period) if move.period else "",
        "planned": formats.money(move.planned, seen.currency),
    }


def _changes(seen: Seen) -> evidence.Evidence:
    return evidence.to_changes(seen.scope, seen.heading.slug, seen.on, seen.vs, MONEY)
