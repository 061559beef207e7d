"""What was known at the end of a report's week: read once, with everybody's eyes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from insights.facts import (
    AskFact,
    InitiativeFact,
    OutcomeFact,
    ProductFact,
    asks_on,
    initiatives_on,
    outcomes_on,
    products_on,
)
from insights.figures import Figures
from insights.money import whole_life
from insights.queries import figures
from insights.queries.money_moves import MoneyMove, money_moves
from insights.queries.names import Named, Names, names_on
from insights.queries.told import Told, told_before
from insights.reports.content import Heading
from insights.scope import Scope
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation, User
from products.models import Outcome
from products.queries.known import AsKnown
from products.queries.money import money_lines
from products.queries.outcomes import standing_contributions
from products.queries.positions import positions_by
from products.queries.readings import days_measured

WEEKS, WEEK = 26, timedelta(days=7)
A_MONTH, TWO_MONTHS = timedelta(days=28), timedelta(days=56)


@dataclass(frozen=True)
class Seen:
    """The week as it was known at its end, and what was known before.

    `now`, `before`, `month` and `long_ago` hold the outcomes by id at the end of the week, a week,
    four and eight weeks earlier. `weeks` are the figures at the end of each week up to this one.
    `serving` are the initiatives that serve an outcome, `readings` on how many days each outcome
    with a forecast was measured, `money` the amounts that changed in the week, `costs` the
    whole-life costs of initiatives, and `positions` the days on which a source listed the
    portfolio, up to the end of the week.
    """

    heading: Heading
    scope: Scope
    on: date
    known: AsKnown
    before_moment: datetime
    currency: str
    names: Names
    weeks: Sequence[tuple[date, Figures]]
    now: Mapping[int, OutcomeFact]
    before: Mapping[int, OutcomeFact]
    month: Mapping[int, OutcomeFact]
    long_ago: Mapping[int, OutcomeFact]
    outcomes: Mapping[int, Outcome]
    initiatives: Mapping[int, InitiativeFact]
    initiatives_before: Mapping[int, InitiativeFact]
    products: Mapping[int, ProductFact]
    products_before: Mapping[int, ProductFact]
    asks: Sequence[AskFact]
    asks_before: Sequence[AskFact]
    serving: Mapping[int, frozenset[int]]
    readings: Mapping[int, int]
    money: Sequence[MoneyMove]
    costs: Mapping[int, Decimal]
    positions: Sequence[date]
    told: Told

    @property
    def vs(self) -> date:
        """The day compared with: the end of the week before."""
        return self.on - WEEK

    @property
    def figures(self) -> Figures:
        """The figures at the end of the week."""
        return self.weeks[-1][1]

    @property
    def figures_before(self) -> Figures:
        """The figures at the end of the week before."""
        return self.weeks[-2][1]

    @property
    def position(self) -> date | None:
        """The day of the position that came in this week, if one did."""
        return next((on for on in reversed(self.positions) if self.vs < on <= self.on), None)

    @property
    def position_before(self) -> date | None:
        """The day of the last position before this week, if there was one."""
        return next((on for on in reversed(self.positions) if on <= self.vs), None)

    def cost(self, initiative_id: int) -> Decimal:
        """Return the whole-life cost of an initiative, 0 where none is known."""
        return self.costs.get(initiative_id, Decimal())

    def weight(self, outcome: Outcome) -> float:
        """Return what an outcome counts; one where nothing has a weight."""
        return 1.0 if self.figures.is_equally_weighted else float(outcome.weight)

    def product(self, product_id: int | None) -> str:
        """Return what a product is called."""
        named = self.names.products.get(product_id or 0)
        return named.name if named else ""

    def team(self, product_id: int | None) -> Named | None:
        """Return the team that owns a product."""
        named = self.names.products.get(product_id or 0)
        return self.names.teams.get(named.team_id or 0) if named else None

    def teams(self, *product_ids: int | None) -> list[str]:
        """Return the teams of these products by slug."""
        found = (self.team(product_id) for product_id in product_ids)
        return sorted({team.slug for team in found if team})


def seen(
    scope: Scope, week: Week, *, heading: Heading, organisation: Organisation, eyes: User
) -> Seen:
    """Read what was known of a scope at the end of a week."""
    on, both = week.last, (week.last, week.last - WEEK)
    moment, before_moment = (organisation.end_of_day(day) for day in both)
    known = AsKnown(on, moment, eyes)
    days = [on - WEEK * n for n in range(WEEKS, -1, -1)]
    looks = (*both, on - A_MONTH, on - TWO_MONTHS)
    now, before, month, long_ago = (_outcomes(scope, on=day, user=eyes) for day in looks)
    initiatives, initiatives_before = (_initiatives(scope, on=day, user=eyes) for day in both)
    products, products_before = (_products(scope, on=day, user=eyes) for day in both)
    money = money_moves(since=before_moment, until=moment, user=eyes)
    return Seen(
        heading=heading,
        scope=scope,
        on=on,
        known=known,
        before_moment=before_moment,
        currency=organisation.currency,
        names=names_on(on, at=moment, user=eyes),
        weeks=figures.series(scope, days=days, user=eyes),
        now=now,
        before=before,
        month=month,
        long_ago=long_ago,
        outcomes=known.by_id(Outcome, now),
        initiatives=initiatives,
        initiatives_before=initiatives_before,
        products=products,
        products_before=products_before,
        asks=asks_on(scope, on=on, user=eyes),
        asks_before=asks_on(scope, on=on - WEEK, user=eyes),
        serving=_serving(now, known),
        readings=days_measured((pk for pk, f in now.items() if f.chance is not None), known=known),
        money=[m for m in money if m.initiative_id in initiatives or m.product_id in products],
        costs=_costs(known),
        positions=positions_by(on),
        told=told_before(week, kind=heading.kind, scope_id=heading.scope_id),
    )


def _serving(outcomes: Mapping[int, OutcomeFact], known: AsKnown) -> dict[int, frozenset[int]]:
    serving: dict[int, set[int]] = defaultdict(set)
    for tie in standing_contributions(known=known, outcome_id=outcomes):
        serving[tie.outcome_id].add(tie.initiative_id)
    return {pk: frozenset(initiatives) for pk, initiatives in serving.items()}


def _costs(known: AsKnown) -> dict[int, Decimal]:
    costs = defaultdict[int, Decimal](Decimal)
    for line in whole_life(money_lines(known=known)):
        costs[line.initiative_id or 0] += line.cost
    return dict(costs)


def _outcomes(scope: Scope, **asked: Any) -> dict[int, OutcomeFact]:
    return {fact.outcome_id: fact for fact in outcomes_on(scope, **asked)}


def _initiatives(scope: Scope, **asked: Any) -> dict[int, InitiativeFact]:
    return {fact.initiative_id: fact for fact in initiatives_on(scope, **asked)}


def _products(scope: Scope, **asked: Any) -> dict[int, ProductFact]:
    return {fact.product_id: fact for fact in products_on(scope, **asked)}
