from datetime import date

import pytest

from products.actions import resources
from products.actions.refusals import NotForYou
from products.models import Allocation, Capacity

pytestmark = pytest.mark.django_db


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
