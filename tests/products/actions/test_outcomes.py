from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Closure, Door, MeasureKind
from products.actions import outcomes
from products.actions.outcomes import Target
from products.actions.refusals import NotYourProduct
from products.models import Outcome
from tests import factories

pytestmark = pytest.mark.django_db

FASTER = Target(kind=MeasureKind.DECREASE, unit="days", baseline=21, value=5)


def define(product, member, now, target=FASTER, name="Days until a claim is paid"):
    return outcomes.define_outcome(product=product, name=name, target=target, by=member, at=now)


def versions(outcome):
    return list(Outcome.versions_model().objects.filter(pgh_obj_id=outcome.pk).order_by("pgh_id"))


def test_outcome_is_live_the_moment_a_member_defines_it(product, member, now, today, news):
    outcome = define(product, member, now)

    assert (outcome.measure_kind, outcome.baseline, outcome.target) == ("decrease", 21, 5)
    assert [version.known_at for version in versions(outcome)] == [now]
    assert news == [(product.pk, today, True)]


@pytest.mark.parametrize(
    ("target", "refusal"),
    [
        (Target(baseline=5, value=5), outcomes.TargetEqualsBaseline),
        (Target(baseline=5, value=4), outcomes.TargetPointsTheOtherWay),
        (
            Target(kind=MeasureKind.DECREASE, baseline=5, value=6),
            outcomes.TargetPointsTheOtherWay,
        ),
        (Target(kind=MeasureKind.WITHIN_RANGE, value=5), outcomes.RangeOutOfOrder),
        (Target(kind=MeasureKind.WITHIN_RANGE, value=5, upper=4), outcomes.RangeOutOfOrder),
        (
            Target(baseline_on=date(2026, 1, 1), on=date(2026, 1, 1)),
            outcomes.TargetBeforeBaseline,
        ),
    ],
)
def test_target_that_cannot_be_measured_is_refused(product, member, now, news, target, refusal):
    with pytest.raises(refusal):
        define(product, member, now, target)
    assert (Outcome.objects.count(), news) == (0, [])


@pytest.mark.parametrize(
    "target",
    [
        Target(),
        Target(kind=MeasureKind.AT_LEAST, baseline=5, value=5),
        Target(kind=MeasureKind.MILESTONE, value=1),
        Target(kind=MeasureKind.WITHIN_RANGE, value=5, upper=5),
    ],
)
def test_target_may_be_unknown_or_a_level_to_hold(product, member, now, target):
    assert define(product, member, now, target).target == target.value


def test_equal_target_is_refused_with_advice(product, member, now):
    with pytest.raises(outcomes.TargetEqualsBaseline, match="“at least” or “at most”"):
        define(product, member, now, Target(baseline=5, value=5))


def test_outcome_needs_a_name(product, member, now):
    with pytest.raises(outcomes.NeedsAName):
        define(product, member, now, name="  ")


def test_new_target_keeps_the_old_one_with_who_and_why(product, member, now):
    outcome = define(product, member, datetime(2025, 3, 1, tzinfo=UTC))
    longer = Target(kind=MeasureKind.DECREASE, unit="days", baseline=21, value=8)

    with provenance(door=Door.WEB, by=member):
        outcomes.retarget_outcome(
            outcome=outcome,
            target=longer,
            reason="A new law asks for two letters",
            by=member,
            at=now,
        )

    old, new = versions(outcome)
    assert (old.target, new.target, new.known_at) == (5, 8, now)
    assert new.pgh_context == {
        "door": "web",
        "user": member.pk,
        "reason": "A new law asks for two letters",
    }
    assert Outcome.objects.as_of(now - timedelta(days=1))[0].target == 5


def test_reason_stays_with_its_own_version(product, member, now):
    outcome = define(product, member, now)

    with provenance(door=Door.WEB, by=member):
        outcomes.retarget_outcome(
            outcome=outcome, target=Target(), reason="Unsure", by=member, at=now
        )
        outcomes.align_outcome(outcome=outcome, objective=factories.objective(), by=member, at=now)

    assert [version.pgh_context.get("reason") for version in versions(outcome)[1:]] == [
        "Unsure",
        None,
    ]


def test_new_target_needs_a_reason(product, member, now):
    outcome = define(product, member, now)

    with pytest.raises(outcomes.RetargetNeedsReason):
        outcomes.retarget_outcome(outcome=outcome, target=Target(), reason=" ", by=member, at=now)
    assert len(versions(outcome)) == 1


def test_outcome_is_tied_to_an_objective_and_let_go(product, member, now, today, news):
    objective, outcome = factories.objective("Pay fast"), define(product, member, now)

    outcomes.align_outcome(outcome=outcome, objective=objective, by=member, at=now)
    assert Outcome.objects.get().objective == objective
    outcomes.align_outcome(outcome=outcome, objective=None, by=member, at=now)
    assert Outcome.objects.get().objective is None
    assert news == [(product.pk, today, True)] * 3


def test_closed_outcome_keeps_what_was_learned_and_stays_closed(product, member, now, today):
    outcome = define(product, member, now)
    close = {"closed_as": Closure.REALISED, "closed_on": today, "by": member, "at": now}

    closed = outcomes.close_outcome(outcome=outcome, learned="Letters were the delay", **close)

    assert (closed.closed_as, closed.closed_on) == ("realised", today)
    assert len(versions(outcome)) == 2
    with pytest.raises(outcomes.OutcomeIsClosed):
        outcomes.close_outcome(outcome=outcome, **close)
    with pytest.raises(outcomes.OutcomeIsClosed):
        outcomes.retarget_outcome(outcome=outcome, target=Target(), reason="x", by=member, at=now)


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_sets_targets_for_a_team(product, member, now, today, request, who):
    person, outcome = request.getfixturevalue(who), define(product, member, now)

    with pytest.raises(NotYourProduct):
        define(product, person, now)
    with pytest.raises(NotYourProduct):
        outcomes.retarget_outcome(outcome=outcome, target=Target(), reason="x", by=person, at=now)
    with pytest.raises(NotYourProduct):
        outcomes.align_outcome(outcome=outcome, objective=None, by=person, at=now)
    with pytest.raises(NotYourProduct):
        outcomes.close_outcome(
            outcome=outcome, closed_as=Closure.STOPPED, closed_on=today, by=person, at=now
        )
    assert len(versions(outcome)) == 1
