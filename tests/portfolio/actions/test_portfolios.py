"""Branches of the portfolio."""

from datetime import timedelta

import pytest

from portfolio.actions import portfolios
from portfolio.models import Portfolio, PortfolioAccess
from tests import factories


def test_a_portfolio_moves_and_its_past_stays(pmo_lead, now):
    top = portfolios.define_portfolio(name="Top", by=pmo_lead, at=now)
    branch = portfolios.define_portfolio(name="Branch", by=pmo_lead, at=now)

    later = now + timedelta(days=1)
    portfolios.move_portfolio(portfolio=branch, parent=top, by=pmo_lead, at=later)

    assert Portfolio.objects.get(pk=branch.pk).parent == top
    assert [p.parent_id for p in Portfolio.objects.filter(pk=branch.pk).as_of(now)] == [None]


def test_a_portfolio_cannot_lie_below_itself(pmo_lead, now):
    top = portfolios.define_portfolio(name="Top", by=pmo_lead, at=now)
    middle = portfolios.define_portfolio(name="Middle", parent=top, by=pmo_lead, at=now)
    low = portfolios.define_portfolio(name="Low", parent=middle, by=pmo_lead, at=now)

    with pytest.raises(portfolios.BelowItself):
        portfolios.move_portfolio(portfolio=top, parent=low, by=pmo_lead, at=now)

    assert Portfolio.objects.get(pk=top.pk).parent is None


def test_restricting_again_names_others_and_opening_names_nobody(team, pmo_lead, now):
    branch, person = factories.portfolio(), factories.user()
    access = PortfolioAccess.objects.values_list("user", "team")

    portfolios.restrict_portfolio(portfolio=branch, people=[person], by=pmo_lead, at=now)
    portfolios.restrict_portfolio(portfolio=branch, teams=[team], by=pmo_lead, at=now)
    assert (list(access), branch.restricted) == ([(None, team.pk)], True)

    portfolios.open_portfolio(portfolio=branch, by=pmo_lead, at=now)
    assert (list(access.all()), branch.restricted) == ([], False)


def test_a_portfolio_is_renamed_under_the_same_address(pmo_lead, now):
    branch = portfolios.define_portfolio(name="Branch", by=pmo_lead, at=now)

    portfolios.rename_portfolio(portfolio=branch, name="Bough", by=pmo_lead, at=now)

    assert Portfolio.objects.values_list("slug", "name").get() == ("branch", "Bough")
