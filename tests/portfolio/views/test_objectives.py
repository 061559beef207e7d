"""The page of an objective, as known on any day."""

from datetime import UTC, date, datetime

import pytest

from portfolio.actions.versions import write_version
from tests import factories

pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def open_page(client, member):
    client.force_login(member)
    return lambda query="": client.get(f"/objectives/grow/{query}")


def test_the_page_shows_what_why_where_and_what_serves_it(open_page):
    branch = factories.portfolio("Branch")
    above = factories.objective("Thrive")
    grow = factories.objective(
        "Grow", portfolio=branch, parent=above, why="Because", period_end=date(2026, 12, 31)
    )
    factories.objective("Grow abroad", parent=grow)

    page = open_page().content.decode()

    shown = {
        word: word in page for word in ("Because", "Branch", "Thrive", "Grow abroad", "Dec 2026")
    }
    assert shown == dict.fromkeys(shown, True)


def test_the_page_reads_as_it_was_known_on_the_day(open_page):
    grow = factories.objective("Grow", at=datetime(2025, 1, 6, tzinfo=UTC))
    write_version(grow, at=datetime(2025, 6, 2, tzinfo=UTC), title="Grow wisely")

    assert "Grow wisely" not in open_page("?on=2025-05-01").content.decode()
    assert "Grow wisely" in open_page("?on=2025-06-02").content.decode()


def test_before_it_was_known_the_page_says_since_when(open_page):
    factories.objective("Grow", at=datetime(2025, 1, 6, 9, tzinfo=UTC))

    answer = open_page("?on=2024-12-31")

    assert answer.status_code == 404
    assert "known since Mon 6 Jan 2025" in answer.content.decode()


def test_links_keep_the_day(open_page):
    grow = factories.objective("Grow")
    factories.objective("Grow abroad", parent=grow)

    assert "/objectives/grow-abroad/?on=2025-05-01" in open_page("?on=2025-05-01").content.decode()


def test_an_unknown_objective_is_not_there(open_page):
    assert open_page().status_code == 404
