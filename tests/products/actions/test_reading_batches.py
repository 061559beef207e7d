from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.actions.reading_batches import Measurement, RowsRefused, record_readings
from products.actions.refusals import NotYourProduct
from products.models import Outcome, Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(product):
    return factories.outcome(product=product)


def row(outcome, day=5, value=Decimal(3), **more):
    return Measurement(outcome=outcome, observed_on=date(2026, 1, day), value=value, **more)


def test_a_batch_is_recorded_in_its_order_and_told_once(product, outcome, member, now, news):
    other = factories.outcome(product=product)

    found = record_readings(
        product=product,
        rows=[row(other, value=Decimal(9)), row(outcome, 4), row(outcome, 5, Decimal(4))],
        by=member,
        at=now,
    )

    assert [(one.outcome, one.value) for one in found] == [(other, 9), (outcome, 3), (outcome, 4)]
    assert Outcome.objects.get(pk=outcome.pk).current_value == 4
    assert len(news) == 1


def test_the_same_batch_again_writes_nothing(product, outcome, member, now):
    rows = [row(outcome), row(outcome, 4, None, no_value_reason="No survey")]
    first = record_readings(product=product, rows=rows, by=member, at=now)

    second = record_readings(product=product, rows=rows, by=member, at=now)

    assert (first, Reading.objects.count()) == (second, 2)


def test_another_value_for_the_day_is_another_reading(product, outcome, member, now):
    record_readings(product=product, rows=[row(outcome)], by=member, at=now)
    record_readings(product=product, rows=[row(outcome, value=Decimal(4))], by=member, at=now)

    assert Reading.objects.count() == 2
    assert Outcome.objects.get().current_value == 4


def test_one_bad_row_refuses_all_and_says_which(product, outcome, member, now, news):
    future = Measurement(
        outcome=outcome, observed_on=now.date() + timedelta(days=2), value=Decimal(1)
    )

    with pytest.raises(RowsRefused) as refused:
        record_readings(product=product, rows=[row(outcome), future], by=member, at=now)

    assert list(refused.value.problems) == [1]
    assert (Reading.objects.count(), news) == (0, [])


def test_nobody_measures_for_a_team(product, outcome, pmo_lead, now):
    with pytest.raises(NotYourProduct):
        record_readings(product=product, rows=[row(outcome)], by=pmo_lead, at=now)
