"""What people set for themselves, and what administrators look after."""

import re

import pytest

from pmo_portal.lib.vocabulary import Role
from portfolio.models import ApiToken, Membership, Organisation, Team, User
from portfolio.queries.api_tokens import token_named
from tests import factories

pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def administrator(client, organisation):
    person = factories.user("ada@example.test", role=Role.ADMINISTRATOR)
    client.force_login(person)
    return person


def secret(answer):
    return re.search(r'class="secret">([^<]+)<', answer.content.decode())[1]


def test_a_person_changes_their_name(client, member):
    client.force_login(member)

    assert client.post("/settings/", {"name": "Mo"}).status_code == 302
    assert User.objects.get(pk=member.pk).name == "Mo"


def test_a_key_is_shown_once(client, member):
    client.force_login(member)

    answer = client.post("/settings/tokens/", {"label": "Sheet"})

    assert token_named(secret(answer)).user == member
    later = client.get("/settings/").content.decode()
    assert ("Sheet" in later, secret(answer) in later) == (True, False)


def test_a_key_needs_a_label(client, member):
    client.force_login(member)

    assert client.post("/settings/tokens/", {"label": ""}).status_code == 200
    assert ApiToken.objects.count() == 0


def test_a_key_is_taken_back_by_its_person_alone(client, member, lead):
    client.force_login(member)
    client.post("/settings/tokens/", {"label": "Sheet"})
    address = f"/settings/tokens/{ApiToken.objects.get().public_id}/revoke/"

    client.force_login(lead)
    assert client.post(address).status_code == 404
    client.force_login(member)
    assert client.post(address).status_code == 302
    assert ApiToken.objects.count() == 0


def test_an_administrator_adds_a_person_who_chooses_a_password_by_link(
    client, administrator, team, settings
):
    answer = client.post(
        "/settings/people/",
        {"name": "Mo", "email": "Mo@example.test", "role": "member", "teams": [team.pk]},
    )
    link = secret(answer).removeprefix(settings.SITE_URL)

    visitor = type(client)()
    form = visitor.get(link, follow=True).redirect_chain[-1][0]
    words = "another four good words"
    visitor.post(form, {"password1": words, "password2": words})

    person = User.objects.get(email="mo@example.test")
    assert (person.check_password(words), person.team_ids) == (True, {team.pk})


def test_somebody_who_is_here_is_not_added_again(client, administrator, member):
    answer = client.post(
        "/settings/people/", {"name": "Mo", "email": member.email, "role": "member"}
    )

    assert "is here already" in answer.content.decode()


def test_the_last_administrator_stays(client, administrator):
    address = f"/settings/people/{administrator.public_id}/"

    answer = client.post(address, {"role": "member", "is_active": "on"}, follow=True)

    assert "Somebody has to stay administrator" in answer.content.decode()
    assert User.objects.get().role == Role.ADMINISTRATOR


def test_a_person_who_left_can_be_let_in_again(client, administrator, member):
    address = f"/settings/people/{member.public_id}/"

    client.post(address, {"role": "executive"})
    assert User.objects.filter(pk=member.pk).values_list("role", "is_active").get() == (
        "executive",
        False,
    )
    client.post(address, {"role": "executive", "is_active": "on"})
    assert User.objects.get(pk=member.pk).is_active is True


def test_teams_are_made_filled_renamed_and_emptied(client, administrator, outsider):
    client.post("/settings/teams/", {"name": "Data", "cadence": "monthly"})
    client.post("/settings/teams/data/members/", {"user": "outsider@example.test", "is_lead": "on"})
    client.post("/settings/teams/data/", {"name": "Insight", "cadence": "weekly"})

    team = Team.objects.get(slug="data")
    assert (team.name, team.cadence) == ("Insight", "weekly")
    assert Membership.objects.get(team=team).is_lead is True

    client.post(f"/settings/teams/data/members/{outsider.public_id}/remove/")
    assert Membership.objects.filter(team=team).count() == 0


def test_changes_to_a_team_bear_the_administrators_name(client, administrator):
    client.post("/settings/teams/", {"name": "Data", "cadence": "monthly"})

    written = Team.versions_model().objects.get().pgh_context
    assert (written["user"], written["door"]) == (administrator.pk, "web")


def test_the_organisation_is_renamed(client, administrator):
    client.post(
        "/settings/organisation/", {"name": "Harbour", "time_zone": "Asia/Tokyo", "currency": "jpy"}
    )

    assert Organisation.objects.values_list("name", "time_zone", "currency").get() == (
        "Harbour",
        "Asia/Tokyo",
        "JPY",
    )


@pytest.mark.parametrize("page", ["/settings/people/", "/settings/teams/"])
def test_the_lists_ask_the_database_as_often_for_many_as_for_one(
    client, administrator, team, page, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(30) as asked:
            client.get(page)
        return len(asked)

    before = count()
    for _ in range(3):
        factories.membership(factories.user(), factories.team())
    assert count() == before
