from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.actions import readings
from products.actions.refusals import NotYourProduct
from products.models import Outcome, Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(product):
    return factories.outcome(product=product)


def record(outcome, member, now, on, value=None, **more):
    if "supersedes" in more:
        more.setdefault("correction_reason", "Two digits were swapped")
    return readings.record_reading(
        outcome=outcome, observed_on=on, value=value, by=member, at=now, **more
    )


def current(outcome):
    row = Outcome.objects.get(pk=outcome.pk)
    return (
        row.current_reading_id,
        row.current_value,
        row.current_observed_on,
        row.previous_observed_on,
    )


def test_reading_is_live_the_moment_a_member_records_it(outcome, member, now, today, news):
    reading = record(outcome, member, now, today, Decimal("12.5"))

    assert (reading.value, reading.by, reading.known_at) == (Decimal("12.5"), member, now)
    assert current(outcome) == (reading.pk, Decimal("12.5"), today, None)
    assert news == [(outcome.product_id, today, True)]


def test_later_day_takes_over_and_the_one_before_is_remembered(outcome, member, now, today):
    record(outcome, member, now, today - timedelta(7), 1)
    newest = record(outcome, member, now, today, 2)

    assert current(outcome) == (newest.pk, 2, today, today - timedelta(7))


def test_late_reading_of_an_older_day_replaces_nothing(outcome, member, now, today):
    newest = record(outcome, member, now, today, 2)
    record(outcome, member, now + timedelta(hours=1), today - timedelta(7), 1)

    assert current(outcome) == (newest.pk, 2, today, today - timedelta(7))


def test_of_two_readings_of_one_day_the_later_recorded_counts(outcome, member, now, today):
    record(outcome, member, now, today, 2)
    second = record(outcome, member, now, today, 3)

    assert current(outcome) == (second.pk, 3, today, None)


def test_correction_stands_in_for_what_it_corrects(outcome, member, now, today):
    wrong = record(outcome, member, now, today, 200)
    right = record(outcome, member, now, today - timedelta(1), 20, supersedes=wrong)

    assert current(outcome) == (right.pk, 20, today - timedelta(1), None)
    assert Reading.objects.get(pk=wrong.pk).value == 200


def test_latest_reading_without_a_value_means_no_data(outcome, member, now, today):
    record(outcome, member, now, today - timedelta(7), 1)
    none = record(outcome, member, now, today, no_value_reason="Survey was not sent")

    assert current(outcome) == (none.pk, None, today, today - timedelta(7))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, readings.ReadingNeedsValueOrReason),
        ({"value": 1, "no_value_reason": "Broken"}, readings.ReadingNeedsValueOrReason),
        ({"no_value_reason": "  "}, readings.ReadingNeedsValueOrReason),
        ({"value": 1, "observed_on": date(2026, 1, 8)}, readings.ReadingOfTheFuture),
    ],
)
def test_reading_that_says_too_little_or_too_much_is_refused(
    outcome, member, now, today, news, given, refusal
):
    with pytest.raises(refusal):
        readings.record_reading(
            **{"outcome": outcome, "observed_on": today, "by": member, "at": now, **given}
        )
    assert (Reading.objects.count(), news) == (0, [])


def test_correction_says_why(outcome, member, now, today):
    wrong = record(outcome, member, now, today, 20)

    with pytest.raises(readings.CorrectionNeedsReason):
        record(outcome, member, now, today, 2, supersedes=wrong, correction_reason=" ")
    right = record(outcome, member, now, today, 2, supersedes=wrong)

    assert (right.correction_reason, right.source) == ("Two digits were swapped", "")


def test_correction_belongs_to_its_outcome(product, outcome, member, now, today):
    elsewhere = record(factories.outcome(product=product), member, now, today, 1)

    with pytest.raises(readings.CorrectsAnotherOutcome):
        record(outcome, member, now, today, 2, supersedes=elsewhere)


def test_reading_is_corrected_once_and_then_the_correction_is(outcome, member, now, today):
    wrong = record(outcome, member, now, today, 1)
    record(outcome, member, now, today, 2, supersedes=wrong)

    with pytest.raises(readings.AlreadyCorrected):
        record(outcome, member, now, today, 3, supersedes=wrong)


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_measures_for_a_team(outcome, now, today, news, request, who):
    with pytest.raises(NotYourProduct) as refused:
        record(outcome, request.getfixturevalue(who), now, today, 1)

    assert str(refused.value) == "Only members of the team that owns Claims can write this."
    assert (current(outcome), news) == ((None, None, None, None), [])


def test_bringing_current_readings_up_to_date_touches_only_what_changed(product, now, today):
    first, second = factories.outcome(product=product), factories.outcome(product=product)
    reading = factories.reading(first, today, 5, at=now)

    assert readings.refresh_current_readings([first.pk, second.pk]) == 1
    assert readings.refresh_current_readings([first.pk, second.pk]) == 0
    assert readings.refresh_current_readings([]) == 0
    assert current(first) == (reading.pk, 5, today, None)


def test_reading_leaves_the_definition_and_its_versions_alone(outcome, member, now, today):
    versions = Outcome.versions_model().objects
    before = versions.count()

    record(outcome, member, now, today, 1)

    assert versions.count() == before
