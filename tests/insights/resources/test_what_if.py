"""A scenario in an address: before and after, whose it is, nothing saved, nothing leaked."""

from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from products.models import Allocation, FundingLine
from tests import factories

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)
ON = date(2025, 7, 1)
JULY, AUGUST = date(2025, 7, 1), date(2025, 8, 1)
QUARTER = {"period_start": JULY, "period_end": date(2025, 9, 30)}
RELIEF = "p~payments~claims~-~1~2025-07~2025-08"


@pytest.fixture
def world(organisation, product, team):
    """Payments gives Claims more than it has; money goes to two objectives."""
    grow = factories.objective("Grow", code="S1", intended_share=60)
    keep = factories.objective("Keep", code="S2", intended_share=40)
    other = factories.product("Returns", team=factories.team("Returners"))
    for month in (JULY, AUGUST):
        factories.capacity(team, month, 4)
        factories.allocation(product, month, 5, objective=grow)
        factories.capacity(other.team, month, 4)
        factories.allocation(other, month, 2, objective=keep)
    money = factories.funding(product, objective=grow, planned=300, **QUARTER)
    factories.funding(other, objective=keep, planned=100, **QUARTER)
    return {"grow": grow, "keep": keep, "other": other, "money": money}


def answer(client, **asked):
    return client.get(reverse("insights:what_if"), {"on": ON.isoformat(), **asked})


def page(client, **asked):
    shown = answer(client, **asked)
    assert shown.status_code == 200
    return shown.context["page"]


def both(rows):
    return [(row.name, [(cell.before, cell.after) for cell in row.cells]) for row in rows]


def test_an_empty_scenario_shows_the_figures_that_stand(client, world, member):
    client.force_login(member)
    shown = page(client)

    assert (shown.moves, shown.loads, shown.warnings) == ([], [], [])
    assert not any(figure.is_changed for _label, figure in shown.headlines)
    assert not any(row.amounts.is_changed for row in (*shown.money, *shown.people))


def test_people_moved_to_free_time_relieve_their_team(client, world, member):
    client.force_login(member)
    shown = page(client, moves=RELIEF)

    assert shown.finding == "1 move; 0 teams stretched instead of 1."
    assert both(shown.loads) == [("Payments", [("125", "100"), ("125", "100")])]
    assert both(shown.times) == [("Claims", [("5", "4"), ("5", "4")])]
    assert shown.moves[0].said == (
        "1 person of Payments from Claims to free time, Jul 2025 to Aug 2025"
    )
    assert shown.moves[0].whose == "Payments"


def test_money_moved_shifts_the_shares_and_keeps_the_total(client, world, member):
    client.force_login(member)
    shown = page(client, moves="m~claims~returns~60")

    assert [(row.name, row.before, row.after) for row in shown.money] == [
        ("Grow", Decimal("0.75"), Decimal("0.6")),
        ("Keep", Decimal("0.25"), Decimal("0.4")),
    ]
    assert shown.moves[0].whose == "Payments and Returners"


def test_taking_more_than_there_is_is_said(client, world, member):
    client.force_login(member)
    shown = page(client, moves="p~payments~claims~returns~6~2025-07~2025-07~~m~claims~returns~999")

    assert shown.warnings == [
        "Payments gives Claims less than that in Jul 2025: 1 person too many.",
        "£699 more is taken than there is where it is taken from.",
    ]


def test_nothing_is_saved(client, world, member):
    client.force_login(member)
    before = (
        list(Allocation.objects.values_list("pk", "fte")),
        list(FundingLine.objects.values_list("pk", "planned")),
    )
    answer(client, moves=f"{RELIEF}~~m~claims~returns~60")

    assert before == (
        list(Allocation.objects.values_list("pk", "fte")),
        list(FundingLine.objects.values_list("pk", "planned")),
    )


