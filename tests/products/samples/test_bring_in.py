import csv
from datetime import UTC, datetime

import pytest

from products.actions.refusals import NotForYou
from products.models import Initiative, InitiativeLine, Outcome, Position, Reading
from products.samples.bring_in import bring_in_sample
from products.samples.shelf import FOLDER, GMPP, PERFORMANCE_GOV, SHELF

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 7, 10, tzinfo=UTC)


def bring_in(sample, organisation, by):
    bring_in_sample(sample, organisation=organisation, by=by, at=NOW)


def test_two_positions_of_the_british_portfolio_come_in(organisation, pmo_lead):
    bring_in(GMPP, organisation, pmo_lead)

    assert [str(position.on) for position in Position.objects.all()] == ["2021-03-31", "2022-03-31"]
    assert Initiative.objects.filter(unlisted_on=None).count() == 235
    assert InitiativeLine.objects.filter(known_at__year=2021).count() == 184


def test_a_second_time_changes_nothing(organisation, pmo_lead):
    bring_in(GMPP, organisation, pmo_lead)
    before = Initiative.versions_model().objects.count(), InitiativeLine.objects.count()

    bring_in(GMPP, organisation, pmo_lead)

    assert (Initiative.versions_model().objects.count(), InitiativeLine.objects.count()) == before


def test_indicators_without_a_value_have_no_data(organisation, pmo_lead):
    bring_in(PERFORMANCE_GOV, organisation, pmo_lead)

    assert Outcome.objects.count() == 222
    assert Reading.objects.filter(value=None).exclude(no_value_reason="").count() > 100


def test_only_the_office_brings_portfolios_in(organisation, member):
    with pytest.raises(NotForYou):
        bring_in(GMPP, organisation, member)
    assert Initiative.objects.count() == 0


def test_shelf_holds_facts_and_says_where_they_are_from():
    papers = (FOLDER / "README.md").read_text("utf-8")
    files = [name for sample in SHELF.values() for each in sample.listings for name in each.files]

    assert sorted(files) == sorted(path.name for path in FOLDER.glob("*.csv"))
    assert all(name in papers for name in files)
    assert "Contains public sector information licensed under the OGL v3.0" in papers
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert max(len(cell) for row in csv.reader(file) for cell in row) <= 300
