"""The search: a page without script, a fragment for the dialog, links that keep the day."""

import pytest
from django.urls import reverse

from tests import factories

URL = reverse("insights:search")
HX = {"HX-Request": "true"}


@pytest.fixture
def world(organisation, product, now):
    """A product with things to find."""
    objective = factories.objective("Glass in a day", code="S1")
    outcome = factories.outcome("Glass claims", product=product, objective=objective)
    initiative = factories.initiative("Glass first", product=product)
    ask = factories.ask(product, at=now, wording="Who knows glass?")
    factories.decision(ask, at=now, what="Glass it is")
    return {"outcome": outcome, "initiative": initiative, "ask": ask}


def found(client, query, **asked):
    page = client.get(URL, {"q": query, **asked}).context["page"]
    return {group.name: [result.url for result in group.results] for group in page.groups}


def test_things_come_by_kind_with_the_way_to_them(client, world, member):
    client.force_login(member)

    assert found(client, "glass") == {
        "Objectives": ["/objectives/glass-in-a-day/"],
        "Outcomes": [f"/outcomes/{world['outcome'].path_part}/"],
        "Initiatives": [f"/initiatives/{world['initiative'].path_part}/"],
        "Decisions": [f"/help/{world['ask'].public_id}/"],
        "Help wanted": [f"/help/{world['ask'].public_id}/"],
    }


def test_every_way_leads_somewhere(client, world, member):
    client.force_login(member)
    urls = {
        url
        for query in ("glass", "claims", "pay", "")
        for urls in found(client, query).values()
        for url in urls
    }

    assert {
        url: client.get(url).status_code for url in urls if "import" not in url
    } == dict.fromkeys(urls, 200)


def test_own_products_bring_actions_and_others_do_not(client, world, member, outsider):
    client.force_login(member)
    assert found(client, "check in cla")["Pages and actions"] == ["/products/claims/check-in/"]

    client.force_login(outsider)
    assert found(client, "check in cla") == {}


def test_pages_of_the_office_are_offered_to_the_office(client, organisation, member, pmo_lead):
    client.force_login(member)
    assert found(client, "impor") == {}

    client.force_login(pmo_lead)
    assert found(client, "impor") == {"Pages and actions": ["/import/"]}


def test_on_a_past_day_links_keep_it_and_nothing_is_offered_to_do(client, world, member):
    client.force_login(member)

    groups = found(client, "claims", on="2026-01-07")

    assert groups["Products"] == ["/products/claims/?on=2026-01-07"]
    assert "Pages and actions" not in groups


def test_nothing_restricted_is_found_or_counted(client, world, outsider, product):
    product.portfolio.restricted = True
    product.portfolio.save()
    client.force_login(outsider)

    page = client.get(URL, {"q": "glass"})

    assert found(client, "glass") == {"Objectives": ["/objectives/glass-in-a-day/"]}
    assert (page.context["page"].total, "Glass claims" in page.content.decode()) == (1, False)


def test_the_dialog_gets_the_results_alone(client, world, member):
    client.force_login(member)

    answer = client.get(URL, {"q": "glass"}, headers=HX)

    text = answer.content.decode()
    assert (text.count("<html"), text.count('role="listbox"'), text.count('role="option"')) == (
        0,
        1,
        5,
    )
    assert "HX-Request" in answer["Vary"]


def test_a_letter_no_database_takes_is_no_word(client, organisation, member):
    client.force_login(member)

    assert client.get(f"{URL}?q=%00").status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_the_search_asks_as_much_for_one_as_for_twenty(
    client, organisation, member, django_assert_num_queries, count
):
    for n in range(count):
        product = factories.product(f"Glass {n}")
        factories.outcome(f"Glass outcome {n}", product=product)
    client.force_login(member)
    client.get(URL, {"q": "glass"})

    with django_assert_num_queries(9):
        client.get(URL, {"q": "glass"}, headers=HX)
