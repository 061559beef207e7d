"""The cast of five, the organisation, and the day all tests take for today."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import caches

from pmo_portal.lib.vocabulary import Role
from portfolio.models import Organisation, Team, User
from products.models import Product
from tests import factories
from tests.worker import started, worker  # noqa: F401 - fixtures for all


@pytest.fixture(autouse=True)
def no_page_of_another_test() -> None:
    """Forget the pages put together so far: each test has figures of its own."""
    caches["pages"].clear()


@pytest.fixture
def today() -> date:
    """The day that tests pass in."""
    return date(2026, 1, 7)


@pytest.fixture
def now() -> datetime:
    """A moment on that day."""
    return datetime(2026, 1, 7, 10, tzinfo=UTC)


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The one organisation."""
    return factories.organisation()


@pytest.fixture
def team(db: None) -> Team:
    """The team of the lead and the member."""
    return factories.team("Payments")


@pytest.fixture
def product(team: Team) -> Product:
    """The product of that team."""
    return factories.product("Claims", team=team)


@pytest.fixture
def lead(team: Team) -> User:
    """Leads the team."""
    person = factories.user("lead@example.test")
    factories.membership(person, team, is_lead=True)
    return person


@pytest.fixture
def member(team: Team) -> User:
    """Is on the team."""
    person = factories.user("member@example.test")
    factories.membership(person, team)
    return person


@pytest.fixture
def pmo_lead(db: None) -> User:
    """Leads the PMO."""
    return factories.user("pmo@example.test", role=Role.PMO_LEAD)


@pytest.fixture
def executive(db: None) -> User:
    """Reads the report."""
    return factories.user("executive@example.test", role=Role.EXECUTIVE)


@pytest.fixture
def outsider(db: None) -> User:
    """Is on another team."""
    person = factories.user("outsider@example.test")
    factories.membership(person, factories.team("Elsewhere"))
    return person
