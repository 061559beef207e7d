"""Jobs may run twice or late, and the figures are the same."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from insights import tasks
from insights.actions.subscribing import subscribe
from insights.models import Cell, Fill, Mark, Report, Snapshot
from insights.queries.report_scopes import of_organisation
from insights.rollups.due import Due, roll_ups_due
from pmo_portal.celery import app
from pmo_portal.lib.vocabulary import ReportForm
from products.actions.readings import record_reading
from products.signals import changed
from tests import factories
from tests.insights.rollups.rows import stored

NOW = datetime(2025, 7, 4, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    """It is noon on the fourth of July."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def outcome(organisation, product):
    """An outcome with a reading that nobody has rolled up."""
    outcome = factories.outcome(product=product, at=datetime(2025, 6, 25, 9, tzinfo=UTC))
    changed.send(sender=None, product_id=product.pk, since=date(2025, 6, 25))
    return outcome


OWN_TASKS = sorted(name for name in app.tasks if name.startswith("insights."))


def test_every_job_is_run_twice_here():
    assert OWN_TASKS == [
        "insights.tasks.deliver_reports",
        "insights.tasks.make_ready",
        "insights.tasks.publish_reports",
        "insights.tasks.roll_up",
        "insights.tasks.roll_up_past",
        "insights.tasks.tick",
    ]


@pytest.mark.parametrize("job", [tasks.roll_up, tasks.roll_up_past])
def test_job_run_twice_leaves_the_same_rows(outcome, lead, job):
    record_reading(outcome=outcome, observed_on=date(2025, 7, 1), value=40, by=lead, at=NOW)
    job()
    once = stored()

    job()

    assert stored() == once != ({}, {})


def test_reports_are_made_and_mailed_once_however_often_their_jobs_run(
    outcome, executive, organisation, mailoutbox
):
    tasks.roll_up()
    tasks.roll_up_past()
    scope = of_organisation(organisation)
    subscribe(
        scope=scope,
        form=ReportForm.MAIL,
        weekday=None,
        organisation=organisation,
        by=executive,
        at=NOW,
    )
    for job in (tasks.publish_reports, tasks.deliver_reports):
        job()
        job()

    assert Report.objects.count() == len(mailoutbox) == 1


@pytest.mark.parametrize(
    "job",
    [
        tasks.roll_up,
        tasks.roll_up_past,
        tasks.tick,
        tasks.publish_reports,
        tasks.deliver_reports,
        tasks.make_ready,
    ],
)
def test_job_without_an_organisation_does_nothing(job):
    job()

    assert not Fill.objects.exists()


def test_jobs_in_either_order_leave_the_same_rows(outcome, lead):
    record_reading(outcome=outcome, observed_on=date(2025, 7, 1), value=40, by=lead, at=NOW)
    tasks.roll_up()
    tasks.roll_up_past()
    one = stored()
    for model in (Cell, Snapshot, Fill):
        model.objects.all().delete()

    tasks.roll_up_past()
    tasks.roll_up()

    assert stored() == one


def test_what_waits_is_today_and_the_days_before(outcome):
    assert roll_ups_due(at=NOW) == Due(today=True, past=True)
    tasks.roll_up()
    assert roll_ups_due(at=NOW) == Due(today=False, past=True)
    tasks.roll_up_past()
    assert roll_ups_due(at=NOW) == Due(today=False, past=False)


def test_missed_nights_are_filled_on_return(outcome):
    tasks.roll_up()
    tasks.roll_up_past()

    with time_machine.travel(datetime(2025, 7, 23, 3, tzinfo=UTC), tick=False):
        tasks.roll_up()
        tasks.roll_up_past()

    filled = Fill.objects.filter(job="roll_up", on__gt=NOW.date())
    assert sorted(filled.values_list("on", flat=True)) == [
        date(2025, 7, 7),
        date(2025, 7, 14),
        date(2025, 7, 21),
        date(2025, 7, 23),
    ]


def test_a_day_that_ends_during_its_roll_up_is_done_again(organisation):
    tasks.roll_ups.mark_if_day_turned(began_at=NOW, at=NOW.replace(hour=23))
    assert not Mark.objects.exists()

    tasks.roll_ups.mark_if_day_turned(began_at=NOW, at=NOW.replace(day=5, hour=0))

    assert list(Mark.objects.values_list("product_id", "since")) == [(None, NOW.date())]


def test_command_fills_what_is_missing(outcome, capsys):
    call_command("rollup")

    assert capsys.readouterr().out == "Rolled up 28 days, to 2025-07-04.\n"
    assert roll_ups_due(at=NOW) == Due(today=False, past=False)


def test_command_makes_all_days_anew(outcome, capsys):
    call_command("rollup")
    before = stored()

    call_command("rollup", "--full")

    assert stored() == before
    assert not Mark.objects.exists()


def test_command_brings_one_day_up_to_date(outcome, capsys):
    call_command("rollup", "--on", "2025-07-01")

    assert list(Fill.objects.values_list("on", flat=True)) == [date(2025, 7, 1)]


def test_command_refuses_a_day_that_has_not_come(outcome):
    with pytest.raises(CommandError, match="2025-07-09 has not come yet"):
        call_command("rollup", "--on", "2025-07-09")
