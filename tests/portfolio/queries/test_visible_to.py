"""A restricted portfolio, and all below it, is seen by named people and teams only."""

import pytest

from portfolio.actions import portfolios
from portfolio.models import Objective, Portfolio, User
from products.models import Outcome, Product
from tests import factories


@pytest.fixture
def branch(db):
    return factories.portfolio("Secret")


@pytest.fixture
def below(branch):
    return factories.portfolio("Below", parent=branch)


@pytest.fixture
def elsewhere(db):
    return factories.portfolio("Open")


def restrict(branch, now, **named):
    portfolios.restrict_portfolio(portfolio=branch, by=None, at=now, **named)


def seen_by(person):
    person = User.objects.get(pk=person.pk)
    return set(Portfolio.objects.visible_to(person).values_list("name", flat=True))


def test_an_open_tree_is_seen_by_everyone(branch, below, elsewhere, outsider):
    assert seen_by(outsider) == {"Secret", "Below", "Open"}


def test_a_restricted_tree_is_seen_by_named_people_and_teams_only(
    branch, below, elsewhere, member, lead, team, outsider, executive, pmo_lead, now
):
    restrict(branch, now, people=[executive], teams=[team])

    everything, rest = {"Secret", "Below", "Open"}, {"Open"}
    assert {
        person.email: seen_by(person) for person in (executive, member, lead, pmo_lead, outsider)
    } == {
        "executive@example.test": everything,
        "member@example.test": everything,
        "lead@example.test": everything,
        "pmo@example.test": rest,
        "outsider@example.test": rest,
    }


def test_a_restricted_branch_below_an_open_one_hides_itself_alone(branch, below, outsider, now):
    restrict(below, now)

    assert seen_by(outsider) == {"Secret"}


def test_objectives_of_a_restricted_portfolio_are_hidden_and_shared_ones_are_not(
    branch, outsider, executive, now
):
    factories.objective("Hidden", portfolio=branch)
    factories.objective("Shared")
    restrict(branch, now, people=[executive])

    seen = {
        person.email: set(Objective.objects.visible_to(person).values_list("title", flat=True))
        for person in (outsider, executive)
    }
    assert seen == {
        "outsider@example.test": {"Shared"},
        "executive@example.test": {"Hidden", "Shared"},
    }


def test_a_product_is_seen_by_its_own_team_wherever_it_lies(
    branch, team, member, outsider, now, client, organisation
):
    product = factories.product("Claims", team=team, portfolio=branch)
    factories.outcome("Faster", product=product)
    restrict(branch, now)

    assert list(Product.objects.visible_to(member)) == [product]
    assert Outcome.objects.visible_to(member).count() == 1
    assert list(Product.objects.visible_to(outsider)) == []
    assert Outcome.objects.visible_to(outsider).count() == 0


def test_what_may_not_be_seen_is_not_there(branch, outsider, now, client, organisation):
    factories.objective("Hidden", portfolio=branch)
    restrict(branch, now)
    client.force_login(outsider)

    assert client.get("/objectives/hidden/").status_code == 404
    assert client.get("/objectives/hidden/?on=2025-02-01").status_code == 404
