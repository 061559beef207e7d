"""Reports on screen: as published, side by side, found again; the next one to its teams first."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from insights.actions.publication import set_publication
from insights.models import Report, ReportReply
from tests import factories
from tests.insights.reports.conftest import add_up, measure, moment, publish

pytestmark = pytest.mark.django_db
OUT = moment(8, day=1, hour=8)


def opened(client, user, name, *args, at=OUT, **asked):
    client.force_login(user)
    with time_machine.travel(at, tick=False):
        return client.get(reverse(f"insights:{name}", args=args), asked)


@pytest.fixture
def two_weeks(portfolio):
    """Reports of two weeks, the later with something to tell."""
    publish(OUT)
    portfolio["steady"].target_on = portfolio["steady"].target_on + timedelta(days=30)
    portfolio["steady"].known_at = moment(8, day=3)
    portfolio["steady"].save()
    publish(moment(9, day=1, hour=8))
    return portfolio


def test_a_report_shows_what_was_published(client, two_weeks, executive):
    response = opened(client, executive, "report", "2026-w18")

    assert "“Claims in five days” has a new target" in response.text
    assert "?on=2026-05-03" in response.text


def test_every_sentence_leads_to_its_evidence(two_weeks):
    content = Report.objects.get(label="2026-w18").content

    told = [
        *content["items"],
        *content["standfirst"],
        *content["good"],
        *content["quiet"],
        *content["changed"],
    ]
    assert told
    assert all(line["evidence"] and line["evidence"][0]["path"] for line in told)


def test_the_links_open_the_evidence_as_of_that_week(client, two_weeks, executive):
    measure(two_weeks["steady"], 7777, at=moment(10))
    (item,) = Report.objects.get(label="2026-w18").content["items"]
    client.force_login(executive)

    with time_machine.travel(moment(11), tick=False):
        pages = [client.get(proof["path"]) for proof in item["evidence"]]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert all("7,777%" not in page.text for page in pages)


def test_a_week_without_a_report_is_answered_kindly(client, two_weeks, executive):
    response = opened(client, executive, "report", "2020-w01")

    assert response.status_code == 404
    assert "2026-w18" in response.text


def test_reports_are_found_by_their_words(client, two_weeks, executive):
    found = opened(client, executive, "report_list", q="target moved").context["archive"]

    assert [entry.report.label for entry in found.entries] == ["2026-w18"]


def test_two_weeks_stand_side_by_side(client, two_weeks, executive):
    comparison = opened(client, executive, "report_compare").context["comparison"]

    assert (comparison.earlier.report.label, comparison.later.report.label) == (
        "2026-w17",
        "2026-w18",
    )
    assert [item.title for item in comparison.new] == ["“Claims in five days” has a new target"]


def test_who_opened_it_is_kept_where_the_organisation_chose_so_and_seen_by_all(
    client, two_weeks, executive, member
):
    opened(client, executive, "report", "2026-w18")
    rules = {"weekday": 1, "hour": 8, "preview_hours": 24, "first_weekday": 0, "first_month": 1}
    set_publication(**rules, records_openings=True)
    opened(client, executive, "report", "2026-w18")

    response = opened(client, member, "report", "2026-w18")

    assert [str(o.user) for o in response.context["openings"]] == [
        str(executive),
        str(member),
    ]


def test_the_feed_names_the_reports(client, two_weeks, executive):
    response = opened(client, executive, "report_feed")

    assert response["Content-Type"] == "application/atom+xml"
    assert response.text.count("<entry>") == 2


class TestTheNextOne:
    """The team sees it first."""

    @pytest.fixture
    def telling(self, two_weeks):
        """A week with something to tell of the team."""
        two_weeks["other"].target = 80
        two_weeks["other"].known_at = moment(9, day=2)
        two_weeks["other"].save()
        add_up(moment(10, day=0, hour=12))
        return moment(10, day=0, hour=12)

    def test_a_team_named_in_it_sees_it_before_it_appears(self, client, telling, member):
        response = opened(client, member, "report_preview", at=telling)

        assert "“Calls answered” has a new target" in response.text
        assert "Add a line from your team" in response.text

    @pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
    def test_nobody_else_does(self, client, telling, who, request):
        person = request.getfixturevalue(who)

        response = opened(client, person, "report_preview", at=telling)

        assert "Calls answered" not in response.text

    def test_nor_does_the_team_before_its_hour(self, client, telling, member):
        early = telling - timedelta(days=2)

        assert "Calls answered" not in opened(client, member, "report_preview", at=early).text

    def test_its_line_travels_with_the_sentence(self, client, telling, member, team):
        shown = opened(client, member, "report_preview", at=telling)
        items = {item.title: item for item in shown.context["page"].content.items}
        item = items["“Calls answered” has a new target"]
        with time_machine.travel(telling, tick=False):
            client.post(
                reverse("insights:report_preview"),
                {"key": item.key, "team": team.slug, "wording": "We agreed on it with sales."},
            )

        (report,) = publish(moment(10, day=1, hour=8))

        told = {item["key"]: item["replies"] for item in report.content["items"]}
        assert told[item.key] == [{"team": "Payments", "wording": "We agreed on it with sales."}]

    def test_once_it_is_out_nothing_is_added(self, client, telling, member, team):
        publish(moment(10, day=1, hour=8))
        with time_machine.travel(moment(10, day=1, hour=9), tick=False):
            client.force_login(member)
            client.post(
                reverse("insights:report_preview"),
                {"key": "outcome:x:target", "team": team.slug, "wording": "Too late"},
            )

        assert not ReportReply.objects.exists()

    def test_nobody_speaks_for_another_team(self, client, telling, outsider, team):
        client.force_login(outsider)
        with time_machine.travel(telling, tick=False):
            client.post(
                reverse("insights:report_preview"),
                {"key": "outcome:x:target", "team": team.slug, "wording": "Not ours"},
            )

        assert not ReportReply.objects.exists()


def test_the_report_of_a_restricted_portfolio_is_closed_to_others(
    client, portfolio, outsider, whole
):
    vault = factories.portfolio("Vault", restricted=True)
    Report.objects.create(
        kind="portfolio",
        scope_id=vault.pk,
        week=moment(7).date(),
        label="2026-w17",
        content={},
        digest="",
        due_at=OUT,
        published_at=OUT,
    )

    response = opened(client, outsider, "report_of", "portfolio", "vault", "2026-w17")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("kind", "of"), [("team", "payments"), ("objective", "grow"), ("portfolio", "vault")]
)
def test_a_scope_leads_to_its_own_reports(client, portfolio, executive, kind, of):
    factories.portfolio("Vault")
    publish(OUT)

    shown = opened(client, executive, "report_list", kind=kind, of=of).context["archive"]

    assert (shown.scope.slug, shown.entries) == (of, [])


def test_a_scope_nobody_knows_gets_help(client, portfolio, executive):
    assert opened(client, executive, "report_list", kind="team", of="nobody").status_code == 404
