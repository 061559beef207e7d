"""A team enters money of its product; a scenario may fill in the form of a line."""

from decimal import Decimal

import pytest
from django.urls import reverse

from products.models import FundingLine
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(organisation, product):
    return reverse("products:product_fund", args=[product.slug])


def test_a_team_enters_money_and_everyone_sees_it(client, url, product, member):
    client.force_login(member)
    form = client.get(url).context["form"]
    said = {
        "token": form["token"].value(),
        "planned": "1.2m",
        "period_start": "2026-01-01",
        "period_end": "2026-03-31",
        "kind": "grow",
    }
    answer = client.post(url, said)

    assert (answer.status_code, answer.url) == (303, "/products/claims/")
    line = FundingLine.objects.get()
    assert (line.product, line.planned, line.kind) == (product, 1_200_000, "grow")


def test_half_a_period_is_answered_at_its_field(client, url, member):
    client.force_login(member)
    form = client.get(url).context["form"]
    said = {"token": form["token"].value(), "planned": "1", "period_start": "2026-01-01"}
    answer = client.post(url, said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["period_end"])
    assert not FundingLine.objects.exists()


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_else_enters_it(client, url, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == client.post(url, {"planned": "1"}).status_code == 403


def test_a_scenario_fills_in_the_form_of_a_line_and_saves_nothing(client, url, product, member):
    line = factories.funding(product, planned=300)
    client.force_login(member)
    edit = reverse("products:funding_edit", args=[line.public_id])
    form = client.get(edit, {"planned": "240.00"}).context["form"]

    assert form["planned"].value() == "240.00"
    assert FundingLine.objects.get().planned == Decimal(300)
