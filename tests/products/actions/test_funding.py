"""Money is entered and corrected by the team and the office; what was known stays."""

from datetime import date
from decimal import Decimal

import pytest

from pmo_portal.lib.vocabulary import WorkKind
from products.actions import funding
from products.actions.funding import Money
from products.actions.refusals import NotForYou
from products.models import FundingLine
from tests import factories

pytestmark = pytest.mark.django_db

QUARTER = {"period_start": date(2026, 1, 1), "period_end": date(2026, 3, 31)}


def money(**amounts):
    said = {name: Decimal(amount) for name, amount in amounts.items()}
    return Money(kind=WorkKind.RUN, **QUARTER, **said)


@pytest.mark.parametrize("who", ["member", "pmo_lead"])
def test_team_and_office_plan_money(product, now, today, news, request, who):
    person = request.getfixturevalue(who)

    line = funding.enter_funding(product=product, money=money(planned=100), by=person, at=now)
    known_now = money(planned=100, actual=40, forecast=110)
    for _ in range(2):
        revised = funding.correct_funding(line=line, money=known_now, by=person, at=now)

    assert (revised.actual, revised.forecast) == (40, 110)
    assert FundingLine.versions_model().objects.count() == 2
    assert news == [(product.pk, today, True)] * 2


def test_what_makes_no_sense_is_refused_and_nothing_is_written(product, member, outsider, now):
    elsewhere = factories.initiative(product=factories.product())
    amount = {"planned": Decimal(1)}
    wrong = [
        (NotForYou, outsider, Money(**amount)),
        (funding.NoAmount, member, Money(**QUARTER)),
        (funding.PeriodIsHalf, member, Money(period_end=date(2026, 1, 1), **amount)),
        (
            funding.PeriodEndsFirst,
            member,
            Money(period_start=date(2026, 2, 1), period_end=date(2026, 1, 1), **amount),
        ),
        (funding.InitiativeOfAnother, member, Money(initiative=elsewhere, **amount)),
    ]

    for refusal, person, words in wrong:
        with pytest.raises(refusal):
            funding.enter_funding(product=product, money=words, by=person, at=now)
    assert FundingLine.objects.count() == 0


@pytest.mark.parametrize(("who", "may"), [("pmo_lead", True), ("member", False)])
def test_unassigned_money_is_the_offices(request, now, who, may):
    person, branch = request.getfixturevalue(who), factories.portfolio()
    line = factories.funding(portfolio=branch, planned=1)

    if not may:
        with pytest.raises(NotForYou):
            funding.correct_funding(line=line, money=money(planned=2), by=person, at=now)
        return
    corrected = funding.correct_funding(line=line, money=money(planned=2), by=person, at=now)
    struck = funding.strike_funding(line=corrected, on=now.date(), by=person, at=now)
    assert (corrected.planned, struck.unlisted_on) == (2, now.date())
