"""How the year went: days and numbers from a fixed seed. No database, no clock."""

from dataclasses import dataclass
from random import Random

from products.demo.catalogue import InitiativeRow, OutcomeRow, ProductRow, TeamRow, of_product, rows
from products.demo.simulation.check_ins import Said, check_ins_of
from products.demo.simulation.help import Wanted, wanted_by
from products.demo.simulation.initiatives import InitiativeLife, live_initiative
from products.demo.simulation.outcomes import OutcomeLife, live_outcome
from products.demo.simulation.resources import Money, PeoplesTime, money_of, time_of
from products.demo.simulation.timeline import Timeline

SEED = "lark"


@dataclass(frozen=True)
class ProductLife:
    """One product's year."""

    row: ProductRow
    outcomes: list[OutcomeLife]
    initiatives: list[InitiativeLife]
    check_ins: list[Said]
    wanted: list[Wanted]
    money: list[Money]
    time: list[PeoplesTime]


def simulate(timeline: Timeline, *, copy: int = 0) -> list[ProductLife]:
    """Return the year of every product. Another copy has the same names and other numbers.

    The numbers depend on the copy alone; the days end with the timeline.
    """
    teams = {team.slug: team for team in rows(TeamRow)}
    return [
        _live(row, teams[row.team], timeline, Random(f"{SEED} {copy} {row.slug}"))
        for row in rows(ProductRow)
    ]


def _live(row: ProductRow, team: TeamRow, timeline: Timeline, random: Random) -> ProductLife:
    days = timeline.check_in_days(team.cadence, weekday=random.randrange(4))
    if row.story == "quiet":
        days = [day for day in days if (timeline.on - day).days > random.choice([38, 52, 66])]
    outcomes = [live_outcome(o, days, timeline, random) for o in of_product(OutcomeRow, row.slug)]
    initiatives = [
        live_initiative(i, days, timeline, random) for i in of_product(InitiativeRow, row.slug)
    ]
    said = check_ins_of(row, outcomes, initiatives, days, random)
    return ProductLife(
        row=row,
        outcomes=outcomes,
        initiatives=initiatives,
        check_ins=said,
        wanted=wanted_by(said, timeline, random),
        money=money_of(row, timeline, random),
        time=time_of(row, team, timeline, random),
    )
