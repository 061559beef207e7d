"""A team describes its product; the office creates it and says where it lies."""

import pytest
from django.urls import reverse

from pmo_portal.lib.vocabulary import ProductStage
from products.actions.products import describe_product
from products.models import Product
from tests import factories
from tests.typed import as_opened

pytestmark = pytest.mark.usefixtures("organisation")


@pytest.fixture
def ours(client, member, product):
    client.force_login(member)
    return client


@pytest.fixture
def office(client, pmo_lead):
    client.force_login(pmo_lead)
    return client


def at(name, slug):
    return reverse(f"products:product_{name}", args=[slug])


def test_a_product_is_created_for_a_team_in_a_portfolio(office, team):
    branch = factories.portfolio("Branch")
    new = at("create", "branch")
    typed = {**as_opened(office, new), "name": "Claims", "team": "payments", "stage": "explore"}

    answers = [office.post(new, typed) for _ in range(2)]

    product = Product.objects.get()
    assert [(a.status_code, a.url) for a in answers] == [(303, "/products/claims/")] * 2
    assert (product.portfolio, product.team, product.stage) == (branch, team, "explore")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({"name": ""}, "name"), ({"team": ""}, "team"), ({"name": "Claims"}, "name")],
)
def test_what_is_unclear_is_marked(office, product, said, wrong):
    factories.portfolio("Branch")
    new = at("create", "branch")
    typed = {**as_opened(office, new), "name": "Other", "team": "payments", "stage": "grow", **said}

    answer = office.post(new, typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert Product.objects.count() == 1


def test_a_team_says_what_its_product_is(ours, product):
    edit = at("describe", "claims")
    links = {"link-0-label": "Board", "link-0-url": "https://board.example/1"}

    sent = ours.post(
        edit, {**as_opened(ours, edit), **links, "name": "Claims desk", "stage": "retire"}
    )

    product.refresh_from_db()
    assert (sent.status_code, sent.url) == (303, "/products/claims/")
    assert (product.name, product.stage) == ("Claims desk", ProductStage.RETIRE)
    assert product.links == [{"label": "Board", "url": "https://board.example/1"}]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"link-0-label": "Board"}, "link-0-url"),
        ({"link-0-url": "javascript:alert(1)"}, "link-0-url"),
        ({"link-0-url": "ftp://files.example/"}, "link-0-url"),
        ({"name": " "}, "name"),
    ],
)
def test_links_lead_somewhere(ours, product, said, wrong):
    edit = at("describe", "claims")

    answer = ours.post(edit, {**as_opened(ours, edit), **said})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])


def test_two_of_a_team_who_describe_it_at_once_see_both(ours, product, lead):
    edit = at("describe", "claims")
    typed = {**as_opened(ours, edit), "purpose": "Settle claims"}
    stage = ProductStage(product.stage)
    describe_product(
        product=product, name="Claims desk", purpose="", stage=stage, by=lead, at=product.known_at
    )

    answer = ours.post(edit, typed)

    form = answer.context["form"]
    assert answer.status_code == 409
    assert (form["name"].value(), form["purpose"].value()) == ("Claims desk", "Settle claims")


def test_the_office_places_a_product_and_describes_none(office, product):
    branch, others = factories.portfolio("Branch"), factories.team("Others")
    place = at("place", "claims")

    office.post(place, {**as_opened(office, place), "portfolio": "branch", "team": others.slug})

    product.refresh_from_db()
    assert (product.portfolio, product.team) == (branch, others)
    assert office.get(at("describe", "claims")).status_code == 403


def test_a_page_of_a_portfolio_lists_what_lay_in_it_on_the_day(client, member, product):
    client.force_login(member)
    slug = product.portfolio.slug

    panel = client.get(f"/portfolios/{slug}/products/", headers={"hx-request": "true"})
    before = client.get(
        f"/portfolios/{slug}/products/?on=1999-01-01", headers={"hx-request": "true"}
    )

    assert "Claims" in panel.content.decode()
    assert "No product that is open to you" in before.content.decode()
