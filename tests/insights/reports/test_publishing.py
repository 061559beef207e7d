"""One report for each scope and week: late if need be, never twice, never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.utils import InternalError

from insights.actions.publication import set_publication
from insights.actions.publishing import AlreadyPublished, publish_report
from insights.models import Publication, Report
from insights.queries.report_scopes import scope_named
from insights.reports.content import from_json, to_json
from insights.reports.publish import draft
from pmo_portal.lib.digest import digest_of
from pmo_portal.lib.weeks import Week
from tests import factories
from tests.insights.reports.conftest import measure, moment, publish, want

pytestmark = pytest.mark.django_db
TUESDAY = {"day": 1, "hour": 8}


def labels():
    return list(Report.objects.order_by("week").values_list("label", flat=True))


def test_a_report_appears_when_its_hour_has_come_and_not_before(portfolio):
    publish(moment(8, day=1, hour=7))
    assert labels() == ["2026-w16"]

    (report,) = publish(moment(8, **TUESDAY))

    assert (report.label, report.week) == ("2026-w17", date(2026, 4, 20))
    assert report.published_at == moment(8, **TUESDAY)


def test_two_looks_make_one_report(portfolio):
    publish(moment(8, **TUESDAY))

    assert publish(moment(8, **TUESDAY) + timedelta(minutes=1)) == []
    assert labels() == ["2026-w17"]


def test_of_two_that_publish_at_once_one_does(portfolio, organisation, whole):
    (report,) = publish(moment(8, **TUESDAY))
    week = Publication().calendar.named(report.label)
    content, replies = draft(whole, week, organisation=organisation)

    with pytest.raises(AlreadyPublished):
        publish_report(
            scope=whole,
            week=week,
            content=to_json(content),
            replies=replies,
            organisation=organisation,
            at=moment(8, **TUESDAY),
        )


def test_three_missed_weeks_are_made_up_each_of_its_own_week_and_late(portfolio):
    publish(moment(8, **TUESDAY))
    measure(portfolio["steady"], 60, at=moment(10))

    made = publish(moment(11, day=3))

    assert [report.label for report in made] == ["2026-w18", "2026-w19", "2026-w20"]
    assert [report.published_at > report.due_at for report in made] == [True, True, True]
    assert [from_json(report.content).heading.last for report in made] == [
        "2026-05-03",
        "2026-05-10",
        "2026-05-17",
    ]


def test_a_late_report_is_the_one_that_would_have_appeared_in_time(portfolio, organisation, whole):
    week = Publication().calendar.named("2026-w17")
    publish(moment(8, **TUESDAY))
    in_time = Report.objects.get().content
    measure(portfolio["steady"], 99, at=moment(9))
    publish(moment(12, **TUESDAY))

    late, _replies = draft(whole, week, organisation=organisation)

    assert to_json(late) == in_time


def test_what_was_published_cannot_be_changed_or_taken_back(portfolio):
    (report,) = publish(moment(8, **TUESDAY))

    for attempt in (
        lambda: Report.objects.update(label="other"),
        lambda: Report.objects.all().delete(),
    ):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            attempt()
    assert digest_of(Report.objects.get().content) == report.digest


def test_a_correction_changes_no_report_and_appears_as_restated_in_the_next(portfolio):
    publish(moment(8, **TUESDAY))
    before = Report.objects.get().content
    wrong = portfolio["steady"].readings.first()
    measure(portfolio["steady"], 41, at=moment(8, day=2), on=wrong.observed_on, supersedes=wrong)

    (report,) = publish(moment(9, **TUESDAY))

    assert Report.objects.get(label="2026-w17").content == before
    (line,) = report.content["restated"]
    assert line["title"] == "Claims in five days"
    assert line["text"] == "The report of last week knew 14%; corrected, it is 41%."


def test_week_53_of_2026_has_its_report(portfolio):
    publish(datetime(2026, 12, 29, 8, tzinfo=UTC))

    (report,) = publish(datetime(2027, 1, 5, 8, tzinfo=UTC))

    assert (report.label, report.week) == ("2026-w53", date(2026, 12, 28))


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [
        ("2026-03-24T07:00+00:00", "2026-03-31T06:00+00:00", "2026-03-31T06:00:00+00:00"),
        ("2026-10-20T06:00+00:00", "2026-10-27T07:00+00:00", "2026-10-27T07:00:00+00:00"),
    ],
)
def test_the_hour_is_that_of_the_organisation_when_clocks_change(
    portfolio, organisation, before, after, due
):
    organisation.time_zone = "Europe/Berlin"
    organisation.save()
    publish(datetime.fromisoformat(before))
    early = publish(datetime.fromisoformat(after) - timedelta(minutes=1))

    (report,) = publish(datetime.fromisoformat(after))

    assert early == []
    assert report.due_at.astimezone(UTC).isoformat() == due


def test_a_fiscal_calendar_numbers_the_weeks(portfolio):
    set_publication(weekday=1, hour=8, preview_hours=24, first_weekday=0, first_month=4)

    (report,) = publish(moment(8, **TUESDAY))

    assert report.label == "2027-w04"


def test_an_address_once_given_shows_its_report_for_good(portfolio, organisation, whole):
    set_publication(weekday=1, hour=8, preview_hours=24, first_weekday=0, first_month=4)
    (first,) = publish(moment(8, **TUESDAY))
    set_publication(weekday=1, hour=8, preview_hours=24, first_weekday=0, first_month=1)
    content, replies = draft(whole, Week(first.week, 2026, 17), organisation=organisation)

    later = publish_report(
        scope=whole,
        week=Publication().calendar.named(first.label),
        content=to_json(content),
        replies=replies,
        organisation=organisation,
        at=datetime(2027, 2, 2, 8, tzinfo=UTC),
    )

    assert (first.label, later.label) == ("2027-w04", "2027-w04-2")


def test_what_anybody_subscribed_to_gets_its_report(portfolio, executive):
    scope = scope_named("team", "payments", user=executive)
    want(scope, executive)

    made = publish(moment(8, **TUESDAY))

    assert [(r.kind, r.content["heading"]["name"]) for r in made] == [
        ("organisation", "Testing Ltd"),
        ("team", "Payments"),
    ]


def test_restricted_work_is_in_no_report_of_the_whole(portfolio):
    closed = factories.product(
        "Closed", portfolio=factories.portfolio("Vault", restricted=True), at=moment(0)
    )
    secret = factories.outcome("Secret", product=closed, at=moment(0))
    measure(secret, 90, at=moment(7))
    factories.check_in(closed, at=moment(7), what_changed="Hush")

    (report,) = publish(moment(8, **TUESDAY))

    assert "Secret" not in str(report.content)
    assert "Closed" not in str(report.content)


def test_a_quiet_week_says_so(portfolio):
    publish(moment(8, **TUESDAY))

    (report,) = publish(moment(9, **TUESDAY))

    assert report.content["headline"] == (
        "Nothing material changed this week: 1 of 2 outcomes is off course"
    )
    assert report.content["items"] == []


def test_the_first_report_of_an_empty_portfolio_says_where_things_stand(organisation, product):
    (report,) = publish(moment(8, **TUESDAY))

    assert report.content["headline"] == "The first report: nothing is measured yet"
