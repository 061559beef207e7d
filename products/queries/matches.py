"""Who could help: open asks for hands or heads beside teams with time to spare."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from pmo_portal.lib.calendar import months_from
from pmo_portal.lib.vocabulary import AskKind
from portfolio.models import Team
from products.models import Ask, Product
from products.queries.known import AsKnown
from products.queries.people import Time, capacity, time_given, time_unseen

HELPED = {AskKind.PEOPLE, AskKind.DEPENDENCY, AskKind.ADVICE}
MONTHS = 3
MOST = 3
WORTH_NAMING = Decimal("0.2")


@dataclass(frozen=True)
class Match:
    """A team that could help: as known on the day, with full-time equivalents to spare.

    `free_fte` is free in every month from the first of `months` to the last; `role` is the one
    the ask names, when it names one.
    """

    team: Team
    free_fte: Decimal
    months: tuple[date, date]
    role: str = ""


def who_could_help(asks: Iterable[Ask], *, known: AsKnown) -> dict[int, list[Match]]:
    """Return at most three teams with room for each ask that people can answer, by ask id.

    Most room first; never the asking team, nor one whose time the person sees in part only. An
    ask without a match is left out. The number of queries does not grow with the asks.
    """
    answerable = [ask for ask in asks if ask.kind in HELPED]
    if not answerable:
        return {}
    months = months_from(known.on, MONTHS)
    given = time_given(months, known=known)
    products = known.by_id(Product, [ask.product_id for ask in answerable])
    roomy = _with_room(given, months, known)
    roles = _teams_by_role(given)
    matches = {}
    for ask in answerable:
        product = products.get(ask.product_id)
        if product and (found := list(_for_ask(ask, product.team_id, roomy, roles))):
            matches[ask.pk] = found[:MOST]
    return matches


def _for_ask(
    ask: Ask, asking_team_id: int, roomy: list[Match], roles: dict[str, set[int]]
) -> Iterator[Match]:
    named = [role for role in roles if _names(ask.wording, role)]
    for match in roomy:
        role = next((role for role in named if match.team.pk in roles[role]), "")
        if match.team.pk != asking_team_id and (role or not named):
            yield Match(match.team, match.free_fte, match.months, role)


def _with_room(given: list[Time], months: list[date], known: AsKnown) -> list[Match]:
    """Return the teams with room in some of the months, the most first."""
    free = capacity(months, known=known)
    unseen = time_unseen(months, user=known.user)
    for time in given:
        if (time.team_id, time.month) in free:
            free[time.team_id, time.month] -= time.fte
    teams = known.by_id(Team, {team_id for team_id, _month in free} - set(unseen))
    stretches = (
        (team, _longest([(month, free.get((team.pk, month), Decimal())) for month in months]))
        for team in teams.values()
    )
    roomy = [
        Match(team, min(fte for _, fte in stretch), (stretch[0][0], stretch[-1][0]))
        for team, stretch in stretches
        if stretch
    ]
    return sorted(roomy, key=lambda match: (-match.free_fte, match.team.name, match.team.pk))


def _longest(months: list[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """Return the months in a row with room worth naming that hold the most of it."""
    by_room = groupby(months, key=lambda month: month[1] >= WORTH_NAMING)
    stretches = [list(stretch) for has_room, stretch in by_room if has_room]
    return max(stretches, key=lambda stretch: sum(fte for _, fte in stretch), default=[])


def _teams_by_role(given: list[Time]) -> dict[str, set[int]]:
    """Return which teams have whom, the longest name of a role first."""
    roles: dict[str, set[int]] = defaultdict(set)
    for time in given:
        if time.role:
            roles[time.role].add(time.team_id)
    return {role: roles[role] for role in sorted(roles, key=lambda role: (-len(role), role))}


def _names(wording: str, role: str) -> bool:
    """Whether an ask names a role; "data engineering" names the data engineer."""
    return re.search(rf"\b{re.escape(role)}", wording, re.IGNORECASE) is not None
