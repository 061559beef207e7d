"""People's time and money by API: read as known, planned by the team alone, never over others."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.models import Allocation, Capacity
from tests import factories

PEOPLE = "/api/v1/teams/payments/people/?from=2026-01-01"
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def patch(client, body, tag="*", url=PEOPLE):
    return client.patch(url, body, format="json", headers={"If-Match": tag} if tag else {})


def test_a_team_plans_its_people_and_reads_them_back(as_user, team, product, member):
    factories.objective("Grow")
    body = {
        "capacity": [{"month": "2026-01-15", "fte": "4"}],
        "time": [
            {
                "product": "claims",
                "objective": "grow",
                "role": "Tester",
                "month": "2026-02-01",
                "fte": 2.5,
            }
        ],
    }
    answer = patch(as_user(member), body)

    assert answer.status_code == 200, answer.content
    assert answer.json() == as_user(member).get(PEOPLE).json()
    assert answer.json() == {
        "capacity": [{"month": "2026-01-01", "fte": "4.00"}],
        "time": [
            {
                "product": "claims",
                "objective": "grow",
                "role": "Tester",
                "month": "2026-02-01",
                "fte": "2.50",
            }
        ],
    }


def test_what_is_not_named_stays(as_user, team, product, member):
    factories.allocation(product, JANUARY, 1)
    patch(as_user(member), {"time": [{"product": "claims", "month": "2026-02-01", "fte": 2}]})

    assert list(Allocation.objects.order_by("month").values_list("fte", flat=True)) == [1, 2]


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_plans_for_a_team(as_user, team, who, request):
    answer = patch(as_user(request.getfixturevalue(who)), {"capacity": []})

    assert answer.status_code == 403


def test_a_change_out_of_sight_is_refused_with_what_stands(as_user, team, member):
    client = as_user(member)
    tag = client.get(PEOPLE)["ETag"]
    factories.capacity(team, JANUARY, 3)
    late = patch(client, {"capacity": [{"month": "2026-01-01", "fte": 9}]}, tag)

    assert (late.status_code, patch(client, {}, tag="").status_code) == (412, 428)
    assert late.json()["stands"]["capacity"] == [{"month": "2026-01-01", "fte": "3.00"}]
    assert Capacity.objects.get().fte == 3


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"capacity": [{"month": "soon", "fte": 1}]}, "capacity"),
        ({"capacity": [{"month": "2026-01-01", "fte": -1}]}, "capacity"),
        ({"time": [{"product": "nothing", "month": "2026-01-01", "fte": 1}]}, "time"),
        ({"people": []}, "people"),
    ],
)
def test_what_is_unclear_is_refused_by_name(as_user, team, product, member, body, wrong):
    answer = patch(as_user(member), body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])


def test_a_wrong_month_is_refused(as_user, team, member):
    assert as_user(member).get("/api/v1/teams/payments/people/?from=x").status_code == 400


def test_time_and_money_read_as_known_on_a_day(as_user, product, member, now):
    one = factories.allocation(product, JANUARY, 1, at=now - timedelta(days=9))
    line = factories.funding(product, planned=10, at=now - timedelta(days=9))
    one.fte, one.known_at, line.planned, line.known_at = Decimal(2), now, Decimal(20), now
    one.save()
    line.save()
    client = as_user(member)
    then = f"on={(now - timedelta(days=1)).date()}"

    assert [row["fte"] for row in client.get(f"/api/v1/allocations/?{then}").json()["results"]] == [
        "1.00"
    ]
    assert [
        row["fte"] for row in client.get("/api/v1/allocations/?product=claims").json()["results"]
    ] == ["2.00"]
    assert [row["planned"] for row in client.get(f"/api/v1/funding/?{then}").json()["results"]] == [
        "10.00"
    ]


def test_restricted_time_and_money_are_not_there(as_user, team, outsider):
    secret = factories.portfolio("Secret", restricted=True)
    hidden = factories.product("Hidden", portfolio=secret)
    factories.allocation(hidden, JANUARY, 1, team=team)
    factories.funding(hidden, planned=1)
    factories.funding(portfolio=secret, planned=1)
    client = as_user(outsider)

    assert client.get("/api/v1/allocations/").json()["results"] == []
    assert client.get("/api/v1/funding/").json()["results"] == []
    assert client.get(PEOPLE).json() == {"capacity": [], "time": []}
