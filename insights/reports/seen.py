"""What was known at the end of a report's week: read once, with everybody's eyes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from insights.queries import figures
from insights.queries.names import Named, Names, names_on
from insights.queries.told import Told, told_before
from insights.reports.content import Heading
from insights.scope import Scope
from pmo_portal.lib.weeks import Week
from portfolio.models import Organisation, User
from products.models import Outcome
from products.queries.known import AsKnown

WEEKS, WEEK = 26, timedelta(days=7)
A_MONTH, TWO_MONTHS = timedelta(days=28), timedelta(days=56)


@dataclass(frozen=True)
class Seen:
    """The week as it was known at its end, and what was known before.

    `now`, `before`, `month` and `long_ago` hold the outcomes by id at the end of the week, a week,
    four and eight weeks earlier. `weeks` are the figures at the end of each week up to this one.
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
    on, moment = week.last, organisation.end_of_day(week.last)
    known = AsKnown(on, moment, eyes)
    days = [on - WEEK * n for n in range(WEEKS, -1, -1)]
    now, before, month, long_ago = (
        _outcomes(scope, on=day, user=eyes)
        for day in (on, on - WEEK, on - A_MONTH, on - TWO_MONTHS)
    )
    return Seen(
        heading=heading,
        scope=scope,
        on=on,
        known=known,
        before_moment=organisation.end_of_day(on - WEEK),
        currency=organisation.currency,
        names=names_on(on, at=moment, user=eyes),
        weeks=figures.series(scope, days=days, user=eyes),
        now=now,
        before=before,
        month=month,
        long_ago=long_ago,
        outcomes=known.by_id(Outcome, now),
        initiatives=_initiatives(scope, on=on, user=eyes),
        initiatives_before=_initiatives(scope, on=on - WEEK, user=eyes),
        products=_products(scope, on=on, user=eyes),
        products_before=_products(scope, on=on - WEEK, user=eyes),
        asks=asks_on(scope, on=on, user=eyes),
        told=told_before(week, kind=heading.kind, scope_id=heading.scope_id),
    )


def _outcomes(scope: Scope, **asked: Any) -> dict[int, OutcomeFact]:
    return {fact.outcome_id: fact for fact in outcomes_on(scope, **asked)}


def _initiatives(scope: Scope, **asked: Any) -> dict[int, InitiativeFact]:
    return {fact.initiative_id: fact for fact in initiatives_on(scope, **asked)}


def _products(scope: Scope, **asked: Any) -> dict[int, ProductFact]:
    return {fact.product_id: fact for fact in products_on(scope, **asked)}
