"""The administration mends sign-ins and access; it deletes nothing and edits no fact."""

import pytest

from pmo_portal.lib.vocabulary import Role
from portfolio.admin import site
from portfolio.models import Portfolio, PortfolioAccess
from tests import factories

pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def administrator(client, db):
    person = factories.user(role=Role.ADMINISTRATOR)
    client.force_login(person)
    return person


def test_only_people_organisation_and_access_are_there():
    assert sorted(model.__name__ for model in site._registry) == [
        "Organisation",
        "Portfolio",
        "User",
    ]


def test_a_portfolio_is_restricted_with_a_name_on_it(client, administrator, executive):
    branch = factories.portfolio("Branch")

    answer = client.post(
        f"/admin/portfolio/portfolio/{branch.pk}/change/",
        {
            "restricted": "on",
            "access-TOTAL_FORMS": "1",
            "access-INITIAL_FORMS": "0",
            "access-0-user": executive.pk,
        },
    )

    assert answer.status_code == 302
    assert Portfolio.objects.get().restricted is True
    assert PortfolioAccess.objects.get().user == executive
    written = Portfolio.versions_model().objects.latest("pgh_id").pgh_context
    assert (written["user"], written["door"]) == (administrator.pk, "admin")


@pytest.mark.parametrize("model", ["user", "portfolio", "organisation"])
def test_nothing_is_deleted_or_made_here(client, administrator, model):
    factories.portfolio("Branch")

    assert client.get(f"/admin/portfolio/{model}/add/").status_code == 403
    assert client.post(f"/admin/portfolio/{model}/1/delete/").status_code in {302, 403}
    assert client.get(f"/admin/portfolio/{model}/").status_code == 200
