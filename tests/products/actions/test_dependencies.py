import pytest

from products.actions import dependencies, risks
from products.actions.refusals import NotYourProduct
from products.models import Dependency, Risk
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(product):
    return factories.initiative(product=product)


def test_both_sides_have_their_word(product, initiative, member, outsider, now, today):
    other = factories.product("Ledger", team=outsider.memberships.get().team)
    declared = dependencies.declare_dependency(
        initiative=initiative, needs=other, needed_by=today, by=member, at=now
    )
    word = {"dependency": declared, "confirmed": True, "promised_on": today, "at": now}

    with pytest.raises(NotYourProduct, match="Ledger"):
        dependencies.answer_dependency(by=member, **word)
    confirmed = dependencies.answer_dependency(by=outsider, **word)
    assert (confirmed.confirmed, confirmed.promised_on) == (True, today)
    with pytest.raises(NotYourProduct, match="Claims"):
        dependencies.end_dependency(dependency=declared, on=today, by=outsider, at=now)
    assert (
        dependencies.end_dependency(dependency=declared, on=today, by=member, at=now).ended_on
        == today
    )
    assert Dependency.versions_model().objects.count() == 3


def test_initiative_needs_another_one_and_not_itself(product, initiative, member, now):
    other = factories.initiative(product=product)
    told = {"initiative": initiative, "by": member, "at": now}

    assert dependencies.declare_dependency(needs=other, **told).needs_initiative == other
    with pytest.raises(dependencies.DependsOnItself):
        dependencies.declare_dependency(needs=initiative, **told)


def test_nobody_declares_needs_for_a_team(product, initiative, pmo_lead, now):
    with pytest.raises(NotYourProduct):
        dependencies.declare_dependency(
            initiative=initiative, needs=factories.product(), by=pmo_lead, at=now
        )


def test_risk_is_raised_and_closed_by_its_team(product, member, outsider, now, today):
    told = {"product": product, "title": "Supplier leaves", "at": now}

    with pytest.raises(risks.RiskOffTheScale):
        risks.raise_risk(likelihood=6, impact=1, by=member, **told)
    with pytest.raises(NotYourProduct):
        risks.raise_risk(likelihood=1, impact=1, by=outsider, **told)
    risk = risks.raise_risk(likelihood=2, impact=5, by=member, **told)
    with pytest.raises(NotYourProduct):
        risks.close_risk(risk=risk, on=today, by=outsider, at=now)
    assert risks.close_risk(risk=risk, on=today, by=member, at=now).closed_on == today
    assert Risk.versions_model().objects.count() == 2
