"""What could be told of products: a decision asked for, a team gone quiet; many are one."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from insights.dashboards.freshness import RHYTHM
from insights.facts import ProductFact
from insights.reports import evidence, weigh
from insights.reports.content import Item
from insights.reports.found import Found, about_product
from insights.reports.seen import Seen
from pmo_portal.lib import formats
from pmo_portal.lib.vocabulary import AskKind, Health

QUIET_RHYTHMS, LONG_WORDS, MANY, NAMED = 2, 200, 3, 3


def product_findings(seen: Seen) -> Iterator[Found]:
    """Yield the decisions asked for in the week, and who went quiet in it."""
    yield from _asks(seen)
    turned = [fact for fact in quiet_on(seen, seen.on) if not is_quiet(seen, fact, seen.vs)]
    if len(turned) >= MANY:
        yield _silences(seen, turned)
    else:
        yield from (_silence(seen, fact) for fact in turned)


def quiet_on(seen: Seen, on: date) -> list[ProductFact]:
    """Return the products with live work gone quiet for their rhythm, the longest first."""
    live = {fact.product_id for fact in seen.now.values()}
    live |= {fact.product_id for fact in seen.initiatives.values()}
    quiet = [pf for pk, pf in seen.products.items() if pk in live and is_quiet(seen, pf, on)]
    return sorted(quiet, key=lambda fact: (str(fact.checked_in_on), fact.name))


def is_quiet(seen: Seen, fact: ProductFact, on: date) -> bool:
    """Return whether a product is silent for over twice the rhythm of its team."""
    team = seen.team(fact.product_id)
    rhythm = RHYTHM.get(team.cadence if team else "", RHYTHM["weekly"])
    heard_on = fact.checked_in_on
    return heard_on is not None and (on - heard_on).days > QUIET_RHYTHMS * rhythm


def heard(seen: Seen, on: date | None) -> str:
    """Say when something was last heard: on a day, or with the position of a day."""
    words = {"day": formats.day(on)}
    if on in seen.positions:
        return _("the position of %(day)s") % words
    return words["day"]


def names(facts: Sequence[ProductFact], most: int = NAMED) -> str:
    """Return products by name, the first few and how many more."""
    return listed([fact.name for fact in facts], most)


def listed(found: Sequence[str], most: int = NAMED) -> str:
    """Return names one after the other, the first few and how many more."""
    shown = ", ".join(found[:most])
    more = len(found) - most
    if more <= 0:
        return shown
    return _("%(names)s and %(n)s more") % {"names": shown, "n": formats.number(more)}


def _asks(seen: Seen) -> Iterator[Found]:
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
        yield Found(item, about_product(ask.product_id))


def _silence(seen: Seen, fact: ProductFact) -> Found:
    product = seen.names.products.get(fact.product_id)
    words = {"name": fact.name, "heard": heard(seen, fact.checked_in_on)}
    item = Item(
        key=f"product:{product.slug if product else fact.product_id}:quiet"[:80],
        title=_("%(name)s has gone quiet") % words,
        text=_(
            "Last heard: %(heard)s. What was said then still stands; a line from the team"
            " would help."
        )
        % words,
        evidence=[evidence.to_product(fact.name, product.slug, seen.on)] if product else [],
        tone=Health.NOT_REPORTED,
        score=weigh.SILENT,
        teams=seen.teams(fact.product_id),
    )
    return Found(item, about_product(fact.product_id))


def _silences(seen: Seen, facts: Sequence[ProductFact]) -> Found:
    words = {
        "n": formats.number(len(facts)),
        "names": names(facts),
        "heard": heard(seen, facts[0].checked_in_on),
    }
    where = evidence.place_of(seen.scope, seen.heading.slug)
    item = Item(
        key=f"products:quiet:{seen.on}",
        title=_("%(n)s products have gone quiet") % words,
        text=_(
            "%(names)s; the longest since %(heard)s. What was said then still stands; a line"
            " from any of them would help."
        )
        % words,
        evidence=[
            evidence.to_list(
                "insights:product_list", _("Who is quiet"), where, seen.on, age="quiet"
            )
        ],
        tone=Health.NOT_REPORTED,
        score=weigh.SILENT * 2,
        teams=seen.teams(*(fact.product_id for fact in facts[:NAMED])),
    )
    return Found(item, frozenset({"products:quiet"}))
