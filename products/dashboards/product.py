"""The page of one product."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from portfolio.models import Portfolio, Team
from products import permissions
from products.charts import bars, line
from products.dashboards.check_in_card import Card, card_of
from products.dashboards.health_ribbon import HealthRibbon, health_ribbon, ribbon_since
from products.models import CheckIn, Product, Risk
from products.queries import (
    asks,
    check_ins,
    dependencies,
    initiatives,
    outcomes,
    products,
    resources,
)
from products.queries.asks import OpenAsk
from products.queries.dependencies import Wait
from products.queries.initiatives import InitiativeRow
from products.queries.known import AsKnown
from products.queries.outcomes import OutcomeRow
from products.queries.resources import Money
from products.queries.thread import Thread, thread_of_product

ROWS_SHOWN, CHECK_INS_SHOWN = 25, 6
HISTORY = timedelta(weeks=26)


@dataclass(frozen=True)
class OutcomeLine:
    """A row of the outcomes, with its readings drawn; `days` is the age of the latest."""

    row: OutcomeRow
    line: line.Line | None
    days: int | None


@dataclass(frozen=True)
class InitiativeBar:
    """A row of the initiatives, with its time drawn."""

    row: InitiativeRow
    bar: bars.Bar | None


@dataclass(frozen=True)
class ProductPage:
    """Everything the page of a product shows, as known on one day."""

    product: Product
    team: Team | None
    branch: list[Portfolio]
    thread: Thread
    check_ins: list[CheckIn]
    check_in_count: int
    ribbon: HealthRibbon | None
    outcomes: list[OutcomeLine]
    outcome_count: int
    initiatives: list[InitiativeBar]
    initiative_count: int
    under_way_count: int
    axis: bars.Axis
    asks: list[OpenAsk]
    waits_for: list[Wait]
    waited_for_by: list[Wait]
    risks: list[Risk]
    people: list[tuple[date, Decimal]]
    money: Money
    card: Card | None
    can_check_in: bool

    @property
    def said(self) -> CheckIn | None:
        """The team's latest word."""
        return self.check_ins[0] if self.check_ins else None


def product_page(product: Product, *, known: AsKnown) -> ProductPage:
    """Return the page of a product as it was known; the number of queries does not grow."""
    rows = outcomes.rows(outcomes.outcomes_of(product.pk, known=known), known=known)
    work = initiatives.initiatives_of(product.pk, known=known)
    said = check_ins.check_ins_of(product.pk, known=known)
    latest = list(said[:CHECK_INS_SHOWN])
    ids = [row.initiative.pk for row in work]
    axis = bars.axis([day for row in work[:ROWS_SHOWN] for day in _days(row)], on=known.on)
    thread = thread_of_product(
        product,
        outcomes=[row.outcome for row in rows],
        initiatives=[row.initiative for row in work],
        check_in=latest[0] if latest else None,
        known=known,
    )
    return ProductPage(
        product=product,
        team=thread.team,
        branch=products.branch_of(product, known=known),
        thread=thread,
        check_ins=latest,
        check_in_count=said.count(),
        ribbon=_ribbon(said, thread.team or product.team, known),
        outcomes=_lines(rows[:ROWS_SHOWN], known.on),
        outcome_count=len(rows),
        initiatives=[InitiativeBar(row, _bar(row, axis, known.on)) for row in work[:ROWS_SHOWN]],
        initiative_count=len(work),
        under_way_count=sum(1 for row in work if initiatives.is_under_way(row.initiative)),
        axis=axis,
        asks=asks.open_asks(product.pk, known=known),
        waits_for=dependencies.waits_of(ids, known=known),
        waited_for_by=dependencies.waits_on(product.pk, initiative_ids=ids, known=known),
        risks=dependencies.open_risks(product.pk, known=known),
        people=resources.people_by_month(product.pk, known=known),
        money=resources.money_of(known=known, product_id=[product.pk]),
        card=_card(latest, product, thread.team, rows, work, known),
        can_check_in=permissions.can_check_in(known.user, product),
    )


def _card(
    latest: list[CheckIn],
    product: Product,
    team: Team | None,
    rows: list[OutcomeRow],
    work: list[InitiativeRow],
    known: AsKnown,
) -> Card | None:
    """Return the latest check-in as the card its author saw before publishing."""
    if not latest:
        return None
    whole = check_ins.with_lines(latest[0], known=known)
    before = latest[1] if len(latest) > 1 else None
    return card_of(
        whole,
        before=before,
        product=product.name,
        team=team.name if team else "",
        rows=rows,
        work=[row.initiative for row in work],
    )


def _ribbon(said: QuerySet[CheckIn], team: Team, known: AsKnown) -> HealthRibbon | None:
    recent = check_ins.said_since(said, ribbon_since(known.on))
    return health_ribbon(recent, rhythm=team.rhythm, known=known)


def _days(row: InitiativeRow) -> list[date]:
    work = row.initiative
    return [day for day in (work.started_on, work.finished_on or work.due_on) if day]


def _age(row: OutcomeRow, on: date) -> int | None:
    return (on - row.latest.observed_on).days if row.latest else None


def _lines(rows: list[OutcomeRow], on: date) -> list[OutcomeLine]:
    return [OutcomeLine(row, _line(row, on), _age(row, on)) for row in rows]


def _line(row: OutcomeRow, on: date) -> line.Line | None:
    points = [
        (reading.observed_on, float(reading.value))
        for reading in row.readings
        if reading.value is not None and reading.observed_on >= on - HISTORY
    ]
    target = row.outcome.target
    return line.line(points, level=float(target) if target is not None else None, until=on)


def _bar(row: InitiativeRow, axis: bars.Axis, on: date) -> bars.Bar | None:
    work = row.initiative
    end = work.finished_on or work.due_on
    return bars.bar(work.started_on, end, promised=work.first_promised_on, on=on, axis=axis)
