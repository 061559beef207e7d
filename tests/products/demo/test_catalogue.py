from collections import Counter

import pytest

from products.demo import catalogue
from products.demo.catalogue import (
    InitiativeRow,
    ObjectiveRow,
    OutcomeRow,
    PortfolioRow,
    ProductRow,
    TeamRow,
    of_product,
    rows,
)


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        (ObjectiveRow, 8),
        (PortfolioRow, 6),
        (ProductRow, 40),
        (OutcomeRow, 200),
        (InitiativeRow, 120),
    ],
)
def test_company_is_of_middle_size(kind, count):
    assert len(rows(kind)) == count


def test_every_name_leads_to_something():
    products = {row.slug for row in rows(ProductRow)}
    assert {row.product for row in rows(OutcomeRow)} == products
    assert {row.product for row in rows(InitiativeRow)} == products
    assert {row.team for row in rows(ProductRow)} == {row.slug for row in rows(TeamRow)}
    portfolios = {row.slug for row in rows(PortfolioRow)}
    assert {row.portfolio for row in rows(ProductRow)} <= portfolios
    assert {row.parent for row in rows(PortfolioRow)} <= portfolios | {""}
    assert {row.objective for row in rows(OutcomeRow)} <= {
        row.code for row in rows(ObjectiveRow)
    } | {""}


def test_initiatives_move_outcomes_of_their_product():
    for row in rows(InitiativeRow):
        assert set(row.places) <= set(range(len(of_product(OutcomeRow, row.product)))), row


def test_names_are_not_used_twice_within_a_product():
    named = Counter((row.product, row.name) for row in rows(OutcomeRow))
    titled = Counter((row.product, row.title) for row in rows(InitiativeRow))
    assert (max(named.values()), max(titled.values())) == (1, 1)


def test_intended_shares_make_a_whole():
    assert sum(int(row.share) for row in rows(ObjectiveRow)) == 100


def test_one_objective_has_no_work_and_some_outcomes_no_objective():
    served = {row.objective for row in rows(OutcomeRow)}
    assert {row.code for row in rows(ObjectiveRow)} - served == {"S8"}
    assert "" in served


def test_each_story_is_told_somewhere():
    told = {row.story for row in rows(OutcomeRow)}
    assert told == {
        "",
        "lead",
        "wrong",
        "stall",
        "late",
        "gap",
        "retarget",
        "closed",
        "equal",
        "none",
    }
    assert {row.story for row in rows(InitiativeRow)} == {
        "",
        "slip",
        "stall",
        "done",
        "stopped",
        "new",
    }
    assert {row.story for row in rows(ProductRow)} == {"", "quiet", "stall", "watermelon"}


def test_known_people_are_those_on_the_sign_in_page():
    assert [person["email"] for person in catalogue.people()["known"]] == [
        f"{who}@demo.test" for who in ("pmo", "lead", "member", "executive", "outsider")
    ]
