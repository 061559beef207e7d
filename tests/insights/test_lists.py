"""Lists behind figures: the same count, safe files, constant queries, kind answers."""

import csv
from contextlib import closing
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from insights.actions import roll_ups
from insights.queries.figures import figures_on
from insights.queries.scopes import scope_asked
from pmo_portal.lib.vocabulary import Cadence, Health
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = date(2025, 7, 1)
LISTS = ("product_list", "outcome_list", "initiative_list", "objective_list", "check_in_list")


@pytest.fixture
def world(organisation, product):
    """Outcomes and initiatives of all sorts in two products, rolled up."""
    objective = factories.objective("Grow", code="S1")
    other = factories.product("Elsewhere")
    for owner in (product, other):
        said = factories.check_in(owner, at=NOON, health=Health.AT_RISK)
        for value in (5, 50, 95, None):
            outcome = factories.outcome(product=owner, objective=objective if value else None)
            if value:
                factories.reading(outcome, date(2025, 3, 1), value / 2, at=NOON)
                factories.reading(outcome, date(2025, 6, 1), value, at=NOON)
        for health in (Health.ON_TRACK, Health.OFF_TRACK):
            initiative = factories.initiative(product=owner)
            factories.contribution(initiative, outcome)
            factories.initiative_line(said, initiative, health)
    roll_ups.rebuild(at=NOON)
    return {"objective": objective, "product": product, "other": other}


def listing(client, name, **asked):
    return client.get(reverse(f"insights:{name}"), {"on": ON.isoformat(), **asked}).context[
        "listing"
    ]


def workbook(answer):
    with closing(answer):
        return CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("narrowed", [{}, {"product": "claims"}, {"objective": "grow"}])
@pytest.mark.parametrize("noun", ["outcome", "initiative"])
@pytest.mark.parametrize("health", [*Health.values, "measured", ""])
def test_lists_have_as_many_rows_as_the_figure_says(client, world, member, narrowed, noun, health):
    client.force_login(member)
    figures = figures_on(scope_asked(narrowed, user=member, on=ON), on=ON, user=member)
    column = f"{noun}s_{health}" if health else f"{noun}s"

    shown = listing(client, f"{noun}_list", health=health, **narrowed)

    assert shown.total == getattr(figures, column)
    assert len(shown.rows) == shown.total


def test_several_healths_are_asked_for_with_commas(client, world, member):
    client.force_login(member)

    shown = listing(client, "outcome_list", health="on_track,off_track")

    assert {row.fact.health for row in shown.rows} == {"on_track", "off_track"}


def test_the_sentence_says_what_the_list_holds(client, world, member):
    client.force_login(member)

    shown = listing(client, "outcome_list", health="off_track", product="claims")

    assert shown.sentence == "1 outcome off course of Claims, as known on Tue 1 Jul 2025."


def test_loose_threads_are_asked_for_by_none(client, world, member):
    client.force_login(member)

    shown = listing(client, "outcome_list", objective="none")

    assert [row.objective for row in shown.rows] == [None, None]


def test_rows_come_in_the_order_asked_for(client, world, member):
    client.force_login(member)

    rising = [row.fact.progress for row in listing(client, "outcome_list", sort="progress").rows]
    falling = [row.fact.progress for row in listing(client, "outcome_list", sort="-progress").rows]

    assert rising == [0.05, 0.05, 0.5, 0.5, 0.95, 0.95, None, None]
    assert falling == [0.95, 0.95, 0.5, 0.5, 0.05, 0.05, None, None]


def test_words_are_looked_for_in_names(client, world, member):
    factories.outcome("Glass claims settled", product=world["product"], at=NOON)
    client.force_login(member)
    roll_ups.rebuild(at=NOON)

    shown = listing(client, "outcome_list", q="GLASS settled")

    assert [row.fact.name for row in shown.rows] == ["Glass claims settled"]


def test_a_letter_no_database_takes_is_no_word(client, world, member):
    client.force_login(member)

    assert client.get("/check-ins/?q=%00").status_code == 200


@pytest.mark.parametrize(
    ("cadence", "quiet"), [(Cadence.WEEKLY, ["Claims"]), (Cadence.QUARTERLY, [])]
)
def test_quiet_is_relative_to_the_rhythm_of_the_team(
    client, organisation, team, product, member, cadence, quiet
):
    type(team).objects.filter(pk=team.pk).update(cadence=cadence)
    factories.check_in(product, at=datetime(2025, 6, 10, tzinfo=UTC))
    roll_ups.rebuild(at=NOON)
    client.force_login(member)

    assert [row.fact.name for row in listing(client, "product_list", age="quiet").rows] == quiet


