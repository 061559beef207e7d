import pytest

from products import permissions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("lead", True),
        ("member", True),
        ("pmo_lead", False),
        ("executive", False),
        ("outsider", False),
    ],
)
def test_only_the_team_speaks_for_its_product(product, request, who, allowed):
    assert permissions.can_check_in(request.getfixturevalue(who), product) is allowed


def test_pmo_lead_on_the_team_speaks_as_a_member(team, product, pmo_lead):
    factories.membership(pmo_lead, team)

    assert permissions.can_check_in(pmo_lead, product) is True


def test_somebody_who_has_left_writes_nothing(product, member):
    member.is_active = False

    assert permissions.can_check_in(member, product) is False


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("member", False), ("pmo_lead", True), ("executive", False), ("outsider", False)],
)
def test_office_imports_and_places(request, who, allowed):
    person = request.getfixturevalue(who)

    assert permissions.can_import(person) is allowed
    assert permissions.can_place_products(person) is allowed