def test_each_move_opens_the_form_of_its_owner_filled_in(client, world, member, settings):
    client.force_login(member)
    url = reverse("insights:what_if")
    shown = client.get(url, {"moves": RELIEF.replace("2025", "2199")}).context["page"]
    people = urlsplit(shown.moves[0].doors[0].url)
    shown = client.get(url, {"moves": "m~claims~returns~60", "period": "2025-07-01..2025-09-30"})
    money = [urlsplit(door.url) for door in shown.context["page"].moves[0].doors]

    assert people.path == "/teams/payments/time/"
    assert parse_qs(people.query)["from"] == ["2199-07"]
    assert money[0].path == f"/money/{world['money'].public_id}/"
    assert parse_qs(money[0].query) == {"planned": ["240.00"]}


def test_a_past_day_offers_no_form(client, world, member):
    client.force_login(member)

    assert page(client, moves=RELIEF).moves[0].doors == []


def test_a_move_put_together_in_the_form_goes_into_the_address(client, world, member):
    client.force_login(member)
    now = datetime.now(tz=UTC).date()
    asked = {
        "add": "people",
        "team": "payments",
        "amount": "1.5",
        "source": "claims",
        "target": "-",
        "first": f"{now:%Y-%m}",
        "last": f"{now:%Y-%m}",
        "moves": "m~claims~returns~60",
    }
    led = client.get(reverse("insights:what_if"), asked)

    assert led.status_code == 302
    assert parse_qs(urlsplit(led.url).query)["moves"] == [
        f"m~claims~returns~60~~p~payments~claims~-~1.5~{now:%Y-%m}~{now:%Y-%m}"
    ]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"add": "money", "amount": "lots", "source": "claims", "target": "returns"}, "amount"),
        ({"add": "money", "amount": "1k", "source": "claims", "target": "claims"}, "target"),
        ({"add": "money", "amount": "1k", "source": "*", "target": "claims"}, "source_objective"),
    ],
)
def test_a_move_that_cannot_be_is_answered_at_its_field(client, world, member, asked, field):
    client.force_login(member)

    assert list(answer(client, **asked).context["forms"]["money"].errors) == [field]


def test_taking_a_move_out_leaves_the_others(client, world, member):
    client.force_login(member)
    shown = page(client, moves=f"{RELIEF}~~m~claims~returns~60")

    assert [move.without for move in shown.moves] == ["m~claims~returns~60", RELIEF]


def test_a_link_shows_no_more_than_a_person_may_see(client, world, outsider):
    secret = factories.portfolio("Secret", restricted=True)
    hidden = factories.product("Hidden", portfolio=secret)
    factories.funding(hidden, planned=1000, **QUARTER)
    client.force_login(outsider)
    shown = page(client, moves=f"m~hidden~returns~100~~m~nothing~returns~1~~{RELIEF}")

    assert shown.unseen_moves == 2
    assert [move.whose for move in shown.moves] == ["Payments"]
    assert not any(row.amounts.is_changed for row in shown.money)
    assert "Hidden" not in answer(client, moves="m~hidden~returns~100").content.decode()


def test_a_past_day_knows_nothing_that_was_learned_later(client, world, member):
    Allocation.objects.filter(month=JULY).update(fte=1, known_at=datetime(2025, 8, 1, tzinfo=UTC))
    client.force_login(member)

    assert both(page(client, moves=RELIEF).loads)[0][1][0] == ("125", "100")


@pytest.mark.parametrize("moves", ["x", "p~~~~", "m~a~b", "m~a~b~1~~" * 900, "m~a\x00~b~1"])
def test_an_address_that_cannot_be_read_gets_help(client, world, member, moves):
    client.force_login(member)
    shown = answer(client, moves=moves)

    assert shown.status_code == 404
    assert "bad_question.html" in [template.name for template in shown.templates]


def test_the_number_of_queries_does_not_grow(client, world, outsider):
    factories.portfolio("Secret", restricted=True)
    client.force_login(outsider)

    def counted(moves):
        with CaptureQueriesContext(connection) as context:
            answer(client, moves=moves)
        return len(context)

    counted(RELIEF)
    before = counted(RELIEF)
    for number in range(10):
        more = factories.product(f"More {number}")
        factories.capacity(more.team, JULY, 2)
        factories.allocation(more, JULY, 1)
        factories.funding(more, planned=1, **QUARTER)

    assert counted("~~".join([RELIEF, *(f"m~more-{n}~claims~1" for n in range(10))])) == before
