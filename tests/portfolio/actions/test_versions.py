"""Two clocks: what is written of an earlier moment changes that moment, and nothing else."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from pmo_portal.lib.provenance import provenance
from pmo_portal.lib.vocabulary import Door
from portfolio.actions.versions import restate, write_version
from portfolio.models import Objective
from tests import factories

EARLY = datetime(2021, 6, 30, 12, tzinfo=UTC)
MIDDLE = datetime(2022, 6, 30, 12, tzinfo=UTC)
LATE = datetime(2023, 6, 30, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def known(objective, moment):
    return next(iter(Objective.objects.filter(pk=objective.pk).as_of(moment)), None)


def versions(objective):
    return Objective.versions_model().objects.filter(pgh_obj_id=objective.pk)


def test_a_later_version_changes_the_row_and_keeps_what_it_was():
    objective = factories.objective("Grow", at=EARLY)

    assert write_version(objective, at=MIDDLE, title="Grow wisely") is True

    objective.refresh_from_db()
    assert (objective.title, objective.known_at) == ("Grow wisely", MIDDLE)
    assert [known(objective, at).title for at in (EARLY, MIDDLE)] == ["Grow", "Grow wisely"]


def test_an_earlier_version_leaves_the_row_alone():
    objective = factories.objective("Grow", at=MIDDLE, code="S1")

    assert write_version(objective, at=EARLY, title="Grow fast") is True

    objective.refresh_from_db()
    assert (objective.title, objective.known_at) == ("Grow", MIDDLE)
    past = known(objective, EARLY)
    assert (past.title, past.slug, past.public_id) == ("Grow fast", "grow", objective.public_id)
    assert past.code == ""


def test_a_version_between_two_carries_what_stood_before_it():
    objective = factories.objective("Grow", at=EARLY, why="Because")
    write_version(objective, at=LATE, title="Grow wisely")

    write_version(objective, at=MIDDLE, code="S1")

    between = known(objective, MIDDLE)
    assert (between.title, between.why, between.code) == ("Grow", "Because", "S1")
    assert known(objective, LATE).code == ""


@pytest.mark.parametrize("at", [EARLY, MIDDLE])
def test_nothing_new_writes_no_version(at):
    objective = factories.objective("Grow", at=EARLY)
    write_version(objective, at=LATE, title="Grow wisely")
    before = versions(objective).count()

    assert write_version(objective, at=at, title="Grow") is False

    assert versions(objective).count() == before


def test_a_version_remembers_who_wrote_it_and_from_where(pmo_lead):
    objective = factories.objective("Grow", at=MIDDLE)

    with provenance(door=Door.IMPORT, by=pmo_lead):
        write_version(objective, at=EARLY, title="Grow fast")
        write_version(objective, at=LATE, title="Grow wisely")

    written = versions(objective).exclude(known_at=MIDDLE).values_list("pgh_context", flat=True)
    assert list(written) == [{"door": "import", "user": pmo_lead.pk}] * 2


def test_a_related_thing_can_change_in_the_past():
    branch = factories.portfolio("Branch")
    objective = factories.objective("Grow", at=MIDDLE)

    write_version(objective, at=EARLY, portfolio=branch)

    assert known(objective, EARLY).portfolio_id == branch.pk
    assert known(objective, MIDDLE).portfolio_id is None


@pytest.mark.parametrize("order", list(permutations([EARLY, MIDDLE, LATE])))
@pytest.mark.parametrize("titles", [("A", "B", "C"), ("A", "B", "A"), ("A", "A", "B")])
def test_positions_read_the_same_in_whatever_order_they_come(order, titles):
    position = dict(zip((EARLY, MIDDLE, LATE), titles, strict=True))
    objective = factories.objective(position[order[0]], at=order[0], slug="grow")

    for at in order[1:]:
        objective.refresh_from_db()
        if not write_version(objective, at=at, title=position[at]):
            restate(objective, at=at)

    assert {at: known(objective, at).title for at in position} == position
