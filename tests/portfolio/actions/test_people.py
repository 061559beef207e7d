"""Adding people, and who may administer."""

import pytest

from pmo_portal.lib.vocabulary import Role
from portfolio.actions import people
from portfolio.models import User
from tests import factories


def test_a_new_person_is_on_their_teams_and_has_no_password_yet(team, pmo_lead, now):
    person = people.add_person(
        name="Mo", email="Mo@Example.test", teams=[team], by=pmo_lead, at=now
    )

    assert (person.email, person.role, person.team_ids) == (
        "mo@example.test",
        Role.MEMBER,
        {team.pk},
    )
    assert not person.has_usable_password()


def test_an_e_mail_is_there_once_whatever_its_case(member, now):
    with pytest.raises(people.AlreadyHere):
        people.add_person(name="Again", email="MEMBER@example.test", by=None, at=now)

    assert User.objects.count() == 1


def test_a_person_may_leave_and_return(member):
    people.change_standing(user=member, is_active=False, by=None)
    assert User.objects.get(pk=member.pk).is_active is False

    people.change_standing(user=member, is_active=True, by=None)
    assert User.objects.get(pk=member.pk).is_active is True


@pytest.mark.parametrize("change", [{"role": Role.MEMBER}, {"is_active": False}])
def test_somebody_stays_administrator(db, change):
    last = factories.user(role=Role.ADMINISTRATOR)

    with pytest.raises(people.LastAdministrator):
        people.change_standing(user=last, by=last, **change)

    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


def test_of_two_administrators_one_may_go(db):
    one, _other = (factories.user(role=Role.ADMINISTRATOR) for _ in range(2))

    people.change_standing(user=one, role=Role.MEMBER, by=one)

    assert User.objects.get(pk=one.pk).role == Role.MEMBER
