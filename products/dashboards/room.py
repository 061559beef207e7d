"""Who has room for what others ask: said to those who ask and to those who have it."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo_portal.lib import formats
from portfolio.models import Organisation
from products.dashboards.help_wanted import AskLine, lines
from products.models import Ask
from products.queries import help_wanted
from products.queries.known import AsKnown
from products.queries.matches import HELPED, Match, who_could_help

LOOKED_AT, SHOWN = 60, 3


@dataclass(frozen=True)
class Helper:
    """A team with room for an ask: how much in words, and the word that could be sent."""

    match: Match
    said: str
    opening: str
    is_yours: bool


@dataclass(frozen=True)
class HelpedAsk:
    """An open ask and who has room for it, as a line."""

    line: AskLine
    helpers: list[Helper]


@dataclass(frozen=True)
class Room:
    """Who could help the person's teams, and whom these could help."""

    for_us: list[HelpedAsk]
    from_us: list[HelpedAsk]


def helpers_of(ask: Ask, *, known: AsKnown) -> list[Helper]:
    """Return the teams that have room for an ask, as known."""
    return [_helper(match, known) for match in who_could_help([ask], known=known).get(ask.pk, [])]


def room(*, known: AsKnown, organisation: Organisation) -> Room:
    """Return who could help whom, the oldest asks first; the number of queries does not grow."""
    waiting = help_wanted.open_ones(help_wanted.queue(help_wanted.Wanted(), known=known))
    asks = list(waiting.filter(kind__in=HELPED).select_related("product")[:LOOKED_AT])
    matches = who_could_help(asks, known=known) if known.user.team_ids else {}
    matched = [ask for ask in asks if ask.pk in matches]
    for_us, from_us = [], []
    for line in lines(matched, known=known, organisation=organisation):
        helpers = [_helper(match, known) for match in matches[line.ask.pk]]
        if line.product and line.product.team_id in known.user.team_ids:
            for_us.append(HelpedAsk(line, helpers))
        elif mine := [helper for helper in helpers if helper.is_yours]:
            from_us.append(HelpedAsk(line, mine))
    return Room(for_us[:SHOWN], from_us[:SHOWN])


def _helper(match: Match, known: AsKnown) -> Helper:
    is_yours = match.team.pk in known.user.team_ids
    said = _in_words(match, match.team.name)
    opening = _in_words(match, "") if is_yours else said
    return Helper(match, said, f"{opening}.", is_yours)


def _in_words(match: Match, team: str) -> str:
    """Return how much time is free when, of the team by its name, or of us without one."""
    first, last = (str(MONTHS[month.month]) for month in match.months)
    count = formats.number(match.free_fte, 1)
    people = ngettext("%(n)s person", "%(n)s people", 1 if match.free_fte == 1 else 2)
    words = {"team": team, "people": people % {"n": count}, "first": first, "last": last}
    if first == last:
        said = _("%(team)s has %(people)s free in %(first)s")
        return (said if team else _("We have %(people)s free in %(first)s")) % words
    said = _("%(team)s has %(people)s free from %(first)s to %(last)s")
    return (said if team else _("We have %(people)s free from %(first)s to %(last)s")) % words
