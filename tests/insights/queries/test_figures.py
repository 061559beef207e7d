"""Figures are the same by whichever way they are summed, and cost the same number of queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insights.actions import roll_ups
from insights.figures import Figures
from insights.queries import figures
from insights.scope import Scope
from products.actions.readings import refresh_current_readings
from tests import factories

pytestmark = pytest.mark.django_db
EVERYTHING, ON = Scope(), date(2025, 7, 4)
AT = datetime(2025, 7, 4, 12, tzinfo=UTC)


@pytest.fixture
def branch(organisation):
    """A portfolio below another, with two products; one objective below another."""
    top = factories.portfolio("Top")
    below = factories.portfolio("Below", parent=top)
    high = factories.objective("High")
    low = factories.objective("Low", parent=high)
    for n, (portfolio, objective) in enumerate([(top, high), (below, low), (below, None)]):
        product = factories.product(f"Product {n}", portfolio=portfolio)
        outcome = factories.outcome(product=product, objective=objective)
        at = datetime(2025, 6, 2, 9, tzinfo=UTC)
        factories.reading(outcome, date(2025, 3, 3), 10, at=at)
        factories.reading(outcome, date(2025, 6, 2), 30 * (n + 1), at=at)
        refresh_current_readings([outcome.pk])
        factories.initiative(product=product)
    roll_ups.rebuild(at=AT)
    return {"top": top, "below": below, "high": high, "low": low}


def test_portfolio_and_objective_mean_all_below_them(branch, executive):
    def outcomes(**scope):
        return figures.figures_on(Scope(**scope), on=ON, user=executive).outcomes

    assert [outcomes(portfolio_id=branch[k].pk) for k in ("top", "below")] == [3, 2]
    assert [outcomes(objective_id=branch[k].pk) for k in ("high", "low")] == [2, 1]
    assert outcomes() == 3


def test_progress_of_a_scope_comes_from_its_cells(branch, executive):
    seen = figures.figures_on(Scope(portfolio_id=branch["below"].pk), on=ON, user=executive)

    assert (seen.progress, seen.coverage, seen.oldest_reading_days(ON)) == (0.75, 1.0, 32)


@pytest.mark.parametrize("by", ["objective", "portfolio", "product", "team"])
def test_parts_are_the_same_ready_made_and_summed_for_somebody(branch, executive, outsider, by):
    hidden = factories.product("Hidden", portfolio=factories.portfolio("Closed", restricted=True))
    factories.outcome(product=hidden, objective=branch["high"])
    ready_made = figures.figures_by(EVERYTHING, on=ON, user=executive, by=by)
    roll_ups.rebuild(at=AT)

    assert figures.figures_by(EVERYTHING, on=ON, user=outsider, by=by) == ready_made


def test_parts_within_a_scope_leave_out_what_lies_above(branch, executive):
    within = Scope(objective_id=branch["low"].pk)

    parts = figures.figures_by(within, on=ON, user=executive, by="objective")

    assert {key: part.outcomes for key, part in parts.items()} == {branch["low"].pk: 1}


def test_what_lies_in_no_objective_is_a_part_of_its_own(branch, executive):
    parts = figures.figures_by(EVERYTHING, on=ON, user=executive, by="objective")

    assert {key: (part.outcomes, part.products) for key, part in parts.items()} == {
        branch["high"].pk: (2, 0),
        branch["low"].pk: (1, 0),
        None: (1, 3),
    }


def test_cells_add_up_to_the_whole(branch, executive):
    cells = figures.figures_by_cell(EVERYTHING, on=ON, user=executive)

    assert sum(cells.values(), Figures()) == figures.figures_on(EVERYTHING, on=ON, user=executive)


def test_series_answers_for_each_day_with_what_was_known(branch, executive, outsider):
    days = [date(2025, 1, 1), date(2025, 1, 6), date(2025, 6, 1), date(2025, 6, 2), ON]
    for scope, person in (
        (EVERYTHING, executive),
        (Scope(portfolio_id=branch["top"].pk), outsider),
    ):
        points = figures.series(scope, days=days, user=person)

        assert [(day, part.outcomes, part.outcomes_measured) for day, part in points] == [
            (days[0], 0, 0),
            (days[1], 3, 0),
            (days[2], 3, 0),
            (days[3], 3, 3),
            (days[4], 3, 3),
        ]


def test_a_day_is_answered_by_the_latest_rolled_up_before_it(branch):
    assert figures.day_shown(date(2025, 6, 5)) == date(2025, 6, 2)
    assert figures.day_shown(date(2025, 1, 5)) is None
    assert figures.rolled_up_at() == AT


def test_before_anything_is_known_all_is_zero(executive):
    assert figures.figures_on(EVERYTHING, on=ON, user=executive) == Figures()
    assert figures.figures_by(EVERYTHING, on=ON, user=executive) == {}
    assert figures.progress_of_roll_up() == (None, 0)


@pytest.mark.parametrize("size", [1, 10])
def test_queries_do_not_grow_with_the_portfolio(branch, executive, size):
    for _ in range(size):
        product = factories.product(portfolio=branch["below"])
        factories.outcome(product=product, objective=branch["low"])
    roll_ups.rebuild(at=AT)
    both = Scope(portfolio_id=branch["top"].pk, objective_id=branch["high"].pk)
    figures.figures_on(EVERYTHING, on=ON, user=executive)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        figures.series(both, days=[ON, date(2025, 6, 2)], user=executive)
        figures.figures_by(EVERYTHING, on=ON, user=executive)
        figures.figures_by_cell(both, on=ON, user=executive)

    assert len(queries) == 3
