"""Money by API: entered once by those who own it, corrected in sight of what stands."""

from datetime import date, timedelta

import pytest

from products.models import FundingLine
from tests import factories

URL = "/api/v1/funding/"
YEAR = {"period_start": "2026-01-01", "period_end": "2026-12-31"}


def send(client, body, key="once"):
    return client.post(URL, body, format="json", headers={"Idempotency-Key": key})


def correct(client, line, body, tag=None):
    url = f"{URL}{line.public_id}/"
    tag = client.get(url)["ETag"] if tag is None else tag
    return client.patch(url, body, format="json", headers={"If-Match": tag} if tag else {})


def test_a_team_enters_its_money_once_and_reads_it_back(as_user, product, member):
    factories.objective("Grow")
    body = {"product": "claims", "objective": "grow", "kind": "run", "planned": "1200000", **YEAR}
    client = as_user(member)

    first, again = send(client, body), send(client, body)
    other = send(client, {**body, "planned": "1"})

    assert [a.status_code for a in (first, again, other)] == [201, 201, 422]
    assert FundingLine.objects.count() == 1
    assert first.json() == client.get(f"{URL}{first.json()['id']}/").json()
    assert {**body, "planned": "1200000.00"}.items() <= first.json().items()


def test_a_correction_leaves_the_rest_and_the_past(as_user, product, member, now):
    grow = factories.objective("Grow")
    line = factories.funding(
        product, objective=grow, planned=10, actual=1, at=now - timedelta(days=9)
    )
    client = as_user(member)

    said = correct(client, line, {"planned": 20, **YEAR})
    then = client.get(f"{URL}?on={(now - timedelta(days=1)).date()}").json()["results"]

    assert said.status_code == 200, said.content
    assert {
        "objective": "grow",
        "planned": "20.00",
        "actual": "1.00",
    }.items() <= said.json().items()
    assert [(row["planned"], row["period_start"]) for row in then] == [("10.00", None)]


def test_a_line_is_struck_out_from_a_day_on(as_user, product, member):
    line = factories.funding(product, planned=10)

    wordy = correct(as_user(member), line, {"unlisted_on": "2026-01-05", "planned": 2})
    struck = correct(as_user(member), line, {"unlisted_on": "2026-01-05"})

    line.refresh_from_db()
    assert (wordy.status_code, struck.status_code) == (400, 200)
    assert (line.unlisted_on, line.planned) == (date(2026, 1, 5), 10)


def test_a_correction_out_of_sight_is_refused_with_what_stands(as_user, product, member):
    line = factories.funding(product, planned=10)
    client = as_user(member)
    tag = client.get(f"{URL}{line.public_id}/")["ETag"]
    correct(client, line, {"planned": 20})

    late, blind = (correct(client, line, {"planned": 30}, tag=one) for one in (tag, ""))

    assert (late.status_code, blind.status_code) == (412, 428)
    assert late.json()["stands"]["planned"] == "20.00"


@pytest.mark.parametrize("who", ["executive", "outsider"])
def test_others_write_no_money(as_user, product, request, who):
    line = factories.funding(product, planned=10)
    client = as_user(request.getfixturevalue(who))

    answers = [
        send(client, {"product": "claims", "planned": 1}),
        correct(client, line, {"planned": 1}),
    ]

    assert [a.status_code for a in answers] == [403, 403]
    assert FundingLine.objects.get().planned == 10


def test_money_of_a_portfolio_is_the_offices(as_user, product, member, pmo_lead):
    body = {"portfolio": product.portfolio.slug, "planned": 5}

    answers = [send(as_user(who), body).status_code for who in (member, pmo_lead)]

    assert answers == [403, 201]
    assert FundingLine.objects.get().portfolio == product.portfolio


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"planned": 1}, "detail"),
        ({"product": "claims", "portfolio": "branch", "planned": 1}, "detail"),
        ({"product": "claims"}, "detail"),
        ({"product": "claims", "planned": -1}, "planned"),
        ({"product": "claims", "planned": 1, "period_start": "2026-01-01"}, "detail"),
        ({"product": "nothing", "planned": 1}, "product"),
        ({"product": "claims", "planed": 1}, "planed"),
    ],
)
def test_what_is_unclear_is_refused_by_name(as_user, product, member, body, wrong):
    factories.portfolio("Branch")

    answer = send(as_user(member), body)

    assert (answer.status_code, list(answer.json())) == (400, [wrong])
    assert not FundingLine.objects.exists()


def test_money_out_of_sight_is_neither_named_nor_corrected(as_user, outsider):
    secret = factories.portfolio("Secret", restricted=True)
    line = factories.funding(factories.product("Hidden", portfolio=secret), planned=1)
    client = as_user(outsider)

    entered = send(client, {"product": "hidden", "planned": 1})

    assert (entered.status_code, list(entered.json())) == (400, ["product"])
    assert correct(client, line, {"planned": 2}, tag="*").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("portfolio=branch", [1, 2]),
        ("portfolio=twig", [2]),
        ("team=lenders", [1]),
        ("q=lent", [1]),
        ("kind=run,grow", [1, 2]),
        ("kind=grow", [2]),
    ],
)
def test_money_is_found_as_on_its_page(as_user, member, asked, found):
    branch = factories.portfolio("Branch")
    lent = factories.product("Lent", portfolio=branch, team=factories.team("Lenders"))
    factories.funding(lent, planned=1, kind="run")
    factories.funding(portfolio=factories.portfolio("Twig", parent=branch), planned=2, kind="grow")
    factories.funding(factories.product("Elsewhere"), planned=3)

    rows = as_user(member).get(f"{URL}?{asked}").json()["results"]

    assert sorted(int(float(row["planned"])) for row in rows) == found
