"""People's time as the pages read it: what is given, by whom, beside what there is to give."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from insights.dashboards.resources.question import Question
from insights.load import Load
from insights.queries.names import Named
from insights.scope import Scope
from products.queries.people import Time, capacity, time_given, time_unseen

K = TypeVar("K", bound=Hashable)
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class People:
    """Time within the scope, time of the same teams for other work, and the load of each team.

    `load` counts all the time that the person may see, whatever the scope: a team is not less
    busy because only a part of its work is looked at. `unseen` counts products out of sight.
    """

    months: list[date]
    teams: list[Named]
    times: list[Time]
    elsewhere: list[Time]
    load: Load
    unseen: int

    @property
    def is_known(self) -> bool:
        """Whether anybody said anything of people's time in these months."""
        return bool(self.times or self.load.capacity)

    @property
    def without_capacity(self) -> list[Named]:
        """The teams that never said in these months what they have to give."""
        said = {team_id for team_id, _month in self.load.capacity}
        return [team for team in self.teams if team.id not in said]

    @property
    def team_ids(self) -> set[int]:
        """The teams shown."""
        return {team.id for team in self.teams}


def people(asked: Question) -> People:
    """Return people's time in the months asked for; the number of queries does not grow."""
    everything = _within_names(time_given(asked.months, known=asked.known), asked)
    given = [time for time in everything if _is_asked_for(time, asked)]
    teams = _teams(asked, given)
    ids = {team.id for team in teams}
    said = capacity(asked.months, known=asked.known)
    load = Load.of(
        ((time.team_id, time.month, time.fte) for time in everything if time.team_id in ids),
        {key: fte for key, fte in said.items() if key[0] in ids},
    )
    inside = {time.id for time in given}
    is_whole = asked.scope == Scope()
    unseen = time_unseen(asked.months, user=asked.known.user)
    return People(
        months=_told(asked, load),
        teams=teams,
        times=given,
        elsewhere=[t for t in everything if t.team_id in ids and t.id not in inside],
        load=load,
        unseen=sum(count for team_id, count in unseen.items() if is_whole or team_id in ids),
    )


def summed(times: Iterable[Time], key: Callable[[Time], K]) -> dict[K, Decimal]:
    """Return full-time equivalents added up by a key."""
    found: dict[K, Decimal] = defaultdict(Decimal)
    for time in times:
        found[key(time)] += time.fte
    return dict(found)


def _within_names(times: list[Time], asked: Question) -> list[Time]:
    """Keep the time for what was known by name on the day."""
    products, teams = asked.names.products, asked.names.teams
    return [time for time in times if time.product_id in products and time.team_id in teams]


def _is_asked_for(time: Time, asked: Question) -> bool:
    return (
        asked.scope.team_id in (None, time.team_id)
        and (not asked.is_part or time.product_id in asked.products)
        and (asked.objectives is None or time.objective_id in asked.objectives)
    )


def _teams(asked: Question, given: list[Time]) -> list[Named]:
    """Return the teams at work in the scope, and those that own products there."""
    if asked.scope.team_id:
        return [team for team in [asked.names.teams.get(asked.scope.team_id)] if team]
    ids = {time.team_id for time in given}
    if asked.objectives is None:
        ids |= {asked.names.products[pk].team_id or 0 for pk in asked.products}
    return [team for team in asked.names.teams.values() if team.id in ids]


def _told(asked: Question, load: Load) -> list[date]:
    """Return the months, those at the end that nobody spoke of left out unless asked for."""
    if asked.are_months_chosen:
        return asked.months
    told = {month for _team, month in (*load.given, *load.capacity)}
    last = max((asked.months.index(month) for month in told), default=0)
    return asked.months[: max(last + 1, FEWEST_MONTHS)]
