"""Open asks beside teams with room: who could help whom."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from insights.dashboards.links import Links
from insights.dashboards.resources.question import Question
from insights.dashboards.resources.words import heads, span
from products.queries.help_wanted import Wanted, open_ones, queue
from products.queries.matches import HELPED, Match, who_could_help

MOST = 3
LOOKED_AT = 60


@dataclass(frozen=True)
class Introduction:
    """Who asks, for what, who has room, and where the two can meet."""

    asks: str
    wording: str
    has: str
    said: str
    url: str


def introductions(asked: Question, *, links: Links) -> list[Introduction]:
    """Return the oldest open asks of the scope that a team with room could help with."""
    products = {
        pk
        for pk in asked.products
        if asked.scope.team_id in (None, asked.names.products[pk].team_id)
    }
    waiting = open_ones(queue(Wanted(product_ids=products), known=asked.known))
    asks = list(waiting.filter(kind__in=HELPED)[:LOOKED_AT])
    matches = who_could_help(asks, known=asked.known)
    found: list[Introduction] = []
    named: set[int] = set()
    for ask in asks:
        free = [match for match in matches.get(ask.pk, []) if match.team.pk not in named]
        if not free or ask.product_id not in asked.names.products:
            continue
        named.add(free[0].team.pk)
        found.append(
            Introduction(
                asked.names.products[ask.product_id].name,
                ask.wording,
                free[0].team.name,
                _said(free[0]),
                links.to_thing("products:ask_detail", ask.public_id),
            )
        )
    return found[:MOST]


def _said(match: Match) -> str:
    words = {
        "people": heads(match.free_fte),
        "months": span(_ends(match)),
        "role": match.role,
    }
    if match.role:
        return _("%(role)s, %(people)s free, %(months)s") % words
    return _("%(people)s free, %(months)s") % words


def _ends(match: Match) -> list[date]:
    first, last = match.months
    return [first] if first == last else [first, last]
