"""Lists by API are asked what the pages are asked, and as strictly."""

from datetime import UTC, date, datetime

import pytest

from insights.actions import roll_ups
from pmo_portal.lib.vocabulary import AnswerKind, Health, WorkKind
from products.actions.asks import answer_ask
from products.models import Initiative
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = "on=2025-07-01"


@pytest.fixture
def world(organisation, product):
    """Two products in two portfolios, one below the other, with work in all sorts of health."""
    top = product.portfolio
    below = factories.product("Below", portfolio=factories.portfolio("Part", parent=top))
    objective = factories.objective("Grow")
    part = factories.objective("Grow more", parent=objective)
    for owner, aim in ((product, objective), (below, part)):
        said = factories.check_in(owner, at=NOON, health=Health.AT_RISK)
        for value in (5, 50):
            outcome = factories.outcome(f"Outcome {value} of {owner}", product=owner, objective=aim)
            factories.reading(outcome, date(2025, 3, 1), value / 2, at=NOON)
            factories.reading(outcome, date(2025, 6, 1), value, at=NOON)
        work = factories.initiative(f"Work of {owner}", product=owner)
        factories.contribution(work, outcome)
        factories.initiative_line(said, work, Health.OFF_TRACK)
    factories.initiative("Loose work", product=product)
    roll_ups.rebuild(at=NOON)


def names(client, url):
    rows = client.get(f"/api/v1/{url}").json()["results"]
    return sorted(row.get("name") or row["title"] for row in rows)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"outcomes/?{ON}&health=off_track", ["Outcome 5 of Below", "Outcome 5 of Claims"]),
        (f"outcomes/?{ON}&health=off_track&q=below", ["Outcome 5 of Below"]),
        (f"outcomes/?{ON}&age=older", []),
        ("outcomes/?q=50 claims", ["Outcome 50 of Claims"]),
        ("outcomes/?objective=grow-more", ["Outcome 5 of Below", "Outcome 50 of Below"]),
        (f"initiatives/?{ON}&objective=grow", ["Work of Below", "Work of Claims"]),
        (f"initiatives/?{ON}&objective=none", ["Loose work"]),
        (f"initiatives/?{ON}&health=off_track,at_risk", ["Work of Below", "Work of Claims"]),
        (f"products/?{ON}&health=at_risk", ["Below", "Claims"]),
        (f"products/?{ON}&objective=grow-more", ["Below"]),
        ("products/?portfolio=part", ["Below"]),
    ],
)
def test_lists_answer_as_the_pages_do(as_user, member, world, url, found):
    assert names(as_user(member), url) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Advise us", "Decide for us", "Lend us a tester"]),
        ("q=tester claims", ["Lend us a tester"]),
        ("kind=advice,people", ["Advise us", "Lend us a tester"]),
        ("to=me", ["Decide for us"]),
        ("reply=no", ["Decide for us", "Lend us a tester"]),
        ("reply=yes", ["Advise us"]),
        ("state=open", ["Decide for us", "Lend us a tester"]),
        ("state=over", ["Advise us"]),
        (f"reply=no&{ON}", ["Advise us", "Decide for us", "Lend us a tester"]),
    ],
)
def test_asks_are_found_as_in_the_queue(
    as_user, organisation, product, pmo_lead, member, asked, found
):
    later = datetime(2025, 7, 2, 12, tzinfo=UTC)
    factories.ask(product, kind="people", wording="Lend us a tester", at=NOON)
    factories.ask(product, wording="Decide for us", at=NOON, to_role=pmo_lead.role)
    advice = factories.ask(product, kind="advice", wording="Advise us", at=NOON)
    for kind, person in ((AnswerKind.ANSWERED, pmo_lead), (AnswerKind.RESOLVED, member)):
        answer_ask(ask=advice, kind=kind, wording="Here", by=person, at=later)

    rows = as_user(pmo_lead).get(f"/api/v1/asks/?{asked}").json()["results"]

    assert sorted(row["wording"] for row in rows) == found


def test_a_portfolio_and_an_objective_mean_all_below_them(as_user, member, product, world):
    client = as_user(member)

    assert len(names(client, f"outcomes/?portfolio={product.portfolio.slug}")) == 4
    assert len(names(client, "outcomes/?objective=grow")) == 4


def test_several_kinds_are_asked_for_with_commas(as_user, member, world):
    Initiative.objects.filter(title="Loose work").update(kind=WorkKind.RUN)
    Initiative.objects.filter(title="Work of Below").update(kind=WorkKind.TRANSFORM)

    found = names(as_user(member), "initiatives/?kind=run,transform")

    assert found == ["Loose work", "Work of Below"]


@pytest.mark.parametrize("place", ["product=claimz", "portfolio=portfoli0", "team=paymnts"])
@pytest.mark.parametrize("noun", ["outcomes", "initiatives", "check-ins", "asks"])
def test_a_wrong_slug_gets_near_ones(as_user, member, world, noun, place):
    answer = as_user(member).get(f"/api/v1/{noun}/?{place}")

    assert answer.status_code == 400
    assert place.split("=")[1] in answer.json()["detail"]


def test_the_near_ones_are_named(as_user, member, world):
    answer = as_user(member).get("/api/v1/outcomes/?product=claimz")

    assert "Did you mean claims?" in answer.json()["detail"]


@pytest.mark.parametrize("wrong", ["health=red", "age=old", "kind=bigger", "objective=grwo"])
def test_a_wrong_value_is_refused(as_user, member, world, wrong):
    assert as_user(member).get(f"/api/v1/outcomes/?{wrong}").status_code == 400


def test_no_slug_tells_of_work_that_cannot_be_seen(as_user, outsider, product, world):
    product.portfolio.restricted = True
    product.portfolio.save()

    answer = as_user(outsider).get("/api/v1/outcomes/?product=claims")

    assert answer.status_code == 400
    assert "Did you mean claims" not in answer.json()["detail"]


def test_weeks_come_in_pages_of_the_size_asked_for(as_user, member, world):
    url = "/api/v1/snapshots/?from=2025-06-02&to=2025-06-30&page_size=2"

    first, last = (as_user(member).get(f"{url}&page={page}") for page in (1, 3))

    assert [row["on"] for row in first.json()] == ["2025-06-02", "2025-06-09"]
    assert 'rel="next"' in first["Link"]
    assert [row["on"] for row in last.json()] == ["2025-06-30"]
    assert as_user(member).get(f"{url}&page=9").status_code == 404
