from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.utils import DatabaseError

from pmo_portal.lib.vocabulary import AskKind, Health, Role
from products.actions import asks, check_ins
from products.actions.asks import Wish
from products.actions.readings import CorrectsAnotherOutcome, NoValue
from products.actions.refusals import NotYourProduct
from products.models import Ask, CheckIn, Initiative, InitiativeLine, Outcome, OutcomeLine, Reading
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome(product):
    return factories.outcome(product=product)


@pytest.fixture
def initiative(product):
    return factories.initiative("Pay by phone", product=product, due_on=date(2026, 3, 1))


def submit(product, member, now, **more):
    said = {"health": Health.ON_TRACK, "confidence": 70, "what_changed": "Steady.", **more}
    return check_ins.submit_check_in(product=product, by=member, at=now, **said)


def rows():
    return [model.objects.count() for model in (CheckIn, OutcomeLine, InitiativeLine, Reading, Ask)]


def test_one_submission_writes_all_and_is_live(
    product, outcome, initiative, member, now, today, news
):
    check_in = submit(
        product,
        member,
        now,
        readings={outcome: Decimal(40)},
        initiatives={initiative: (Health.AT_RISK, date(2026, 4, 1))},
        ask=Wish(kind=AskKind.PEOPLE, wording="A tester for two weeks", to_role=Role.EXECUTIVE),
    )

    assert rows() == [1, 1, 1, 1, 1]
    assert (check_in.by, check_in.known_at, check_in.period_start) == (
        member,
        now,
        date(2026, 1, 5),
    )
    assert Outcome.objects.get().current_value == 40
    moved = Initiative.objects.get()
    assert (moved.due_on, moved.first_promised_on) == (date(2026, 4, 1), date(2026, 3, 1))
    line = InitiativeLine.objects.get()
    assert (line.health, line.due_moved_to) == ("at_risk", date(2026, 4, 1))
    assert Ask.objects.get().check_in == check_in
    assert news == [(product.pk, today, True)]


def test_due_day_left_out_or_unchanged_moves_nothing(product, initiative, member, now):
    submit(product, member, now, initiatives={initiative: (Health.ON_TRACK, None)})
    submit(product, member, now, initiatives={initiative: (Health.ON_TRACK, date(2026, 3, 1))})

    assert [line.due_moved_to for line in InitiativeLine.objects.all()] == [None, None]
    assert Initiative.versions_model().objects.count() == 1


def test_missing_measurement_is_said_with_its_reason(product, outcome, member, now):
    submit(product, member, now, readings={outcome: NoValue("The survey runs in spring")})

    reading = Reading.objects.get()
    assert (reading.value, reading.no_value_reason) == (None, "The survey runs in spring")


def test_correction_supersedes_the_check_in_and_its_readings(product, outcome, member, now, today):
    first = submit(product, member, now, readings={outcome: 400})
    second = submit(
        product, member, now, health=Health.AT_RISK, readings={outcome: 40}, supersedes=first
    )

    assert second.supersedes == first
    assert Reading.objects.get(value=40).supersedes == Reading.objects.get(value=400)
    assert Outcome.objects.get().current_value == 40
    with pytest.raises(check_ins.CheckInAlreadyCorrected):
        submit(product, member, now, supersedes=first)


def test_nothing_is_half_done_when_one_part_is_refused(
    product, outcome, initiative, member, now, news
):
    with pytest.raises(asks.AskNeedsWords):
        submit(
            product,
            member,
            now,
            readings={outcome: 40},
            initiatives={initiative: (Health.ON_TRACK, date(2026, 4, 1))},
            ask=Wish(kind=AskKind.ADVICE, wording=" "),
        )

    assert rows() == [0, 0, 0, 0, 0]
    assert Outcome.objects.get().current_value is None
    assert Initiative.objects.get().due_on == date(2026, 3, 1)
    assert news == []


@pytest.mark.parametrize("confidence", [-1, 101])
def test_confidence_goes_from_0_to_100(product, member, now, confidence):
    with pytest.raises(check_ins.ConfidenceOutOfRange):
        submit(product, member, now, confidence=confidence)


def test_check_in_speaks_of_its_own_product(product, member, now):
    elsewhere = factories.outcome("Calls answered", product=factories.product("Phones"))

    with pytest.raises(check_ins.NotPartOfThisProduct, match="“Calls answered” belongs to another"):
        submit(product, member, now, readings={elsewhere: 1})


def test_correction_of_another_products_check_in_is_refused(product, member, now):
    elsewhere = factories.check_in(factories.product("Phones"), at=now)

    with pytest.raises(check_ins.NotPartOfThisProduct):
        submit(product, member, now, supersedes=elsewhere)


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_checks_in_for_a_team(product, now, request, who):
    with pytest.raises(NotYourProduct):
        submit(product, request.getfixturevalue(who), now)
    assert rows() == [0, 0, 0, 0, 0]


def test_said_is_said(product, member, now):
    submit(product, member, now)

    with pytest.raises(DatabaseError):
        CheckIn.objects.update(health=Health.OFF_TRACK)


def test_past_moment_is_known_since_then(product, outcome, member, now):
    earlier = now - timedelta(days=30)

    check_in = submit(product, member, earlier, readings={outcome: 3})

    assert check_in.known_at == earlier
    assert Reading.objects.get().observed_on == earlier.date()


def test_a_reading_that_stands_is_pointed_to_and_not_written_again(
    product, outcome, member, now, today
):
    arrived = factories.reading(outcome, today - timedelta(days=2), 40, at=now)

    submit(product, member, now, readings={outcome: arrived})

    assert (OutcomeLine.objects.get().reading, Reading.objects.count()) == (arrived, 1)


def test_a_reading_of_another_outcome_is_refused(product, outcome, member, now, today):
    other = factories.reading(factories.outcome(product=product), today, 1, at=now)

    with pytest.raises(CorrectsAnotherOutcome):
        submit(product, member, now, readings={outcome: other})


def test_correction_keeps_the_observed_day_and_leaves_what_came_from_elsewhere(
    product, outcome, member, now, today
):
    other = factories.outcome(product=product)
    arrived = factories.reading(other, today, 7, at=now - timedelta(hours=1))
    first = submit(product, member, now, readings={outcome: 400, other: arrived})

    later = now + timedelta(days=1)
    submit(product, member, later, readings={outcome: 40, other: 8}, supersedes=first)

    corrected = Reading.objects.get(value=40)
    assert (corrected.observed_on, corrected.supersedes.value) == (today, 400)
    assert Reading.objects.get(value=8).supersedes is None
