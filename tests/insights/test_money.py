"""Amounts added up, each line once."""

from datetime import date
from decimal import Decimal

from insights.money import Amounts, basis, in_period, periods, running, whole_life
from products.queries.money import MoneyLine

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
Q3, Q4 = (date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 12, 31))
ON = date(2026, 11, 25)


def line(period=(None, None), *, kind="run", product=1, planned=None, actual=None, forecast=None):
    amounts = [None if value is None else Decimal(value) for value in (planned, actual, forecast)]
    return MoneyLine(1, "x", product, None, None, None, kind, *period, *amounts)


def test_what_no_line_knows_stays_unknown():
    assert Amounts.of([line(planned=3), line(planned=4, actual=1)]) == Amounts(
        Decimal(7), Decimal(1), None
    )
    assert Amounts.of([]) == Amounts(None, None, None)
    assert Amounts(Decimal(3), None, Decimal(5)).variance == 2


def test_whole_life_costs_are_kept_apart():
    lines = [line(planned=9), line(Q4, planned=1)]

    assert whole_life(lines) == lines[:1]
    assert periods(lines) == [Q4]
    assert running(lines, on=ON) == lines[1:]


def test_a_year_and_a_quarter_of_the_same_thing_never_add_up():
    year, third, fourth = line(YEAR, planned=40), line(Q3, planned=10), line(Q4, planned=11)

    assert running([year, third, fourth], on=ON) == [fourth]
    assert running([year, line(Q4, kind="grow", planned=3)], on=ON)[0] == year
    assert in_period([year, third, fourth], Q3) == [third]


def test_a_period_that_ended_a_year_ago_does_not_run():
    assert running([line(Q3, planned=1)], on=date(2027, 9, 29)) != []
    assert running([line(Q3, planned=1)], on=date(2027, 9, 30)) == []
    assert running([line(Q4, planned=1)], on=date(2026, 9, 30)) == []


def test_shares_are_taken_of_the_plan_else_of_what_is_expected():
    assert basis([line(planned=1, forecast=2)]) == "planned"
    assert basis([line(forecast=2, actual=1)]) == "forecast"
    assert basis([line(actual=1)]) == "actual"
    assert basis([]) == "planned"
