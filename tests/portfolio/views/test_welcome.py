"""The first start: until there is an organisation, everything leads to the welcome page."""

import pytest

from portfolio.models import Organisation, User

ASKED = {
    "name": "Harbour Mutual",
    "time_zone": "Europe/London",
    "currency": "gbp",
    "admin_name": "Ada Byron",
    "admin_email": "Ada@Example.test",
    "admin_password": "four unrelated words",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sign-in/", "/settings/", "/api/v1/"])
def test_everything_leads_to_the_welcome_page(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer.url) == (302, "/welcome/")


@pytest.mark.django_db
def test_the_welcome_page_offers_both_ways(client):
    page = client.get("/welcome/").content.decode()

    assert "Begin with your own organisation" in page
    assert "Open the demo" in page


@pytest.mark.django_db
def test_founding_signs_the_administrator_in(client):
    answer = client.post("/welcome/", ASKED)

    person = User.objects.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.email == "ada@example.test"
    assert Organisation.objects.values_list("name", "currency").get() == ("Harbour Mutual", "GBP")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"admin_password": "short"}, "at least 15 characters"),
        ({"admin_password": "ada@example.test"}, "too similar"),
        ({"admin_email": "not an e-mail"}, "valid email"),
        ({"currency": "pounds"}, "at most 3 characters"),
        ({"currency": "12£"}, "Write the three letters"),
        ({"time_zone": "Mars/Base"}, "not one of the available choices"),
        ({"name": ""}, "required"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_made(client, wrong, words):
    answer = client.post("/welcome/", ASKED | wrong)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert (Organisation.objects.count(), User.objects.count()) == (0, 0)


def test_it_happens_once(client, organisation):
    answer = client.post("/welcome/", ASKED)

    assert (answer.status_code, answer.url) == (302, "/")
    assert (Organisation.objects.get().name, User.objects.count()) == ("Testing Ltd", 0)


@pytest.mark.django_db
def test_it_takes_a_form_of_ours(client):
    strict = type(client)(enforce_csrf_checks=True)

    assert strict.post("/welcome/", ASKED).status_code == 403
    assert Organisation.objects.count() == 0
