"""Teams, and who is on them."""

from datetime import timedelta

from portfolio.actions import teams
from portfolio.models import Membership, Team
from tests import factories


def test_two_teams_of_one_name_have_two_addresses(pmo_lead, now):
    made = [teams.define_team(name="Data & Insight", by=pmo_lead, at=now) for _ in range(2)]

    assert [team.slug for team in made] == ["data-insight", "data-insight-2"]


def test_a_name_without_letters_has_an_address_too(pmo_lead, now):
    assert teams.define_team(name="数据", by=pmo_lead, at=now).slug


def test_a_renamed_team_keeps_its_address_and_its_past(pmo_lead, now):
    team = teams.define_team(name="Data", by=pmo_lead, at=now)

    teams.redefine_team(team=team, name="Insight", by=pmo_lead, at=now + timedelta(days=1))

    assert (team.slug, Team.objects.get(pk=team.pk).name) == ("data", "Insight")
    assert [known.name for known in Team.objects.filter(pk=team.pk).as_of(now)] == ["Data"]


def test_every_version_has_a_name_on_it(pmo_lead, now):
    team = teams.define_team(name="Data", by=pmo_lead, at=now)

    version = Team.versions_model().objects.get(pgh_obj_id=team.pk)
    assert version.pgh_context == {"user": pmo_lead.pk}


def test_putting_somebody_on_a_team_twice_changes_whether_they_lead(team, pmo_lead):
    person = factories.user()

    for is_lead in (False, True):
        teams.put_on_team(user=person, team=team, is_lead=is_lead, by=pmo_lead)

    assert list(Membership.objects.values_list("user", "is_lead")) == [(person.pk, True)]


def test_taking_somebody_off_leaves_the_others(team, member, lead, pmo_lead):
    teams.take_off_team(user=member, team=team, by=pmo_lead)

    assert list(Membership.objects.values_list("user", flat=True)) == [lead.pk]