def test_nothing_restricted_is_listed(client, world, outsider, product):
    product.portfolio.restricted = True
    product.portfolio.save()
    client.force_login(outsider)

    seen = {row.fact.product_id for row in listing(client, "outcome_list").rows}

    assert seen == {world["other"].pk}
    assert [row.check_in.product_id for row in listing(client, "check_in_list").rows] == [
        world["other"].pk
    ]


def test_check_ins_read_on_from_any_of_them(client, world, member, product):
    client.force_login(member)
    for _n in range(60):
        factories.check_in(product, at=NOON)

    first = listing(client, "check_in_list")
    second = listing(client, "check_in_list", after=first.older)

    pages = [[row.check_in.pk for row in page.rows] for page in (first, second)]
    assert [len(page) for page in pages] == [50, 12]
    assert sorted(set(pages[0] + pages[1]), reverse=True) == pages[0] + pages[1]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "wrong", [{"product": "claimz"}, {"health": "red"}, {"sort": "salary"}, {"on": "soon"}]
)
def test_what_a_list_does_not_know_gets_help(client, world, member, name, wrong):
    client.force_login(member)

    answer = client.get(reverse(f"insights:{name}"), wrong)

    assert answer.status_code == 404
    assert answer.templates[0].name == "bad_question.html"


def test_a_wrong_name_gets_near_ones(client, world, member):
    client.force_login(member)

    answer = client.get(reverse("insights:outcome_list"), {"health": "off_trak"})

    assert "Did you mean off_track" in answer.content.decode()


def test_an_empty_list_says_what_to_do(client, organisation, member):
    client.force_login(member)

    pages = [client.get(reverse(f"insights:{name}")).content.decode() for name in LISTS]

    assert ["nochart" in page for page in pages] == [True] * len(LISTS)


def test_files_hold_every_row_and_no_formula(client, organisation, product, member):
    for n in range(60):
        factories.outcome(f"=HYPERLINK({n})", product=product, unit="@SUM(A1)")
    roll_ups.rebuild(at=NOON)
    client.force_login(member)

    answer = client.get(reverse("insights:outcome_list"), {"on": ON.isoformat(), "format": "csv"})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    rows = list(csv.DictReader(lines))
    assert answer["Content-Disposition"] == 'attachment; filename="outcomes-2025-07-01.csv"'
    assert len(rows) == 60
    assert {row["name"][:12] for row in rows} == {"'=HYPERLINK("}
    assert {row["unit"] for row in rows} == {"'@SUM(A1)"}


@pytest.mark.parametrize("name", LISTS)
def test_files_come_of_every_list(client, world, member, name):
    client.force_login(member)

    answer = client.get(reverse(f"insights:{name}"), {"format": "csv", "on": ON.isoformat()})

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    headers, *rows = csv.reader(lines)
    assert rows != []
    assert {len(row) for row in rows} == {len(headers)}


@pytest.mark.parametrize("name", LISTS)
def test_workbooks_come_of_every_list_and_say_what_they_are(client, world, member, name):
    client.force_login(member)
    asked = {"format": "xlsx", "on": ON.isoformat(), "product": "claims"}

    answer = client.get(reverse(f"insights:{name}"), asked)

    book = workbook(answer)
    rows, about = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
    said = dict(about)
    assert answer["Content-Disposition"].endswith('-claims-2025-07-01.xlsx"')
    assert len(rows) > 1
    assert book.sheet_names[1] == "About"
    assert said["Day"] == ON
    assert "Claims" in said["Question"]
    assert said["Written for"] == "member@example.test"


def test_a_workbook_says_how_much_is_measured(client, world, member):
    client.force_login(member)

    answer = client.get(reverse("insights:outcome_list"), {"format": "xlsx", "on": ON.isoformat()})

    about = dict(workbook(answer).get_sheet_by_index(1).to_python())
    assert about["Outcomes measured in this scope"] == "6 of 8"
    assert about["Not visible and not counted"] == 0


QUERIES = {
    "product_list": 11,
    "outcome_list": 11,
    "initiative_list": 11,
    "objective_list": 10,
    "check_in_list": 9,
}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_much_for_one_row_as_for_thirty(
    client, django_assert_num_queries, organisation, member, name, count
):
    for n in range(count):
        product = factories.product()
        objective = factories.objective()
        outcome = factories.outcome(product=product, objective=objective)
        factories.reading(outcome, date(2025, 3, 1), n, at=NOON)
        initiative = factories.initiative(product=product)
        factories.contribution(initiative, outcome)
        said = factories.check_in(product, at=NOON, by=member)
        factories.initiative_line(said, initiative, Health.ON_TRACK)
    roll_ups.rebuild(at=NOON)
    client.force_login(member)
    url = reverse(f"insights:{name}")
    client.get(url, {"on": ON.isoformat()})

    with django_assert_num_queries(QUERIES[name]):
        client.get(url, {"on": ON.isoformat()})
