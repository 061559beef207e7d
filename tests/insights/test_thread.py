"""The golden thread: one objective, what serves it, what was said last, what hangs loose."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from insights.actions import roll_ups
from insights.queries.figures import figures_on
from insights.queries.scopes import scope_asked
from pmo_portal.lib.vocabulary import Health
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 7, 3, 12, tzinfo=UTC)
ON = date(2025, 7, 1)
URL = reverse("insights:thread")


@pytest.fixture
def world(organisation, product):
    """An objective with one below it, served by measured work of which the team has spoken."""
    grow = factories.objective("Grow", code="S1")
    below = factories.objective("Grow abroad", parent=grow)
    served = factories.outcome("Served", product=product, objective=grow, unit="%")
    alone = factories.outcome("Alone", product=product, objective=below)
    untied = factories.outcome("Customers abroad", product=product)
    for outcome, value in ((served, 80), (alone, 5), (untied, 5)):
        factories.reading(outcome, date(2025, 3, 1), value / 2, at=NOON)
        factories.reading(outcome, date(2025, 6, 20), value, at=NOON)
    work = factories.initiative("Work", product=product)
    factories.contribution(work, served)
    said = factories.check_in(product, at=NOON, what_changed="The bank said yes.")
    factories.initiative_line(said, work, Health.AT_RISK)
    roll_ups.rebuild(at=NOON)
    return {
        "untied": untied,
        "grow": grow,
        "below": below,
        "served": served,
        "alone": alone,
        "work": work,
        "said": said,
    }


def page(client, **asked):
    return client.get(URL, {"on": ON.isoformat(), **asked}).context["page"]


def knots(page):
    return [knot for strand in page.strands for knot, _offer in strand.outcomes]


def test_the_thread_goes_from_the_objective_to_the_latest_word(client, world, member):
    client.force_login(member)

    shown = page(client)

    (served, alone), (work,) = knots(shown), knots(shown)[0].initiatives
    assert (shown.objective.name, served.name, alone.name) == ("Grow", "Served", "Alone")
    assert (served.measure, served.health) == ("80%, target 100%", "on_track")
    assert (work.title, work.health) == ("Work", "at_risk")
    assert (work.word.text, work.word.age) == ("The bank said yes.", "Today")
    assert work.word.url == f"/check-ins/{world['said'].public_id}/?on=2025-07-01"


def test_the_outcomes_are_those_that_the_figures_count(client, world, member):
    client.force_login(member)
    figures = figures_on(scope_asked({"objective": "grow"}, user=member, on=ON), on=ON, user=member)

    assert len(knots(page(client))) == figures.outcomes


def test_an_objective_below_has_a_strand_of_its_own(client, world, member):
    client.force_login(member)

    strands = page(client).strands

    assert [(s.objective.name, s.is_first) for s in strands] == [
        ("Grow", True),
        ("Grow abroad", False),
    ]
    below = page(client, objective="grow-abroad")
    assert (below.above.name, [tab.is_here for tab in below.tabs]) == ("Grow", [True])


def test_an_objective_without_outcomes_says_so(client, world, member):
    factories.objective("Empty")
    roll_ups.rebuild(at=NOON)
    client.force_login(member)

    (strand,) = page(client, objective="empty").strands

    assert (strand.is_empty, strand.outcomes) == (True, [])


def test_under_a_filter_nothing_is_said_of_what_lies_elsewhere(client, world, member):
    factories.product("Other")
    client.force_login(member)

    notes = [page(client, **asked).tabs[0].note for asked in ({}, {"team": "payments"})]
    elsewhere = page(client, product="other")

    assert notes == ["1 of 2 on course"] * 2
    assert (elsewhere.tabs[0].note, elsewhere.sees_all) == ("no outcome here", False)


def test_the_page_says_how_much_reaches_an_objective(client, world, member):
    client.force_login(member)

    shown = page(client)

    assert (shown.tied, shown.root_note) == ("1 of 1 initiative", "2 outcomes in 1 product.")
    assert {side.side: side.total for side in shown.loose.sides} == {"unserved": 2, "outcomes": 1}
    assert shown.loose.words == "3 in all, as many as on 24 Jun"


def test_an_untied_outcome_looks_like_the_objective_that_shares_its_words(client, world, member):
    client.force_login(member)

    (side,) = [side for side in page(client).loose.sides if side.side == "outcomes"]

    assert side.items[0].looks_like == "Grow abroad"


def offers(client, **asked):
    shown = client.get(URL, {"view": "loose", **asked}).context["page"]
    return {
        (str(side.side), item.name): (item.offer.label, item.offer.url) if item.offer else None
        for side in shown.overview.sides
        for item in side.items
    }


def test_the_team_is_offered_its_own_forms_and_others_a_word_to_it(client, world, member, outsider):
    untied, alone = world["untied"], world["alone"]
    new_work = ("Start an initiative", "/products/claims/initiatives/new/")
    suggest = "/products/claims/suggest/?about="

    client.force_login(member)
    own = offers(client)
    client.force_login(outsider)
    others = offers(client)

    assert own == {
        ("unserved", "Alone"): new_work,
        ("unserved", "Customers abroad"): new_work,
        ("outcomes", "Customers abroad"): (
            "Tie it to an objective",
            f"/outcomes/{untied.path_part}/edit/",
        ),
    }
    assert others == {
        ("unserved", "Alone"): ("Suggest a tie", suggest + alone.public_id),
        ("unserved", "Customers abroad"): ("Suggest a tie", suggest + untied.public_id),
        ("outcomes", "Customers abroad"): ("Suggest a tie", suggest + untied.public_id),
    }


def test_an_objective_without_outcomes_is_offered_to_any_team_by_the_office(
    client, world, member, outsider, pmo_lead
):
    factories.objective("Empty")
    found = {}
    for person in (member, outsider, pmo_lead):
        client.force_login(person)
        found[person] = offers(client)["objectives", "Empty"]

    assert found == {
        member: ("Name an outcome", "/products/claims/outcomes/new/"),
        outsider: None,
        pmo_lead: ("Offer it to a team", "/offers/new/?about=%2Fobjectives%2Fempty%2F"),
    }
    form = client.get(found[pmo_lead][1]).context["form"]
    assert form["evidence"].value().startswith("“Empty”")


def test_one_side_lists_all_of_it(client, world, member):
    client.force_login(member)

    shown = page(client, view="loose", side="unserved")

    assert (shown.title, [item.name for item in shown.items]) == (
        "Outcomes without an initiative",
        ["Alone", "Customers abroad"],
    )


def test_nothing_is_offered_on_a_past_day(client, world, member):
    client.force_login(member)

    shown = page(client)

    assert [offer for strand in shown.strands for _knot, offer in strand.outcomes] == [None, None]
    assert set(offers(client, on=ON.isoformat()).values()) == {None}


def test_what_was_learned_later_does_not_show(client, world, member, product):
    client.force_login(member)
    before = client.get(URL, {"on": ON.isoformat()}).content
    world["served"].name, world["served"].known_at = "Renamed", LATER
    world["served"].save()
    world["grow"].title, world["grow"].known_at = "Renamed too", LATER
    world["grow"].save()
    factories.contribution(
        factories.initiative("Late", product=product, at=LATER), world["alone"], at=LATER
    )
    late = factories.check_in(product, at=LATER, what_changed="The bank said no.")
    factories.initiative_line(late, world["work"], Health.OFF_TRACK)
    factories.reading(world["served"], date(2025, 6, 30), 1, at=LATER)
    factories.outcome("Late outcome", product=product, objective=world["grow"], at=LATER)
    factories.objective("Late objective", at=LATER)
    roll_ups.rebuild(at=LATER)

    after = client.get(URL, {"on": ON.isoformat()})

    assert without_tokens(after.content) == without_tokens(before)
    assert [k.name for k in knots(page(client, on="2025-07-03"))].count("Late outcome") == 1


def without_tokens(content):
    lines = content.decode().splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_an_objective_not_known_on_the_day_is_not_shown(client, world, member):
    factories.objective("Late", at=LATER)
    client.force_login(member)

    answer = client.get(URL, {"objective": "late", "on": ON.isoformat()})

    assert (answer.status_code, answer.templates[0].name) == (404, "bad_question.html")


def test_work_out_of_sight_is_left_out_and_said_to_be(client, world, outsider, product):
    secret = factories.product("Secret", portfolio=factories.portfolio("Closed", restricted=True))
    factories.outcome("Hidden outcome", product=secret, objective=world["grow"])
    hidden = factories.initiative("Hidden work", product=secret)
    factories.contribution(hidden, world["alone"])
    roll_ups.rebuild(at=NOON)
    client.force_login(outsider)

    answer = client.get(URL, {"on": ON.isoformat()})

    shown = answer.context["page"]
    assert [(knot.name, knot.hidden) for knot in knots(shown)] == [("Served", 0), ("Alone", 1)]
    assert (
        shown.not_visible,
        "2 items you cannot see are not counted" in answer.content.decode(),
    ) == (2, True)
    assert ("Hidden" in answer.content.decode(), "Secret" in answer.content.decode()) == (
        False,
        False,
    )


def test_the_first_page_holds_twenty_and_says_what_comes_after(
    client, organisation, product, member
):
    grow = factories.objective("Grow")
    for n in range(23):
        factories.outcome(f"Outcome {n:02}", product=product, objective=grow)
    roll_ups.rebuild(at=NOON)
    client.force_login(member)

    first, second = page(client), page(client, page="2")

    assert (len(knots(first)), first.more.title, first.more.note) == (
        20,
        "3 more outcomes",
        "3 no news yet",
    )
    assert (len(knots(second)), second.more) == (3, None)
    assert client.get(URL, {"page": "3", "on": ON.isoformat()}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"view": "tree"}, {"view": "loose", "side": "left"}, {"format": "pdf"}, {"objective": "gro"}],
)
def test_what_the_page_does_not_know_gets_help(client, world, member, wrong):
    client.force_login(member)

    answer = client.get(URL, wrong)

    assert (answer.status_code, answer.templates[0].name) == (404, "bad_question.html")


def test_the_file_holds_a_row_for_each_initiative_and_each_outcome_without(client, world, member):
    client.force_login(member)

    answer = client.get(URL, {"on": ON.isoformat(), "format": "csv"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    rows = [
        (r["objective"], r["outcome"], r["initiative"], r["last_word"])
        for r in csv.DictReader(lines)
    ]
    assert rows == [
        ("Grow", "Served", "Work", "The bank said yes."),
        ("Grow abroad", "Alone", "", ""),
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="golden-thread-2025-07-01.csv"'


def test_the_file_comes_as_a_workbook_too(client, world, member):
    client.force_login(member)

    answer = client.get(URL, {"on": ON.isoformat(), "format": "xlsx"})

    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_loose_threads_come_as_a_file_of_every_side(client, world, member):
    client.force_login(member)

    answer = client.get(URL, {"on": ON.isoformat(), "view": "loose", "format": "csv"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert [(r["side"], r["name"], r["team"]) for r in csv.DictReader(lines)] == [
        ("outcomes", "Customers abroad", "Payments"),
        ("unserved", "Alone", "Payments"),
        ("unserved", "Customers abroad", "Payments"),
    ]


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize(("view", "queries"), [("map", 21), ("loose", 11)])
def test_the_thread_asks_as_much_for_one_as_for_fifteen(
    client, organisation, member, django_assert_num_queries, count, view, queries
):
    grow = factories.objective("Grow")
    for n in range(count):
        product = factories.product()
        outcome = factories.outcome(product=product, objective=grow)
        factories.reading(outcome, date(2025, 3, 1), n, at=NOON)
        work = factories.initiative(product=product)
        factories.contribution(work, outcome)
        factories.initiative_line(
            factories.check_in(product, at=NOON, by=member), work, Health.ON_TRACK
        )
        factories.outcome(product=product)
    roll_ups.rebuild(at=NOON)
    client.force_login(member)
    asked = {"on": ON.isoformat(), "view": view}
    client.get(URL, asked)

    with django_assert_num_queries(queries):
        client.get(URL, asked)
