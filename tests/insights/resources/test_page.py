"""The page of resources: figures and the lists behind them, as known, and as far as one may see."""

import csv
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = date(2025, 7, 1)
JULY, AUGUST, SEPTEMBER = (date(2025, month, 1) for month in (7, 8, 9))
QUARTER = {"period_start": JULY, "period_end": date(2025, 9, 30)}


@pytest.fixture
def world(organisation, product, team):
    """Payments is stretched in August, Lenders has room; Silent never said what it has."""
    grow = factories.objective("Grow", code="S1", intended_share=60)
    lenders = factories.team("Lenders")
    lent = factories.product("Lent", team=lenders)
    for month in (JULY, AUGUST, SEPTEMBER):
        factories.capacity(team, month, 4)
        factories.capacity(lenders, month, 5)
        factories.allocation(product, month, 5 if month == AUGUST else 4, objective=grow)
        factories.allocation(lent, month, 2)
    silent = factories.team("Silent")
    factories.allocation(factories.product("Quiet", team=silent), JULY, 1)
    factories.funding(product, objective=grow, kind="run", planned=300, forecast=330, **QUARTER)
    factories.funding(lent, kind="grow", planned=100, actual=90, **QUARTER)
    factories.funding(lent, planned=9000)
    return {"grow": grow, "team": team, "lent": lent, "silent": silent}


def page(client, **asked):
    answer = client.get(reverse("insights:resources"), {"on": ON.isoformat(), **asked})
    assert answer.status_code == 200
    return answer.context["page"]


def listing(client, name, **asked):
    return client.get(reverse(f"insights:{name}"), {"on": ON.isoformat(), **asked}).context[
        "listing"
    ]


def cells(shown):
    return {row.name: [(cell.text, cell.step) for cell in row.cells] for row in shown.table.rows}


def test_load_by_team_and_month(client, world, member):
    client.force_login(member)

    assert cells(page(client)) == {
        "All with known capacity": [("67", "u2"), ("78", "u1"), ("67", "u2")],
        "Lenders": [("40", "u2"), ("40", "u2"), ("40", "u2")],
        "Payments": [("100", ""), ("125", "v3"), ("100", "")],
        "Silent": [("–", ""), ("–", ""), ("–", "")],
    }


def test_the_opening_says_who_is_stretched_and_who_has_room(client, world, member):
    client.force_login(member)
    words = page(client).words

    assert words.finding == "1 of 2 teams stretched, 1 with room to help, Jul 2025 to Sep 2025."
    assert [(line.name, line.said) for line in words.stretched] == [
        ("Payments", "125% in Aug 2025, 1 person more than it has; above 110% in Aug 2025")
    ]
    assert [(line.name, line.said) for line in words.roomy] == [
        ("Lenders", "up to 3 people free; under 70% in Jul 2025 to Sep 2025")
    ]
    assert words.silent == ["Silent"]


def test_time_by_product_takes_the_tint_of_its_team(client, world, member):
    client.force_login(member)
    shown = cells(page(client, by="product"))

    assert shown["Claims"] == [("4", ""), ("5", "v3"), ("4", "")]
    assert shown["Lent"] == [("2", "u2"), ("2", "u2"), ("2", "u2")]
    assert shown["Quiet"] == [("1", ""), ("–", ""), ("–", "")]


@pytest.mark.parametrize(("by", "words"), [("team", "PAY"), ("product", "claim")])
def test_many_rows_come_by_the_page_and_are_found_by_name_while_sums_stay(
    client, world, member, product, by, words
):
    for number in range(51):
        more = factories.product(f"More {number:02}", portfolio=product.portfolio)
        factories.allocation(more, JULY, 1)
    client.force_login(member)
    first, second, found = (page(client, by=by, **more) for more in ({}, {"page": 2}, {"q": words}))
    groups = [[row for row in one.table.rows if row.is_group] for one in (first, second, found)]
    names = [row.name for one in (first, second) for row in one.table.rows if not row.is_group]

    assert groups[0][0] == groups[1][0] == groups[2][0]
    assert len(first.table.rows) - len(groups[0]) == 50
    assert len(names) == len(set(names)) == 54
    assert [row.name for row in found.table.rows if not row.is_group] == [
        {"team": "Payments", "product": "Claims"}[by]
    ]
    assert found.table.found == "1 of 54"
    assert found.kpis == first.kpis


def test_a_part_of_a_team_is_not_less_busy_than_the_team(client, world, member, product):
    factories.allocation(world["lent"], JULY, 2, team=world["team"])
    client.force_login(member)

    shown = page(client, product="claims")

    assert cells(shown)["Payments"][0] == ("150", "v3")
    assert [layer for layer, _colour in shown.key] == ["S1 Grow", "Other work of these teams"]


def test_every_cell_leads_to_the_lines_that_make_it(client, world, member):
    client.force_login(member)
    row = next(row for row in page(client).table.rows if row.name == "Payments")
    shown = client.get(row.cells[1].url).context["listing"]

    assert row.cells[1].url == "/resources/time/?on=2025-07-01&team=payments&month=2025-08"
    assert [(r.product.name, r.time.fte, r.load) for r in shown.rows] == [
        ("Claims", Decimal(5), 125)
    ]
    assert shown.sentence == (
        "5 people's time in 1 line, Aug 2025 by the team Payments, as known on Tue 1 Jul 2025."
    )


