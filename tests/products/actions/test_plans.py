"""A team plans its people; only what differs is written, and only by the team."""

from datetime import timedelta
from decimal import Decimal

import pytest

from portfolio.actions.versions import SomebodyChangedIt
from products.actions.plans import Planned, plan_people
from products.actions.refusals import NotForYou
from products.actions.resources import LessThanNothing
from products.models import Allocation, Capacity
from products.queries import plans
from products.queries.plans import Row
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(today):
    return today.replace(day=1)


def planned(product, month, fte, **more):
    return Planned(product=product, month=month, fte=Decimal(str(fte)), **more)


def test_a_team_says_what_it_has_and_what_for(team, product, member, now, month):
    grow = factories.objective("Grow")
    plan_people(
        team=team,
        capacity={month: Decimal(4)},
        times=[planned(product, month, 2.5, objective=grow, role="Tester")],
        by=member,
        at=now,
    )
    stands = plans.plan(team, [month], user=member)

    assert stands.capacity == {month: 4}
    assert stands.times == {(Row(product.pk, grow.pk, "Tester"), month): Decimal("2.5")}


def test_what_stands_is_not_written_again(team, product, member, now, month):
    said = {"capacity": {month: Decimal(4)}, "times": [planned(product, month, 2)]}
    plan_people(team=team, **said, by=member, at=now)
    edition = plans.edition_of(team)
    plan_people(team=team, **said, in_sight=edition, by=member, at=now + timedelta(days=1))

    assert plans.edition_of(team) == edition
    assert Allocation.objects.get().known_at == now


def test_nothing_is_written_for_time_that_never_was(team, product, member, now, month):
    plan_people(team=team, capacity={}, times=[planned(product, month, 0)], by=member, at=now)

    assert not Allocation.objects.exists()


def test_every_version_is_kept(team, product, member, now, month):
    for days, fte in ((0, 2), (1, 0)):
        at = now + timedelta(days=days)
        plan_people(team=team, capacity={}, times=[planned(product, month, fte)], by=member, at=at)

    assert [one.fte for one in Allocation.objects.all().as_of(now)] == [2]
    assert [one.fte for one in Allocation.objects.all().as_of(at)] == [0]


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_but_the_team_plans_its_people(team, now, month, request, who):
    with pytest.raises(NotForYou):
        plan_people(
            team=team,
            capacity={month: Decimal(1)},
            times=[],
            by=request.getfixturevalue(who),
            at=now,
        )


def test_less_than_nothing_is_refused_and_nothing_is_written(team, product, member, now, month):
    with pytest.raises(LessThanNothing):
        plan_people(
            team=team,
            capacity={month: Decimal(1)},
            times=[planned(product, month, -1)],
            by=member,
            at=now,
        )

    assert not Capacity.objects.exists()


def test_a_plan_that_somebody_changed_meanwhile_is_not_overwritten(
    team, product, member, now, month
):
    edition = plans.edition_of(team)
    plan_people(team=team, capacity={month: Decimal(4)}, times=[], by=member, at=now)

    with pytest.raises(SomebodyChangedIt):
        plan_people(
            team=team,
            capacity={month: Decimal(5)},
            times=[],
            in_sight=edition,
            by=member,
            at=now,
        )
    assert Capacity.objects.get().fte == 4
    assert plans.plan_in(edition, team, [month], user=member).capacity == {}


def test_time_for_hidden_products_is_counted_and_not_shown(team, outsider, now, month):
    secret = factories.portfolio("Secret", restricted=True)
    factories.allocation(factories.product("Hidden", portfolio=secret), month, 1, team=team)

    assert plans.plan(team, [month], user=outsider).times == {}
    assert plans.hidden_rows(team, [month], user=outsider) == 1
