"""There is one organisation, founded once."""

import threading

import pytest
from django.db import connection

from pmo_portal.lib.vocabulary import Role
from portfolio.actions import organisations
from portfolio.models import Organisation, User

FOUNDING = {
    "name": "Harbour Mutual",
    "time_zone": "Europe/London",
    "currency": "GBP",
    "admin_name": "Ada",
    "admin_email": "Ada@Example.test",
    "admin_password": "four unrelated words",
}


@pytest.mark.django_db
def test_founding_makes_the_organisation_and_its_administrator(now):
    person = organisations.found_organisation(**FOUNDING, at=now)

    assert (person.email, person.role, person.is_active) == (
        "ada@example.test",
        Role.ADMINISTRATOR,
        True,
    )
    assert person.check_password("four unrelated words")
    assert Organisation.objects.values_list("name", "is_simulated").get() == (
        "Harbour Mutual",
        False,
    )


@pytest.mark.django_db
def test_a_second_founding_is_refused_and_leaves_nobody_behind(organisation, now):
    with pytest.raises(organisations.AlreadyFounded):
        organisations.found_organisation(**FOUNDING, at=now)

    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_found_at_once_one_does(now):
    start, ends = threading.Barrier(2), []

    def found(email):
        start.wait()
        try:
            organisations.found_organisation(**{**FOUNDING, "admin_email": email}, at=now)
            ends.append("founded")
        except organisations.AlreadyFounded:
            ends.append("refused")
        finally:
            connection.close()

    people = [threading.Thread(target=found, args=(f"{n}@example.test",)) for n in range(2)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()

    assert sorted(ends) == ["founded", "refused"]
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_details_can_change(organisation):
    changed = organisations.describe_organisation(
        organisation=organisation, name="Harbour", time_zone="Asia/Tokyo", currency="JPY"
    )

    assert (changed.name, changed.time_zone, changed.currency) == ("Harbour", "Asia/Tokyo", "JPY")
