from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from portfolio.actions.organisations import AlreadyFounded
from portfolio.models import Membership, Objective, Portfolio, Team, User
from products import signals
from products.actions.readings import refresh_current_readings
from products.demo import load
from products.models import Ask, CheckIn, FundingLine, Initiative, Outcome, Product, Reading

AT = datetime(2026, 1, 7, 10, tzinfo=UTC)
HEARD: list[tuple[int | None, str]] = []


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests of this file and taken back after them."""

    def listen(sender, product_id, since, **_):
        HEARD.append((product_id, since.isoformat()))

    with django_db_blocker.unblock(), transaction.atomic():
        signals.changed.connect(listen)
        yield load.load_demo(at=AT)
        signals.changed.disconnect(listen)
        transaction.set_rollback(True)


def test_demo_is_a_whole_company(demo):
    counts = [
        model.objects.count()
        for model in (Portfolio, Objective, Team, Product, Outcome, Initiative)
    ]

    assert counts == [6, 8, 31, 40, 200, 120]
    assert (demo.name, demo.is_simulated) == ("Larkfield Home", True)
    assert Reading.objects.count() > 6000
    assert CheckIn.objects.count() > 1500


def test_nothing_is_known_later_than_now(demo):
    for model in (Reading, CheckIn, Ask, Outcome, Initiative):
        assert not model.objects.filter(known_at__gt=AT).exists()


def test_current_readings_are_up_to_date(demo):
    assert refresh_current_readings(Outcome.objects.values_list("pk", flat=True)) == 0
    assert Outcome.objects.filter(current_reading__isnull=True).count() <= 2


def test_outcomes_read_as_they_were_known(demo):
    moved = Outcome.objects.get(name="Median time to recover")
    target = Outcome.objects.get(name="Hosting cost in a month")
    half_a_year_ago = datetime(2025, 6, 1, tzinfo=UTC)

    (then,) = Outcome.objects.filter(pk=target.pk).as_of(half_a_year_ago)

    assert (then.target, target.target > then.target) == (160, True)
    assert Outcome.objects.filter(pk=moved.pk).as_of(datetime(2024, 1, 1, tzinfo=UTC)) == []


def test_first_promises_are_kept_beside_what_they_became(demo):
    assert Initiative.objects.filter(due_on__gt=F("first_promised_on")).count() > 20


def test_five_people_sign_in(demo):
    people = {user.email: user for user in User.objects.filter(email__endswith="@demo.test")}

    assert sorted(people) == sorted(load.sign_ins())
    assert check_password("try-the-portal-today", people["pmo@demo.test"].password)
    assert [people[f"{who}@demo.test"].role for who in ("pmo", "lead", "executive")] == [
        "pmo_lead",
        "member",
        "executive",
    ]
    lead = Membership.objects.get(user=people["lead@demo.test"])
    assert lead.is_lead
    assert Membership.objects.get(user=people["member@demo.test"]).team == lead.team
    assert Membership.objects.get(user=people["outsider@demo.test"]).team != lead.team


def test_restricted_portfolio_is_hidden_from_most(demo):
    seen = {
        who: Portfolio.objects.visible_to(User.objects.get(email=f"{who}@demo.test")).count()
        for who in ("executive", "pmo", "lead")
    }

    assert seen == {"executive": 6, "pmo": 6, "lead": 5}


def test_each_change_has_a_name_on_it(demo):
    versions = Outcome.versions_model().objects

    assert not versions.filter(pgh_context__user__isnull=True).exists()
    assert versions.filter(pgh_context__has_key="reason").count() == 5


def test_demo_is_loaded_once(demo):
    with pytest.raises(AlreadyFounded):
        load.load_demo(at=AT)
    assert Product.objects.count() == 40


def test_layer_above_hears_of_the_whole_year(demo):
    assert HEARD == [(None, "2025-01-08")]


def test_money_spent_is_what_was_forecast_in_the_end(demo):
    settled = FundingLine.objects.filter(actual__isnull=False)

    assert settled.count() > 100
    assert not settled.exclude(forecast=F("actual")).exists()
    assert FundingLine.objects.filter(actual__isnull=True).exclude(forecast=F("planned")).exists()


def test_corrections_name_what_they_correct(demo):
    corrected = Reading.objects.filter(
        Exists(Reading.objects.filter(supersedes=OuterRef("pk"), outcome=OuterRef("outcome")))
    )

    assert corrected.count() == Reading.objects.filter(supersedes__isnull=False).count() > 0
