"""Money is entered and corrected by the office and the product's team; bad amounts are explained."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from portfolio.actions import portfolios
from products.actions.funding import Money, correct_funding
from products.models import FundingLine
from tests import factories
from tests.typed import as_opened

YEAR = {"period_start": "2026-01-01", "period_end": "2026-12-31"}
pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def branch(db):
    return factories.portfolio("Branch")


@pytest.fixture
def new(branch):
    return reverse("products:portfolio_fund", args=["branch"])


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


@pytest.fixture
def line(branch):
    year = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}
    return factories.funding(portfolio=branch, planned=1000, **year)


def edit(line):
    return reverse("products:funding_edit", args=[line.public_id])


def test_money_is_set_aside_for_an_objective(office, new, branch):
    grow = factories.objective("Grow")
    said = {**YEAR, "planned": "£1.2m", "objective": "grow", "kind": "transform"}

    answers = [office.post(new, {**typed, **said}) for typed in [as_opened(office, new)] * 2]

    line = FundingLine.objects.get()
    assert [a.url for a in answers] == ["/portfolios/branch/"] * 2
    assert (line.portfolio, line.product, line.objective) == (branch, None, grow)
    assert (line.planned, line.actual, line.kind) == (Decimal(1_200_000), None, "transform")


@pytest.mark.parametrize(
    ("said", "wrong", "why"),
    [
        ({"planned": "a lot"}, "planned", "“a lot” is not an amount we can read. Write it like"),
        ({"planned": "-5"}, "planned", "Money starts at zero."),
        ({"planned": "9" * 18}, "planned", "is not an amount we can read"),
        ({"planned": ""}, "planned", "Write at least one amount"),
        ({"planned": "5", "period_end": ""}, "period_end", "A period has a first and a last day"),
        ({"planned": "5", "period_end": "2025-01-01"}, "period_end", "ends before it begins"),
    ],
)
def test_bad_amounts_and_periods_are_explained_at_the_field(office, new, said, wrong, why):
    answer = office.post(new, {**as_opened(office, new), **YEAR, **said})

    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (422, [wrong])
    assert why in errors[wrong][0]
    assert not FundingLine.objects.exists()


def test_a_correction_keeps_what_was_known(office, line):
    office.post(edit(line), {**as_opened(office, edit(line)), "actual": "400"})

    line.refresh_from_db()
    versions = FundingLine.versions_model()._default_manager.filter(pgh_obj_id=line.pk)
    amounts = versions.order_by("pgh_id").values_list("planned", "actual")
    assert (line.planned, line.actual) == (1000, 400)
    assert list(amounts) == [(1000, None), (1000, 400)]


def test_two_who_correct_at_once_see_both(office, line, pmo_lead):
    typed = {**as_opened(office, edit(line)), "forecast": "900"}
    money = Money(planned=Decimal(1100), period_start=line.period_start, period_end=line.period_end)
    correct_funding(line=line, money=money, by=pmo_lead, at=line.known_at)

    answer = office.post(edit(line), typed)

    form = answer.context["form"]
    assert answer.status_code == 409
    assert (form["planned"].value(), form["forecast"].value()) == ("1,100", "900")


def test_what_was_entered_by_mistake_is_struck_out(office, line, branch):
    office.post(edit(line), {**as_opened(office, edit(line)), "strike": "1"})

    line.refresh_from_db()
    panel = office.get("/portfolios/branch/money/", headers={"hx-request": "true"})
    assert line.unlisted_on is not None
    assert "Nothing is set aside" in panel.content.decode()


def test_a_team_corrects_its_own_and_not_the_offices(client, member, line, product):
    own = factories.funding(product, planned=10)
    client.force_login(member)

    assert client.get(edit(own)).status_code == 200
    assert client.get(edit(line)).status_code == 403
    assert client.post(edit(line), {"planned": "1"}).status_code == 403


def test_money_of_a_restricted_portfolio_is_not_there_for_others(client, office, line, branch, now):
    portfolios.restrict_portfolio(portfolio=branch, by=None, at=now)

    assert office.get(edit(line)).status_code == 404
    assert office.get("/portfolios/branch/money/").status_code == 404


def test_everyone_reads_what_was_set_aside_on_the_day(client, member, line):
    client.force_login(member)

    def shown(day):
        url = f"/portfolios/branch/money/?on={day}"
        return "£1k" in client.get(url, headers={"hx-request": "true"}).content.decode()

    assert (shown("2026-06-01"), shown("1999-01-01")) == (True, False)
    assert (
        "Correct"
        not in client.get(
            "/portfolios/branch/money/", headers={"hx-request": "true"}
        ).content.decode()
    )
