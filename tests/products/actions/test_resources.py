from datetime import date

import pytest

from pmo_portal.lib.vocabulary import WorkKind
from products.actions import resources
from products.actions.refusals import NotForYou
from products.models import Allocation, Capacity, FundingLine
from tests import factories

pytestmark = pytest.mark.django_db

QUARTER = {"period_start": date(2026, 1, 1), "period_end": date(2026, 3, 31)}


@pytest.mark.parametrize("who", ["member", "pmo_lead"])
def test_team_and_office_plan_money(product, now, today, news, request, who):
    person = request.getfixturevalue(who)

    line = resources.fund_product(
        product=product, kind=WorkKind.RUN, planned=100, by=person, at=now, **QUARTER
    )
    revised = resources.revise_funding(
        line=line, planned=100, actual=40, forecast=110, by=person, at=now
    )

    assert (revised.actual, revised.forecast) == (40, 110)
    assert FundingLine.versions_model().objects.count() == 2
    assert news == [(product.pk, today, True)] * 2


def test_money_of_others_or_of_no_time_is_refused(product, outsider, member, now):
    with pytest.raises(NotForYou):
        resources.fund_product(product=product, by=outsider, at=now, **QUARTER)
    with pytest.raises(resources.PeriodOutOfOrder):
        resources.fund_product(
            product=product,
            period_start=date(2026, 2, 1),
            period_end=date(2026, 1, 1),
            by=member,
            at=now,
        )
    assert FundingLine.objects.count() == 0


def test_unassigned_money_is_not_revised_through_a_product(member, now):
    line = FundingLine.objects.create(portfolio=factories.portfolio(), known_at=now)

    with pytest.raises(NotForYou):
        resources.revise_funding(
            line=line, planned=None, actual=None, forecast=None, by=member, at=now
        )


def test_allocation_of_a_month_is_given_once_and_changed_after(team, product, member, now):
    told = {"team": team, "product": product, "month": date(2026, 1, 20), "by": member, "at": now}

    resources.allocate_people(fte=2, **told)
    resources.allocate_people(fte=3, **told)

    assert list(Allocation.objects.values_list("month", "fte")) == [(date(2026, 1, 1), 3)]
    assert Allocation.versions_model().objects.count() == 2


def test_capacity_concerns_the_whole_organisation(team, member, now, today, news):
    resources.set_capacity(team=team, month=today, fte=6, by=member, at=now)

    assert Capacity.objects.get().fte == 6
    assert news == [(None, today, True)]


def test_time_of_others_or_below_zero_is_refused(team, product, outsider, member, now, today):
    told = {"team": team, "month": today, "at": now}

    with pytest.raises(NotForYou):
        resources.set_capacity(fte=1, by=outsider, **told)
    with pytest.raises(resources.LessThanNothing):
        resources.allocate_people(product=product, fte=-1, by=member, **told)
    assert (Capacity.objects.count(), Allocation.objects.count()) == (0, 0)
