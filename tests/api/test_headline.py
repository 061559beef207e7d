"""The headline figures by API: what the dashboard shows, as known on a day."""

from datetime import UTC, date, datetime

import pytest

from insights.actions import roll_ups
from insights.models import Snapshot
from products.actions import readings
from tests import factories

EARLY = datetime(2025, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def rolled_up(product, organisation):
    """Two outcomes, one of them measured twice and behind, rolled up."""
    behind = factories.outcome("Behind", product=product, at=EARLY)
    factories.outcome("Unmeasured", product=product, at=EARLY)
    factories.reading(behind, date(2025, 3, 1), 1, at=EARLY)
    factories.reading(behind, date(2025, 3, 3), 2, at=EARLY)
    readings.refresh_current_readings([behind.pk])
    roll_ups.rebuild(at=datetime(2025, 7, 1, 9, tzinfo=UTC))


def test_the_headline_counts_outcomes_by_health_with_coverage_and_age(as_user, member, rolled_up):
    answer = as_user(member).get("/api/v1/portfolio/?on=2025-07-01").json()

    assert answer["outcomes"] == {
        "total": 2,
        "measured": 1,
        "on_track": 0,
        "at_risk": 0,
        "off_track": 1,
        "achieved": 0,
        "not_reported": 1,
    }
    assert (answer["on"], answer["progress"], answer["coverage"]) == ("2025-07-01", 0.02, 0.5)
    assert (answer["oldest_reading_days"], answer["median_reading_days"]) == (120, 120)
    assert (answer["forecasts"], answer["chance"], answer["weighted_chance"]) == (
        0,
        "0.000000",
        "0.000000",
    )
    assert answer["expected_met"] == {"low": 0, "mid": 0, "high": 0, "of": 2, "without": 2}
    assert answer["rolled_up_at"] is not None
    assert answer["not_visible"] == 0


def test_a_day_before_anything_was_known_counts_nothing(as_user, member, rolled_up):
    answer = as_user(member).get("/api/v1/portfolio/?on=2025-03-02").json()

    assert (answer["outcomes"]["total"], answer["progress"], answer["coverage"]) == (0, None, None)


def test_a_part_of_the_portfolio_is_asked_for_by_slug(as_user, member, rolled_up):
    client = as_user(member)

    assert (
        client.get("/api/v1/portfolio/?on=2025-07-01&product=claims").json()["outcomes"]["total"]
        == 2
    )
    assert (
        client.get("/api/v1/portfolio/?on=2025-07-01&team=payments").json()["outcomes"]["total"]
        == 2
    )
    wrong = client.get("/api/v1/portfolio/?product=claim")
    assert (wrong.status_code, "claims" in wrong.json()["detail"]) == (400, True)


def test_restricted_work_does_not_leak_through_a_total(
    as_user, member, outsider, product, rolled_up
):
    product.portfolio.restricted = True
    product.portfolio.save()

    seen = as_user(outsider).get("/api/v1/portfolio/?on=2025-07-01").json()

    assert (seen["outcomes"]["total"], seen["not_visible"]) == (0, 2)
    assert as_user(member).get("/api/v1/portfolio/?on=2025-07-01").json()["outcomes"]["total"] == 2


def test_the_weeks_of_a_span_come_one_row_each(as_user, member, rolled_up):
    rows = as_user(member).get("/api/v1/snapshots/?from=2025-06-16&to=2025-07-01").json()

    assert [row["on"] for row in rows] == ["2025-06-16", "2025-06-23", "2025-06-30", "2025-07-01"]
    assert [row["outcomes"]["total"] for row in rows] == [2, 2, 2, 2]
    assert Snapshot.objects.exists()


@pytest.mark.parametrize("span", ["from=2025-07-02&to=2025-07-01", "from=1995-01-01&to=2025-07-01"])
def test_an_impossible_span_is_explained(as_user, member, span):
    assert as_user(member).get(f"/api/v1/snapshots/?{span}").status_code == 400
