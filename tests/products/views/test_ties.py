"""The page on which a tie is suggested."""

import re

import pytest
from django.urls import reverse

from products.models import Notice
from tests import factories

URL = reverse("products:tie_suggest", args=["claims"])


@pytest.fixture
def outcome(organisation, product):
    return factories.outcome("Fewer calls", product=product)


def sent(client, url, wording):
    token = re.search(r'name="token" value="([^"]+)"', client.get(url).content.decode()).group(1)
    return client.post(url, {"token": token, "wording": wording})


def test_a_line_goes_to_the_team_whose_home_leads_to_the_thing(client, outcome, member, pmo_lead):
    client.force_login(pmo_lead)

    answer = sent(client, f"{URL}?about={outcome.public_id}", "It serves S6")

    assert (answer.status_code, answer.url) == (303, f"/outcomes/{outcome.path_part}/")
    client.force_login(member)
    home = client.get(reverse("products:home")).content.decode()
    assert "PMO lead suggests a tie for “Fewer calls”: “It serves S6”" in home
    assert f'href="/outcomes/{outcome.path_part}/"' in home


def test_a_line_about_the_product_leads_back_to_it(client, outcome, member, outsider):
    client.force_login(outsider)

    assert sent(client, URL, "It serves S6").url == "/products/claims/"


def test_without_words_the_page_says_what_is_missing(client, outcome, outsider):
    client.force_login(outsider)

    assert sent(client, URL, "").status_code == 422
    assert Notice.objects.count() == 0


def test_what_is_not_of_the_product_is_not_there(client, outcome, outsider):
    other = factories.outcome(product=factories.product())
    client.force_login(outsider)

    assert client.get(f"{URL}?about={other.public_id}").status_code == 404
