"""By which day a person said they would speak for a product."""

from datetime import UTC, date, datetime

import pytest

from pmo_portal.lib.vocabulary import Cadence, InitiativeStage
from products.queries.duties import duties
from products.queries.yours import your_products
from tests import factories

MONDAY = datetime(2026, 1, 12, 10, tzinfo=UTC)


@pytest.fixture
def work(product):
    factories.outcome(product=product, cadence=Cadence.MONTHLY)
    factories.check_in(product, at=MONDAY, period_start=date(2026, 1, 5))
    return factories.initiative(product=product)


def due(member, at=MONDAY):
    (duty,) = duties(member, at=at)
    (yours,) = your_products(member, on=at.date())
    return duty.due_on, yours.is_due


def test_a_product_with_work_is_due_in_the_teams_rhythm(work, member):
    assert due(member) == (date(2026, 1, 18), True)


def test_a_shipped_product_is_due_in_the_rhythm_of_its_outcome(work, member):
    work.stage = InitiativeStage.DONE
    work.save()

    assert due(member) == (date(2026, 2, 28), False)
    assert due(member, MONDAY.replace(month=2)) == (date(2026, 2, 28), True)
