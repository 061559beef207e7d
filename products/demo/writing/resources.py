"""Money and people's time."""

from collections import defaultdict
from datetime import date

from pmo_portal.lib.provenance import authored
from products.demo.catalogue import TeamRow, rows
from products.demo.simulation.resources import HOLIDAYS, Money
from products.demo.simulation.timeline import Timeline
from products.demo.writing.company import Company
from products.demo.writing.definitions import Written
from products.demo.writing.histories import Change, write_histories
from products.models import Allocation, Capacity, FundingLine

UNASSIGNED = {"online": 120_000, "platforms": 250_000}


def write_resources(company: Company, written: list[Written], timeline: Timeline) -> None:
    """Write money by quarter, people's time by month, and what teams have to give."""
    with authored(company.office):
        _write_money(company, written, timeline)
        _write_time(company, written)
        _write_capacity(company, timeline)


def _write_money(company: Company, written: list[Written], timeline: Timeline) -> None:
    """Write each amount as planned and expected, then as spent once its quarter was settled."""
    lines: list[FundingLine] = []
    changes: list[list[Change]] = []
    for own in written:
        for money in own.life.money:
            lines.append(
                FundingLine(
                    product=own.product,
                    objective=company.objectives.get(money.objective),
                    kind=money.kind,
                    period_start=money.start,
                    period_end=money.end,
                    planned=money.planned,
                    forecast=money.spent if money.end < timeline.first else money.expected,
                    actual=money.spent if money.end < timeline.first else None,
                    known_at=company.known_at,
                )
            )
            changes.append(_said_later(money, timeline))
    for slug, amount in UNASSIGNED.items():
        for start, end in timeline.quarters(ahead=2):
            line = FundingLine(
                portfolio=company.portfolios[slug],
                period_start=start,
                period_end=end,
                planned=amount,
                known_at=company.known_at,
            )
            lines.append(line)
            changes.append([])
    write_histories(lines, changes)


def _said_later(money: Money, timeline: Timeline) -> list[Change]:
    found: list[Change] = []
    if money.revised:
        on, expected = money.revised
        found.append((timeline.moment(on), {"forecast": expected}))
    if money.settled_on:
        spent = {"actual": money.spent, "forecast": money.spent}
        found.append((timeline.moment(money.settled_on), spent))
    return found


def _write_time(company: Company, written: list[Written]) -> None:
    summed: dict[tuple[int, str, date], float] = defaultdict(float)
    products = {}
    for own in written:
        products[own.product.pk] = own.product
        for time in own.life.time:
            summed[own.product.pk, time.objective, time.month] += time.fte
    allocations = [
        Allocation(
            team=products[pk].team,
            product=products[pk],
            objective=company.objectives.get(objective),
            month=month,
            fte=round(fte, 1),
            known_at=company.known_at,
        )
        for (pk, objective, month), fte in summed.items()
    ]
    write_histories(allocations, [()] * len(allocations))


def _write_capacity(company: Company, timeline: Timeline) -> None:
    """Write what each team has to give, less in August and at Christmas."""
    capacities = [
        Capacity(
            team=company.teams[row.slug],
            month=month,
            fte=round(int(row.people) * (0.8 if month.month in HOLIDAYS else 1), 1),
            known_at=company.known_at,
        )
        for row in rows(TeamRow)
        for month in timeline.months(ahead=3)
    ]
    write_histories(capacities, [()] * len(capacities))
