"""The teams named in a report are told when they may read it: before everybody else, once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from insights.actions.previewing import open_previews
from insights.actions.publication import set_publication
from insights.models import ReportPreview
from insights.queries.previews import people_named
from insights.queries.report_scopes import scope_named
from insights.reports.invite import invite_teams
from portfolio.models import PortfolioAccess
from products.actions.mailing import mail_notices
from products.models import Notice
from tests import factories
from tests.insights.reports.conftest import add_up, moment, publish, want

pytestmark = pytest.mark.django_db
OPENS, APPEARS = moment(9, hour=8), moment(9, day=1, hour=8)


@pytest.fixture
def telling(portfolio, member):
    """A week that is over, in which the team moved a target; the week before is published."""
    publish(moment(8, day=1, hour=8))
    portfolio["other"].target, portfolio["other"].known_at = 80, moment(8, day=2)
    portfolio["other"].save()
    add_up(OPENS)
    return portfolio


def opened(client, user, path, at=OPENS):
    client.force_login(user)
    with time_machine.travel(at, tick=False):
        return client.get(path)


def path_in(page) -> str:
    """Return where the newest notice on a person's page leads."""
    return page.text.partition('class="lk-n new" href="')[2].partition('"')[0]


def test_who_is_on_the_team_reads_on_their_page_that_a_report_names_it(client, telling, member):
    invite_teams(at=OPENS)

    home = opened(client, member, reverse("products:home"))
    preview = opened(client, member, path_in(home).replace("&amp;", "&"))

    assert "named in the coming report of Testing Ltd" in home.text
    assert "Tue 5 May 2026, 08:00" in home.text
    assert "“Calls answered” has a new target" in preview.text
    assert Notice.objects.get().read_at == OPENS


def test_they_are_told_once_however_often_anybody_looks(telling, organisation):
    (naming,) = invite_teams(at=OPENS)

    assert invite_teams(at=OPENS + timedelta(minutes=1)) == []
    assert open_previews([naming], organisation=organisation, at=OPENS) == []
    assert Notice.objects.count() == ReportPreview.objects.count() == 1


def test_nobody_is_told_before_the_hour_or_once_it_is_out(telling):
    early = invite_teams(at=OPENS - timedelta(minutes=1))
    late = invite_teams(at=APPEARS)

    assert (early, late) == ([], [])


def test_no_preview_opens_while_its_week_still_runs(telling):
    set_publication(weekday=1, hour=8, preview_hours=144, first_weekday=0, first_month=1)

    assert invite_teams(at=moment(8, day=6, hour=23)) == []
    assert len(invite_teams(at=OPENS)) == 1


def test_other_teams_are_not_told(telling, outsider, executive, pmo_lead):
    invite_teams(at=OPENS)

    assert [notice.user.email for notice in Notice.objects.all()] == ["member@example.test"]


def test_it_comes_by_mail_unless_they_would_rather_not(telling, team):
    factories.membership(factories.user("quiet@example.test", wants_mail=False), team)
    invite_teams(at=OPENS)

    mail_notices(at=OPENS)
    mail_notices(at=OPENS + timedelta(minutes=5))

    (letter,) = mail.outbox
    assert letter.to == ["member@example.test"]
    assert "/reports/preview/?week=2026-04-27" in letter.body


def test_once_it_is_out_the_link_leads_to_the_report(client, telling, member):
    invite_teams(at=OPENS)
    publish(APPEARS)

    home = opened(client, member, reverse("products:home"), at=APPEARS)
    answer = opened(client, member, path_in(home), at=APPEARS)

    assert answer.url == reverse("insights:report", args=["2026-w18"])


def test_two_reports_that_name_a_team_are_one_notice_and_lead_to_each_other(
    client, telling, member, executive
):
    scope = scope_named("team", "payments", user=executive)
    want(scope, executive, at=OPENS)
    invite_teams(at=OPENS)

    preview = opened(client, member, reverse("insights:report_preview"))

    assert Notice.objects.get().parts["of"] == ["Testing Ltd", "Payments"]
    assert "?kind=team&amp;of=payments" in preview.text


def test_whoever_may_not_see_a_restricted_portfolio_is_not_told_of_its_report(member, lead, team):
    vault = factories.portfolio("Vault", restricted=True)
    PortfolioAccess.objects.create(portfolio=vault, user=lead)
    scope = scope_named("portfolio", "vault", user=lead)

    assert people_named(scope, {team.slug}) == [lead]
