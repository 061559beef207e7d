"""What changed between two days: figures, targets, money, wording, ties, as was known then."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from insights.actions import roll_ups
from insights.dashboards.wording import pieces
from products.models import FundingLine
from tests import factories

THEN, NOW, LATER = (datetime(2025, 6, day, 9, tzinfo=UTC) for day in (2, 16, 23))
DAYS = {"vs": "2025-06-09", "on": "2025-06-16"}


@pytest.fixture
def world(organisation, product):
    """One outcome and one initiative under an objective, told on the first day."""
    objective = factories.objective("Grow", code="S1", at=THEN)
    outcome = factories.outcome("Faster claims", product=product, objective=objective, at=THEN)
    initiative = factories.initiative("Lookup", product=product, at=THEN, due_on=date(2025, 9, 1))
    roll_ups.rebuild(at=LATER)
    return {"objective": objective, "outcome": outcome, "initiative": initiative}


def redefine(thing, *, at=NOW, **fields):
    for name, value in {**fields, "known_at": at}.items():
        setattr(thing, name, value)
    thing.save()


def page(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("insights:change_list"), {**DAYS, **asked})


def told(response):
    """Return each line as (chapter, thing, what of it, then, now)."""
    return {
        (chapter.key, entry.name, line.label, line.was, line.now)
        for chapter in response.context["page"].chapters
        for entry in chapter.entries
        for line in entry.lines
    }


def test_two_days_on_which_nothing_was_said_show_nothing(client, world, executive):
    response = page(client, executive)

    assert response.context["page"].chapters == []
    assert "Nothing changed between Mon 9 Jun 2025 and Mon 16 Jun 2025." in response.text


def test_a_moved_target_and_date_stand_together_under_their_outcome(client, world, executive):
    redefine(world["outcome"], target=80, target_on=date(2026, 3, 31))

    assert told(page(client, executive)) == {
        ("targets", "Faster claims", "Target", "100", "80"),
        ("targets", "Faster claims", "Target day", "Wed 31 Dec 2025", "Tue 31 Mar 2026"),
    }


def test_new_words_are_laid_beside_the_old(client, world, executive):
    redefine(world["initiative"], hypothesis="Fewer forms make claims faster")
    redefine(world["initiative"], hypothesis="Shorter forms make claims faster", at=NOW)

    (chapter,) = page(client, executive, vs="2025-06-15").context["page"].chapters
    (line,) = chapter.entries[0].lines

    assert (chapter.key, line.now) == ("wording", "Shorter forms make claims faster")


def test_money_shows_the_largest_sum_first(client, world, product, executive):
    for amount in (10, 500):
        FundingLine.objects.create(product=product, planned=amount, known_at=NOW)

    response = page(client, executive)
    (money,) = [c for c in response.context["page"].chapters if c.key == "money"]

    assert [entry.lines[0].now for entry in money.entries] == ["£500", "£10"]


def test_a_tie_names_both_its_ends(client, world, executive):
    factories.contribution(world["initiative"], world["outcome"], at=NOW)

    (chapter,) = page(client, executive).context["page"].chapters

    assert [(e.name, e.is_new) for e in chapter.entries] == [("Lookup → Faster claims", True)]


def test_an_owner_is_not_named(client, world, executive, member):
    redefine(world["outcome"], owner=member)

    response = page(client, executive)

    assert told(response) == {("ties", "Faster claims", "Owner", "", "changed hands")}
    assert member.email not in response.text


def test_what_was_learned_later_does_not_leak(client, world, executive):
    redefine(world["outcome"], name="A name of later", at=LATER)
    factories.initiative("Work of later", product=world["outcome"].product, at=LATER)

    response = page(client, executive)

    assert response.context["page"].chapters == []
    assert "of later" not in response.text


def test_restricted_work_changes_unseen(client, world, outsider, lead):
    closed = factories.product("Closed", portfolio=factories.portfolio("Vault", restricted=True))
    redefine(factories.outcome("Secret", product=closed, at=THEN), target=7)

    assert "Secret" not in page(client, outsider).text


def test_a_filter_keeps_what_lies_in_it(client, world, executive):
    other = factories.product("Other", at=THEN)
    redefine(factories.outcome("Elsewhere", product=other, at=THEN), target=7)
    redefine(world["outcome"], target=80)

    by_product = told(page(client, executive, product="other"))
    by_objective = told(page(client, executive, objective="grow"))

    assert {name for _c, name, *_ in by_product} == {"Elsewhere"}
    assert {name for _c, name, *_ in by_objective} == {"Faster claims"}


def test_all_of_it_comes_as_a_file(client, world, product, executive):
    redefine(world["outcome"], target=80)
    for number in range(10):
        factories.initiative(f"Begun {number}", product=product, at=NOW)
    roll_ups.rebuild(at=LATER)

    answer = page(client, executive, format="csv")
    book = page(client, executive, format="xlsx")
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))

    assert rows[0] == ["change", "name", "place", "what", "was", "now"]
    assert ["targets", "Faster claims", "Claims", "Target", "100", "80"] in rows
    assert ["figures", "Initiatives", "", "", "1", "11"] in rows
    assert {row[1] for row in rows} >= {f"Begun {number}" for number in range(10)}
    assert b"".join(book)[:2] == b"PK"


def test_one_kind_alone_comes_in_pages(client, world, product, executive):
    for number in range(53):
        redefine(factories.outcome(f"Outcome {number}", product=product, at=THEN), target=number)

    first = page(client, executive, kind="targets").context["page"].chapters[0]
    second = page(client, executive, kind="targets", page="2").context["page"].chapters[0]

    assert (first.count, len(first.entries), len(second.entries)) == (53, 50, 3)
    assert first.following
    assert not second.following


@pytest.mark.parametrize("asked", [{"kind": "gossip"}, {"page": "x"}, {"vs": "soon"}])
def test_a_wrong_question_gets_help(client, world, executive, asked):
    assert page(client, executive, **asked).status_code == 404


def test_the_number_of_queries_does_not_grow(client, world, product, executive):
    redefine(world["outcome"], target=80)
    factories.contribution(world["initiative"], world["outcome"], at=NOW)
    page(client, executive)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("insights:change_list"), DAYS)
    for number in range(20):
        outcome = factories.outcome(f"Outcome {number}", product=product, at=THEN)
        redefine(outcome, target=number)
        factories.contribution(world["initiative"], outcome, at=NOW)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("insights:change_list"), DAYS)

    assert len(many) == len(few)


words = st.lists(st.sampled_from(["claims", "fast", "forms", "fewer", "now"]), max_size=8)


@given(words, words)
def test_the_pieces_hold_both_texts(was, now):
    found = pieces(" ".join(was), " ".join(now))

    assert " ".join(p.words for p in found if p.change != "new").split() == was
    assert " ".join(p.words for p in found if p.change != "gone").split() == now
