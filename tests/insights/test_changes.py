"""What changed between two days: each kind, from what to what, weightiest first."""

from datetime import UTC, date, datetime

import pytest

from insights.actions import roll_ups
from insights.queries.changes import changes
from insights.scope import Scope
from tests import factories

pytestmark = pytest.mark.django_db
THEN, NOW = datetime(2025, 6, 30, 9, tzinfo=UTC), datetime(2025, 7, 7, 9, tzinfo=UTC)
VS, ON = THEN.date(), NOW.date()
EVERYTHING = Scope()


@pytest.fixture
def portfolio(organisation, product):
    """One product with an outcome off course and an initiative on course, on the first day."""
    outcome = factories.outcome("Faster", product=product, at=THEN, unit="%")
    factories.reading(outcome, date(2025, 3, 3), 10, at=THEN)
    factories.reading(outcome, date(2025, 6, 2), 20, at=THEN)
    initiative = factories.initiative("Lookup", product=product, at=THEN, due_on=date(2025, 9, 1))
    check_in = factories.check_in(product, at=THEN)
    factories.initiative_line(check_in, initiative, "on_track")
    return {"product": product, "outcome": outcome, "initiative": initiative}


def found(user, scope=EVERYTHING, **asked):
    roll_ups.rebuild(at=NOW)
    return changes(scope, on=ON, vs=VS, user=user, **asked)


def redefine(thing, **fields):
    for name, value in {**fields, "known_at": NOW}.items():
        setattr(thing, name, value)
    thing.save()


def test_nothing_changes_when_nothing_was_said(portfolio, executive):
    assert found(executive) == []


def test_nothing_changes_within_one_day(portfolio, executive):
    roll_ups.rebuild(at=NOW)
    assert changes(EVERYTHING, on=ON, vs=ON, user=executive) == []


def test_a_reading_that_turns_an_outcome_shows_both_healths_and_values(portfolio, executive):
    factories.reading(portfolio["outcome"], date(2025, 7, 4), 70, at=NOW)

    (change,) = found(executive)

    assert (change.kind, change.before, change.after) == ("health", "off_track", "on_track")
    assert (change.was, change.now, change.unit) == (20, 70, "%")
    assert change.path_part == portfolio["outcome"].path_part


def test_a_word_that_turns_an_initiative_leads_to_its_check_in(portfolio, executive):
    check_in = factories.check_in(portfolio["product"], at=NOW, what_changed="The bank said no.")
    factories.initiative_line(check_in, portfolio["initiative"], "off_track")

    (change,) = found(executive)

    assert (change.kind, change.before, change.after) == ("health", "on_track", "off_track")
    assert (change.said, change.check_in) == ("The bank said no.", check_in.public_id)


def test_a_moved_date_shows_both_days(portfolio, executive):
    redefine(portfolio["initiative"], due_on=date(2025, 12, 1))

    (change,) = found(executive)

    assert (change.kind, change.was, change.now) == ("date", date(2025, 9, 1), date(2025, 12, 1))


def test_a_moved_target_shows_both_values(portfolio, executive):
    redefine(portfolio["outcome"], target=40)

    (change,) = found(executive)

    assert (change.kind, change.was, change.now) == ("target", 100, 40)


def test_new_and_gone_are_said(portfolio, executive):
    factories.outcome("New one", product=portfolio["product"], at=NOW)
    redefine(portfolio["initiative"], unlisted_on=ON)

    assert {(c.kind, c.name) for c in found(executive)} == {("new", "New one"), ("gone", "Lookup")}


def test_the_weightiest_comes_first_and_only_so_many(portfolio, executive):
    factories.reading(portfolio["outcome"], date(2025, 7, 4), 70, at=NOW)
    factories.outcome("New one", product=portfolio["product"], at=NOW)

    assert [change.name for change in found(executive)] == ["Faster", "New one"]
    assert [change.name for change in found(executive, limit=1)] == ["Faster"]


def test_what_is_restricted_changes_unseen(portfolio, executive, outsider, lead):
    closed = factories.product("Closed", portfolio=factories.portfolio("Vault", restricted=True))
    factories.outcome("Secret", product=closed, at=NOW)

    assert found(outsider) == []


def test_only_the_scope_asked_for_is_told(portfolio, executive):
    other = factories.product("Other")
    factories.outcome("Elsewhere", product=other, at=NOW)

    assert found(executive, Scope(product_id=portfolio["product"].pk)) == []
    assert [c.name for c in changes(Scope(product_id=other.pk), on=ON, vs=VS, user=executive)] == [
        "Elsewhere"
    ]
