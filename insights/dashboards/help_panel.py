"""Where help is wanted: the asks that wait longest, who has time for them, how fast we answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards import news
from insights.dashboards.links import Links
from insights.dashboards.news import OpenAsk
from insights.facts import asks_on
from insights.queries.names import names_on
from insights.scope import Scope
from pmo_portal.lib import formats
from products.queries.asks import visible_asks
from products.queries.help_wanted import Wanted, queue
from products.queries.known import AsKnown
from products.queries.matches import Match, who_could_help
from products.queries.response_times import Times, response_times

NAMED = 1


@dataclass(frozen=True)
class HelpPanel:
    """The asks, how many are open in all and where they are listed, and how fast help came."""

    asks: list[OpenAsk]
    asks_open: int
    asks_url: str
    pace: str


def help_panel(scope: Scope, parameters: Mapping[str, str], *, known: AsKnown) -> HelpPanel:
    """Return the panel of a scope; the number of queries does not grow with the asks."""
    facts = asks_on(scope, on=known.on, user=known.user)
    names = names_on(known.on, at=known.moment, user=known.user)
    shown, links = news.asks_shown(facts, scope), Links.of(parameters)
    asks = visible_asks(known.user).filter(pk__in=[fact.ask_id for fact in shown])
    matches = who_could_help(asks, known=known)
    helpers = {pk: [_said(match) for match in found[:NAMED]] for pk, found in matches.items()}
    whole = response_times(queue(Wanted(), known=known))
    return HelpPanel(
        asks=news.open_asks(shown, names, on=known.on, links=links, helpers=helpers),
        asks_open=len(facts),
        asks_url=news.asks_url(scope, links),
        pace=_pace(whole[0]) if whole else "",
    )


def _said(match: Match) -> str:
    """Return who has how much time when: Data platform has 1.4 people free in December."""
    first, last = (str(MONTHS[month.month]) for month in match.months)
    words = {
        "team": match.team.name,
        "people": ngettext("%(n)s person", "%(n)s people", 1 if match.free_fte == 1 else 2)
        % {"n": formats.number(match.free_fte, 1)},
        "first": first,
        "last": last,
    }
    if first == last:
        return _("%(team)s has %(people)s free in %(first)s") % words
    return _("%(team)s has %(people)s free from %(first)s to %(last)s") % words


def _pace(times: Times) -> str:
    """Return how fast a first reply came, and how fast help did."""
    said = []
    if times.reply is not None:
        said.append(
            _("Half of all asks get a first reply within %(time)s")
            % {"time": formats.duration(times.reply)}
        )
    if times.resolution is not None:
        said.append(
            _("half are resolved within %(time)s") % {"time": formats.duration(times.resolution)}
        )
    return f"{', '.join(said)}." if said else ""
