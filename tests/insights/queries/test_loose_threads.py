"""What hangs loose on each side of the thread, and what serves an outcome."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from insights.queries.loose_threads import Side, loose_counts, loose_threads
from insights.queries.ties import Served, aimed_at, served_by
from insights.scope import Scope
from pmo_portal.lib.vocabulary import Closure, InitiativeStage
from portfolio.models import Objective
from products.queries.known import AsKnown
from tests import factories

NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 12, tzinfo=UTC)
EVERYTHING = Scope()


@pytest.fixture
def world(organisation, product):
    """One thread that is whole, and one loose end on every side."""
    grow, empty = factories.objective("Grow"), factories.objective("Empty")
    whole = factories.outcome("Whole", product=product, objective=grow)
    work = factories.initiative("Work", product=product)
    factories.contribution(work, whole)
    factories.outcome("Unserved", product=product, objective=grow)
    untied = factories.outcome("Untied", product=product)
    factories.contribution(work, untied)
    factories.initiative("Idle", product=product)
    factories.product("Alone")
    return {"whole": whole, "work": work, "empty": empty}


def loose(user, scope=EVERYTHING, *, at=NOON, now=True, **more):
    known = AsKnown(at.date(), at, user)
    ids = list(Objective.objects.values_list("pk", flat=True))
    found = loose_threads(scope, known=known, objective_ids=ids, now=now, most=50, **more)
    return {(one.side, one.name) for one in found}


EXPECTED = {
    (Side.OBJECTIVES, "Empty"),
    (Side.OUTCOMES, "Untied"),
    (Side.UNSERVED, "Unserved"),
    (Side.INITIATIVES, "Idle"),
    (Side.PRODUCTS, "Alone"),
}


@pytest.mark.parametrize("now", [True, False])
def test_each_side_names_what_hangs_loose(world, member, now):
    assert loose(member, now=now) == EXPECTED


def test_counts_are_those_of_the_rows(world, member):
    known = AsKnown(NOON.date(), NOON, member)
    ids = list(Objective.objects.values_list("pk", flat=True))

    assert loose_counts(Scope(), known=known, objective_ids=ids, now=True) == dict.fromkeys(Side, 1)


def test_what_has_ended_needs_no_tie(organisation, product, member):
    objective = factories.objective("Grow")
    factories.outcome(
        "Kept",
        product=product,
        objective=objective,
        closed_as=Closure.REALISED,
        closed_on=date(2026, 1, 1),
    )
    factories.initiative("Done", product=product, stage=InitiativeStage.DONE)
    factories.initiative("Stopped", product=product, stage=InitiativeStage.STOPPED)
    factories.outcome("Gone", product=product, unlisted_on=date(2026, 1, 1))

    assert loose(member) == set()


def test_a_stopped_initiative_serves_nothing(world, member):
    world["work"].stage = InitiativeStage.STOPPED
    world["work"].save()

    assert (Side.UNSERVED, "Whole") in loose(member)


def test_a_tie_taken_back_is_none_from_that_day_on(world, member):
    tie = world["work"].contributions.get(outcome=world["whole"])
    tie.ended_on, tie.known_at = date(2026, 3, 1), LATER
    tie.save()

    assert (Side.UNSERVED, "Whole") not in loose(member, now=False)
    assert (Side.UNSERVED, "Whole") in loose(member, at=LATER, now=False)


def test_an_earlier_day_knows_nothing_of_later_ties(world, member):
    factories.initiative("Later", product=world["work"].product, at=LATER)
    world["whole"].objective, world["whole"].known_at = None, LATER
    world["whole"].save()

    assert loose(member, now=False) == EXPECTED


def test_the_place_narrows_all_sides_but_that_of_objectives(world, member, product):
    other = factories.product("Other")

    found = loose(member, Scope(portfolio_id=other.portfolio_id))

    assert found == {(Side.OBJECTIVES, "Empty"), (Side.PRODUCTS, "Other")}
    assert loose(member, Scope(team_id=product.team_id)) == EXPECTED - {(Side.PRODUCTS, "Alone")}


def test_hidden_work_is_not_named_but_ties(world, outsider, product):
    product.portfolio.restricted = True
    product.portfolio.save()

    assert loose(outsider) == {(Side.OBJECTIVES, "Empty"), (Side.PRODUCTS, "Alone")}


def test_an_outcome_served_in_secret_is_no_loose_end(organisation, outsider, product):
    secret = factories.product("Secret", portfolio=factories.portfolio("Closed", restricted=True))
    outcome = factories.outcome("Open", product=product, objective=factories.objective("Grow"))
    factories.contribution(factories.initiative("Hidden", product=secret), outcome)
    known = AsKnown(NOON.date(), NOON, outsider)

    assert loose(outsider) == set()
    assert served_by([outcome.pk], known=known) == {outcome.pk: Served([], hidden=1)}


def test_one_side_is_read_from_a_place_on(organisation, product, member):
    for n in range(5):
        factories.initiative(f"Idle {n}", product=product)
    known = AsKnown(NOON.date(), NOON, member)

    rows = loose_threads(
        Scope(), known=known, objective_ids=[], now=True, most=2, side=Side.INITIATIVES, after=2
    )

    assert [(row.name, row.total) for row in rows] == [("Idle 2", 5), ("Idle 3", 5)]


def test_what_serves_an_outcome_comes_by_its_share(world, member):
    more = factories.initiative("More", product=world["work"].product)
    tie = factories.contribution(more, world["whole"])
    tie.expected_share = 60
    tie.save()
    known = AsKnown(NOON.date(), NOON, member)

    served = served_by([world["whole"].pk], known=known)

    assert served == {world["whole"].pk: Served([more.pk, world["work"].pk])}


@pytest.mark.parametrize("now", [True, False])
def test_outcomes_are_found_by_the_objective_they_aim_at(world, member, now):
    grow = world["whole"].objective
    known = AsKnown(NOON.date(), NOON, member)
    before = replace(known, moment=datetime(2024, 1, 1, tzinfo=UTC))

    assert len(aimed_at([grow.pk], known=known, now=now)) == 2
    assert aimed_at([world["empty"].pk], known=known, now=now) == []
    assert aimed_at([grow.pk], known=before, now=False) == []
