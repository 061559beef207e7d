"""What the load comes to, in words: who is stretched, who has room, who said nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.dashboards.links import Links
from insights.dashboards.resources.people import People
from insights.queries.names import Named
from pmo_portal.lib import formats

MOST, NAMED = 6, 2
WORTH_SAYING = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """A team, what is said of it, and where the figures behind it are."""

    name: str
    url: str
    said: str


@dataclass(frozen=True)
class Words:
    """The opening, and the teams by name. `more_` says how many are not listed."""

    finding: str
    rest: str
    stretched: list[Line]
    more_stretched: int
    roomy: list[Line]
    more_roomy: int
    silent: list[str]


def words(held: People, *, links: Links) -> Words:
    """Return what there is to say."""
    stretched = held.load.stretched(held.months)
    free = _free(held)
    roomy = {
        team_id: months for team_id, months in held.load.roomy(held.months).items() if free[team_id]
    }
    over = _most_first(held.teams, stretched, {pk: -value for pk, value in _least(held).items()})
    room = _most_first(held.teams, roomy, free)
    return Words(
        finding=_finding(held, over, room),
        rest=_rest(over, room),
        stretched=[_over(team, stretched[team.id], held, links) for team in over[:MOST]],
        more_stretched=max(len(over) - MOST, 0),
        roomy=[_room(team, roomy[team.id], free[team.id], links) for team in room[:MOST]],
        more_roomy=max(len(room) - MOST, 0),
        silent=[team.name for team in held.without_capacity],
    )


def heads(fte: Decimal) -> str:
    """Return full-time equivalents as people: 1 person, 1.5 people."""
    words = ngettext("%(fte)s person", "%(fte)s people", 1 if fte == 1 else 2)
    return words % {"fte": formats.number(fte)}


def span(months: list[date]) -> str:
    """Return months as they read: Nov 2026, or Nov 2026 to Feb 2027."""
    if len(months) == 1:
        return formats.month(months[0])
    return _("%(first)s to %(last)s") % {
        "first": formats.month(months[0]),
        "last": formats.month(months[-1]),
    }


def _free(held: People) -> dict[int, Decimal]:
    """Return the most that each team has free in one month."""
    return _extreme(held, most=True)


def _least(held: People) -> dict[int, Decimal]:
    return _extreme(held, most=False)


def _extreme(held: People, *, most: bool) -> dict[int, Decimal]:
    choose = max if most else min
    found = {}
    for team in held.teams:
        free = [held.load.free(team.id, month) for month in held.months]
        found[team.id] = choose((value for value in free if value is not None), default=Decimal())
    return found


def _most_first(
    teams: list[Named], months: dict[int, list[date]], sizes: dict[int, Decimal]
) -> list[Named]:
    return sorted((team for team in teams if team.id in months), key=lambda team: -sizes[team.id])


def _over(team: Named, months: list[date], held: People, links: Links) -> Line:
    worst = min(months, key=lambda month: held.load.free(team.id, month) or Decimal())
    short = -(held.load.free(team.id, worst) or Decimal())
    said = _("%(load)s%% in %(month)s, %(people)s more than it has; above 110%% in %(months)s") % {
        "load": formats.number(held.load.percent(team.id, worst)),
        "month": formats.month(worst),
        "people": heads(short),
        "months": _months(months),
    }
    return Line(team.name, _time(team, worst, links), said)


def _room(team: Named, months: list[date], free: Decimal, links: Links) -> Line:
    said = _("up to %(people)s free; under 70%% in %(months)s") % {
        "people": heads(free),
        "months": _months(months),
    }
    return Line(team.name, _time(team, months[0], links), said)


def _months(months: list[date]) -> str:
    in_a_row = 12 * (months[-1].year - months[0].year) + months[-1].month - months[0].month + 1
    if in_a_row == len(months):
        return span(months)
    return ngettext("%(count)s month", "%(count)s months", len(months)) % {"count": len(months)}


def _time(team: Named, month: date, links: Links) -> str:
    return links.to("insights:time_list", team=team.slug, month=f"{month:%Y-%m}")


def _finding(held: People, over: list[Named], room: list[Named]) -> str:
    known = len(held.teams) - len(held.without_capacity)
    if not known:
        return _("No team has said yet what it has to give.")
    counted = {
        "stretched": len(over),
        "room": len(room),
        "known": known,
        "months": span(held.months),
    }
    if not over and not room:
        return _("No team is stretched, and none has much room, from %(months)s.") % counted
    return (
        _("%(stretched)s of %(known)s teams stretched, %(room)s with room to help, %(months)s.")
        % counted
    )


def _rest(over: list[Named], room: list[Named]) -> str:
    said = []
    if over:
        said.append(_("Most above what it has: %(teams)s.") % {"teams": _names(over)})
    if room:
        said.append(_("Most to lend: %(teams)s.") % {"teams": _names(room)})
    return " ".join(said)


def _names(teams: list[Named]) -> str:
    return _(" and ").join(team.name for team in teams[:NAMED])
