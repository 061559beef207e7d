"""Money by quarter and people's time by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pmo_portal.lib.vocabulary import ProductStage, WorkKind
from products.demo.catalogue import OutcomeRow, ProductRow, TeamRow, of_product, rows
from products.demo.simulation.timeline import Timeline

QUARTERLY = {
    ProductStage.EXPLORE: 140,
    ProductStage.GROW: 260,
    ProductStage.SUSTAIN: 170,
    ProductStage.RETIRE: 90,
}
RUN_SHARE = {
    ProductStage.EXPLORE: 0.1,
    ProductStage.GROW: 0.35,
    ProductStage.SUSTAIN: 0.6,
    ProductStage.RETIRE: 0.8,
}
HOLIDAYS = {8, 12}


@dataclass
class Money:
    """What a product was meant to cost in a quarter, in pounds, and what became of it.

    `expected` is the forecast of the year's first day, `revised` the one of a later day.
    `settled_on` is the day on which the spending was known, if it has come.
    """

    objective: str
    kind: WorkKind
    start: date
    end: date
    planned: int
    expected: int
    revised: tuple[date, int] | None
    spent: int
    settled_on: date | None


@dataclass
class PeoplesTime:
    """Full-time equivalents of the owning team for a product in a month."""

    month: date
    objective: str
    fte: float


def money_of(row: ProductRow, timeline: Timeline, random: Random) -> list[Money]:
    """Return the money of one product by quarter, kind of work and objective."""
    quarter = QUARTERLY[ProductStage(row.stage)] * random.uniform(0.7, 1.4)
    drift = random.choice([0.94, 0.99, 1.02, 1.05, 1.09, 1.22])
    newer = WorkKind.TRANSFORM if row.stage == ProductStage.EXPLORE else WorkKind.GROW
    first, second = objectives_of(row.slug)
    run = RUN_SHARE[ProductStage(row.stage)]
    found = []
    for start, end in timeline.quarters(ahead=2):
        revised_on, settled_on = start + timedelta(days=18), end + timedelta(days=18)
        for kind, objective, share in ((WorkKind.RUN, first, run), (newer, second, 1 - run)):
            planned = round(quarter * share * random.uniform(0.95, 1.05)) * 1000
            spent = round(planned * drift * random.uniform(0.93, 1.07), -2)
            expected, revised = (
                round(planned * (1 + seen * (drift - 1)) * random.uniform(0.98, 1.03), -2)
                for seen in (0.3, 0.8)
            )
            found.append(
                Money(
                    objective,
                    kind,
                    start,
                    end,
                    planned,
                    int(expected),
                    (revised_on, int(revised)) if timeline.has_lived(revised_on) else None,
                    int(spent),
                    settled_on if timeline.has_lived(settled_on) else None,
                )
            )
    return found


def time_of(
    row: ProductRow, team: TeamRow, timeline: Timeline, random: Random
) -> list[PeoplesTime]:
    """Return the team's time for one of its products by month."""
    siblings = [product for product in rows(ProductRow) if product.team == row.team]
    fte = int(team.people) / len(siblings) * random.choice([0.55, 0.8, 0.9, 0.95, 1.05, 1.2])
    first, second = objectives_of(row.slug)
    found = []
    for month in timeline.months(ahead=3):
        now = fte * random.uniform(0.9, 1.1) * (0.85 if month.month in HOLIDAYS else 1)
        found += [
            PeoplesTime(month, first, round(now * 0.65, 1)),
            PeoplesTime(month, second, round(now * 0.35, 1)),
        ]
    return found


def objectives_of(product: str) -> tuple[str, str]:
    """Return the two objectives that most outcomes of the product serve; none is empty text."""
    counted = Counter(row.objective for row in of_product(OutcomeRow, product) if row.objective)
    most = [code for code, _ in counted.most_common(2)]
    return most[0], most[1] if len(most) > 1 else ""