def test_money_by_objective_stands_beside_what_was_meant(client, world, member):
    client.force_login(member)
    money = page(client).money
    rows = [(r.name, r.share, r.meant, r.apart) for r in money.by_objective.rows]

    assert rows == [
        ("Grow", Decimal("0.75"), Decimal("0.6"), Decimal("0.15")),
        ("No objective yet", Decimal("0.25"), None, None),
    ]
    assert money.by_objective.title == "“Grow” gets 15 points more of the money than was meant"
    assert money.period == "Jul 2025 to Sep 2025"
    assert money.coverage == "Money is known of 2 of 3 products."


def test_whole_life_costs_are_never_added_to_a_period(client, world, member):
    client.force_login(member)
    money = page(client).money

    assert (money.whole_life, money.whole_life_lines) == (9000, 1)
    assert money.by_objective.total.planned == 400
    assert [row.amounts.planned for row in money.by_period.rows] == [400]


@pytest.mark.parametrize("table", ["by_objective", "by_kind", "by_period"])
def test_every_amount_leads_to_lines_that_add_up_to_it(client, world, member, table):
    client.force_login(member)
    for row in getattr(page(client).money, table).rows:
        shown = client.get(row.url).context["listing"]
        planned = [r.line.planned for r in shown.rows if r.line.planned is not None]
        assert sum(planned) == row.amounts.planned


def test_a_past_day_shows_nothing_that_was_learned_later(client, world, member, product):
    later = NOON + timedelta(days=30)
    world["team"].allocations.filter(month=AUGUST).update(fte=1, known_at=later)
    world["team"].capacities.filter(month=JULY).update(fte=40, known_at=later)
    factories.funding(product, planned=7, at=later, **QUARTER)
    client.force_login(member)

    assert cells(page(client))["Payments"] == [("100", ""), ("125", "v3"), ("100", "")]
    assert page(client).money.by_objective.total.planned == 400
    assert listing(client, "time_list", team="payments").rows[1].time.fte == 5
    assert listing(client, "funding_list").total == 2


def test_the_strip_says_what_changed_since_the_compare_day(client, world, member):
    world["team"].allocations.filter(month=JULY).update(fte=4, known_at=NOON)
    factories.allocation(world["lent"], JULY, 2, team=world["team"], at=NOON)
    client.force_login(member)
    strip = page(client).kpis

    assert [(kpi.value, kpi.delta) for kpi in strip] == [
        ("9", "+2"),
        ("1", ""),
        ("1", ""),
        ("2", ""),
    ]


def test_restricted_time_and_money_stay_out_of_sight_and_it_is_said(client, world, outsider):
    secret = factories.portfolio("Secret", restricted=True)
    hidden = factories.product("Hidden", portfolio=secret)
    factories.allocation(hidden, JULY, 3, team=world["team"])
    factories.funding(hidden, planned=5000, **QUARTER)
    factories.funding(portfolio=secret, planned=6000, **QUARTER)
    client.force_login(outsider)
    shown = page(client)

    assert cells(shown)["Payments"][0] == ("100", "")
    assert shown.unseen == 1
    assert shown.money.by_objective.total.planned == 400
    assert listing(client, "time_list", team="payments").total == 3
    assert shown.money.unseen_lines == 2
    assert listing(client, "funding_list", period="all").total == 3
    assert listing(client, "funding_list").not_visible == 2
    assert listing(client, "time_list").not_visible == 1


def test_without_any_figures_the_page_says_what_will_appear(client, organisation, product, member):
    client.force_login(member)
    shown = page(client)

    assert (shown.is_empty, shown.chart, shown.table) == (True, None, None)


def test_money_alone_is_shown_without_load(client, organisation, product, member):
    factories.funding(product, planned=100, **QUARTER)
    client.force_login(member)
    shown = page(client)

    assert (shown.is_empty, shown.words, shown.kpis) == (False, None, [])
    assert shown.money.by_objective.total.planned == 100


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["time_list", "funding_list"])
def test_lists_come_as_files(client, world, member, name, form):
    client.force_login(member)
    answer = client.get(reverse(f"insights:{name}"), {"on": ON.isoformat(), "format": form})
    content = b"".join(answer.streaming_content)

    if form == "csv":
        rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
        assert len(rows) == 1 + listing(client, name).total
    else:
        assert content[:2] == b"PK"


@pytest.mark.parametrize(
    "asked",
    [
        *({"from": text} for text in ("2025", "2025-13", "0001-01", "x" * 500)),
        {"from": "2025-07", "to": "2025-06"},
        {"from": "2025-01", "to": "2030-01"},
        {"by": "person"},
        {"period": "2025"},
        {"page": "2"},
        {"team": "nobody"},
    ],
)
def test_a_wrong_question_gets_help(client, world, member, asked):
    client.force_login(member)
    answer = client.get(reverse("insights:resources"), {"on": ON.isoformat(), **asked})

    assert answer.status_code == 404
    assert "bad_question.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("name", ["resources", "time_list", "funding_list"])
@pytest.mark.parametrize("by", ["team", "product"])
def test_the_number_of_queries_does_not_grow(client, world, outsider, name, by):
    factories.portfolio("Secret", restricted=True)
    factories.ask(world["lent"], kind="people", at=NOON)
    client.force_login(outsider)
    ask = {"on": ON.isoformat(), "by": by}

    def counted():
        with CaptureQueriesContext(connection) as context:
            client.get(reverse(f"insights:{name}"), ask)
        return len(context)

    counted()
    before = counted()
    for number in range(10):
        more = factories.product(f"More {number}")
        objective = factories.objective(intended_share=1)
        factories.capacity(more.team, JULY, 2)
        factories.allocation(more, JULY, 1, objective=objective)
        factories.funding(more, planned=1, objective=objective, **QUARTER)
        factories.ask(more, kind="people", at=NOON)

    assert counted() == before
