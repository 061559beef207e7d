import pytest

from pmo_portal.lib.vocabulary import ProductStage
from products.actions import products
from products.actions.refusals import NotForYou, NotYourProduct
from products.models import Product
from tests import factories

pytestmark = pytest.mark.django_db


def create(team, by, now, name="Claims by phone"):
    return products.create_product(
        portfolio=factories.portfolio(), team=team, name=name, by=by, at=now
    )


@pytest.mark.parametrize("who", ["member", "pmo_lead"])
def test_team_and_office_create_products(team, now, today, news, request, who):
    product = create(team, request.getfixturevalue(who), now)

    assert (product.slug, product.team) == ("claims-by-phone", team)
    assert news == [(product.pk, today, True)]


@pytest.mark.parametrize("who", ["executive", "outsider"])
def test_others_do_not_create_products(team, now, request, who):
    with pytest.raises(NotForYou):
        create(team, request.getfixturevalue(who), now)


def test_product_needs_a_name_of_its_own(team, member, now):
    create(team, member, now)

    with pytest.raises(products.SlugIsTaken, match="Claims by phone"):
        create(team, member, now)
    with pytest.raises(products.ProductNeedsAName):
        create(team, member, now, name="?")
    assert Product.objects.count() == 1


def test_team_describes_its_product_and_its_address_stays(product, member, now):
    told = {"purpose": "Pay fast", "stage": ProductStage.SUSTAIN, "by": member, "at": now}

    described = products.describe_product(product=product, name="Claims 2", **told)

    assert (described.name, described.slug, described.stage) == ("Claims 2", "claims", "sustain")
    assert Product.versions_model().objects.filter(pgh_obj_id=product.pk).count() == 2


def test_office_places_a_product_but_does_not_describe_it(product, pmo_lead, member, now):
    elsewhere, others = factories.portfolio(), factories.team()
    place = {"product": product, "portfolio": elsewhere, "team": others, "at": now}

    with pytest.raises(NotForYou):
        products.place_product(by=member, **place)
    with pytest.raises(NotYourProduct):
        products.describe_product(
            product=product, name="X", purpose="", stage=ProductStage.GROW, by=pmo_lead, at=now
        )
    moved = products.place_product(by=pmo_lead, **place)
    assert (moved.portfolio, moved.team) == (elsewhere, others)
