from datetime import date

import pytest

from pmo_portal.lib.vocabulary import InitiativeStage, WorkKind
from products.actions import initiatives
from products.actions.refusals import NotYourProduct
from products.models import Contribution, Initiative
from tests import factories

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def start(product, member, now, **more):
    told = {"title": "Pay by phone", "started_on": date(2026, 1, 2), "due_on": MARCH, **more}
    return initiatives.start_initiative(product=product, by=member, at=now, **told)


def versions(initiative):
    return Initiative.versions_model().objects.filter(pgh_obj_id=initiative.pk).count()


def test_first_due_day_is_the_first_promise(product, member, now, today, news):
    outcome = factories.outcome(product=product)

    initiative = start(product, member, now, kind=WorkKind.GROW, moves={outcome: 60})

    assert (initiative.first_promised_on, initiative.kind) == (MARCH, "grow")
    assert Contribution.objects.get().expected_share == 60
    assert news == [(product.pk, today, True)]


def test_rescheduling_keeps_the_first_promise(product, member, now):
    initiative = start(product, member, now)

    moved = initiatives.reschedule_initiative(
        initiative=initiative, due_on=APRIL, by=member, at=now
    )

    assert (moved.due_on, moved.first_promised_on) == (APRIL, MARCH)
    assert versions(initiative) == 2


def test_late_promise_is_the_first_one(product, member, now):
    initiative = start(product, member, now, due_on=None)

    moved = initiatives.reschedule_initiative(
        initiative=initiative, due_on=APRIL, by=member, at=now
    )

    assert moved.first_promised_on == APRIL


def test_stopping_keeps_the_reason_and_ends_it(product, member, now, today):
    initiative = start(product, member, now)

    stopped = initiatives.stop_initiative(
        initiative=initiative, reason="Nobody wanted it", on=today, by=member, at=now
    )

    assert (stopped.stage, stopped.finished_on) == ("stopped", today)
    with pytest.raises(initiatives.InitiativeHasEnded, match="“Pay by phone” has ended"):
        initiatives.reschedule_initiative(initiative=initiative, due_on=APRIL, by=member, at=now)


def test_stopping_needs_a_reason(product, member, now, today):
    initiative = start(product, member, now)

    with pytest.raises(initiatives.StopNeedsReason):
        initiatives.stop_initiative(initiative=initiative, reason="", on=today, by=member, at=now)
    with pytest.raises(initiatives.StopNeedsReason):
        initiatives.advance_initiative(
            initiative=initiative, stage=InitiativeStage.STOPPED, on=today, by=member, at=now
        )
    assert versions(initiative) == 1


def test_advancing_notes_the_first_and_the_last_day(product, member, now, today):
    initiative = start(product, member, now, started_on=None, stage=InitiativeStage.IDEA)
    told = {"initiative": initiative, "on": today, "by": member, "at": now}

    begun = initiatives.advance_initiative(stage=InitiativeStage.DELIVERY, **told)
    assert (begun.started_on, begun.finished_on) == (today, None)
    done = initiatives.advance_initiative(stage=InitiativeStage.DONE, **told)
    assert (done.started_on, done.finished_on) == (today, today)


def test_contribution_is_taken_back_and_given_again(product, member, now, today):
    initiative, outcome = start(product, member, now), factories.outcome(product=product)
    tie = {"initiative": initiative, "outcome": outcome, "by": member, "at": now}

    tied = initiatives.contribute(expected_share=30, **tie)
    initiatives.end_contribution(contribution=tied, on=today, by=member, at=now)
    assert Contribution.objects.get().ended_on == today
    initiatives.contribute(**tie)
    assert Contribution.objects.get().ended_on is None


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"title": " "}, initiatives.InitiativeNeedsATitle),
        ({"due_on": date(2026, 1, 1)}, initiatives.DueBeforeStart),
    ],
)
def test_initiative_that_makes_no_sense_is_refused(product, member, now, news, told, refusal):
    with pytest.raises(refusal):
        start(product, member, now, **told)
    assert (Initiative.objects.count(), news) == (0, [])


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_plans_for_a_team(product, member, now, today, request, who):
    person, initiative = request.getfixturevalue(who), start(product, member, now)
    tied = factories.contribution(initiative, factories.outcome(product=product))
    told = {"by": person, "at": now}

    with pytest.raises(NotYourProduct):
        start(product, person, now)
    with pytest.raises(NotYourProduct):
        initiatives.reschedule_initiative(initiative=initiative, due_on=APRIL, **told)
    with pytest.raises(NotYourProduct):
        initiatives.stop_initiative(initiative=initiative, reason="x", on=today, **told)
    with pytest.raises(NotYourProduct):
        initiatives.advance_initiative(
            initiative=initiative, stage=InitiativeStage.DONE, on=today, **told
        )
    with pytest.raises(NotYourProduct):
        initiatives.contribute(initiative=initiative, outcome=tied.outcome, **told)
    with pytest.raises(NotYourProduct):
        initiatives.end_contribution(contribution=tied, on=today, **told)
    assert versions(initiative) == 1
