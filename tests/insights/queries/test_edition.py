"""What a page rests on changes with figures and with what is open, and with nothing else."""

from datetime import UTC, date, datetime

import pytest

from insights.actions import roll_ups
from insights.models import SavedView
from insights.queries.edition import edition
from portfolio.models import Team
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2025, 7, 4)
AT = datetime(2025, 7, 4, 12, tzinfo=UTC)


@pytest.fixture
def rolled_up(organisation, product):
    roll_ups.rebuild(at=AT)
    return product


def test_an_edition_stands_until_something_changes(rolled_up, executive, member):
    before = edition(executive, on=ON)
    assert before == edition(executive, on=ON)
    assert (before.day, before.waiting, before.is_begun) == (ON, 0, True)

    roll_ups.mark_changed(product_id=rolled_up.pk, since=ON)
    assert edition(executive, on=ON) != before


def test_two_who_see_the_same_have_the_same_edition(rolled_up, executive, outsider):
    assert edition(executive, on=ON) == edition(outsider, on=ON)

    closed = factories.portfolio("Vault", restricted=True)
    assert edition(executive, on=ON).hidden == (closed.pk,)
    assert edition(executive, on=ON) == edition(outsider, on=ON)

    (own,) = outsider.team_ids
    factories.product(team=Team.objects.get(pk=own), portfolio=closed)
    assert edition(outsider, on=ON).own_teams == (own,)
    assert edition(executive, on=ON) != edition(outsider, on=ON)


def test_a_view_saved_by_the_person_is_another_edition(rolled_up, executive, outsider):
    before, others = edition(executive, on=ON), edition(outsider, on=ON)

    SavedView.objects.create(user=executive, name="Mine", query="health=off_track")

    assert edition(executive, on=ON).views != before.views
    assert edition(outsider, on=ON) == others


def test_an_empty_portal_is_not_begun(organisation, executive):
    assert not edition(executive, on=ON).is_begun
