"""Sign-in by e-mail and password: kind to people, closed to guessing."""

import re

import pytest
from django.core import mail

from portfolio.models import Organisation, User
from tests import factories

PASSWORD = "four unrelated words"


@pytest.fixture
def person(organisation):
    return factories.user("mo@example.test", password=PASSWORD)


def sign_in(client, email="mo@example.test", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def said(answer):
    """What the page says about the attempt, without its marks."""
    alert = re.search(r'role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", alert[1]).strip()


def test_the_right_password_signs_in_whatever_the_case_of_the_e_mail(client, person):
    answer = sign_in(client, "Mo@Example.TEST")

    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in_as(client) == str(person.pk)


def test_an_unknown_person_and_a_wrong_password_get_the_same_answer(client, person):
    wrong = sign_in(client, password="not this one at all")
    unknown = sign_in(client, email="nobody@example.test")

    assert [said(wrong), said(unknown)] == ["This e-mail and this password do not go together."] * 2
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert signed_in_as(client) is None


def test_somebody_who_left_cannot_sign_in(client, person):
    User.objects.update(is_active=False)

    answer = sign_in(client)

    assert (answer.status_code, answer.url) == (302, "/sign-in/inactive/")
    assert signed_in_as(client) is None


def test_five_wrong_guesses_close_the_door_to_the_right_one_too(client, person):
    for guess in range(5):
        sign_in(client, password=f"wrong guess number {guess}")

    answer = sign_in(client)

    assert said(answer) == "That was too often. Wait five minutes and try again."
    assert signed_in_as(client) is None


def test_people_land_where_they_were_going(client, person):
    assert sign_in(client, next="/settings/").url == "/settings/"


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)"])
def test_nobody_is_led_out_of_the_portal(client, person, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_signing_out_takes_a_post(client, person):
    client.force_login(person)

    client.get("/sign-out/")
    assert signed_in_as(client) is not None

    answer = client.post("/sign-out/")
    assert (answer.url, signed_in_as(client)) == ("/sign-in/", None)


def test_nobody_can_sign_up(client, organisation):
    addresses = ["/signup/", "/sign-up/", "/accounts/signup/", "/sign-in/signup/"]

    assert {client.get(url).status_code for url in addresses} == {404}


@pytest.mark.parametrize(("simulated", "count"), [(True, 5), (False, 0)])
def test_the_demo_sign_ins_are_shown_in_the_demo_only(client, organisation, simulated, count):
    Organisation.objects.update(is_simulated=simulated)

    page = client.get("/sign-in/").content.decode()

    assert page.count("@demo.test</small>") == count
    assert page.count('value="try-the-portal-today"') == count


def test_a_demo_sign_in_is_one_press(client, organisation):
    Organisation.objects.update(is_simulated=True)
    member = factories.user("member@demo.test", password="try-the-portal-today")
    page = client.get("/sign-in/?next=/settings/").content.decode()
    form = next(f for f in re.findall(r"<form.*?</form>", page) if "member@demo.test" in f)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    answer = client.post("/sign-in/", fields)

    assert (answer.url, signed_in_as(client)) == ("/settings/", str(member.pk))


def test_a_forgotten_password_is_chosen_anew_by_a_link_of_our_own_address(client, person, settings):
    settings.SITE_URL = "https://portal.example"
    client.post("/password/forgotten/", {"email": "mo@example.test"}, headers={"host": "localhost"})
    link = re.search(r"https://portal\.example(/password/reset/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True)
    new = {"password1": "another four good words", "password2": "another four good words"}
    client.post(form.redirect_chain[-1][0], new)

    assert User.objects.get(pk=person.pk).check_password("another four good words")
    assert "This link no longer works" in client.get(link).content.decode()


def test_asking_for_a_link_does_not_tell_who_is_here(client, person):
    known = client.post("/password/forgotten/", {"email": "mo@example.test"})
    unknown = client.post("/password/forgotten/", {"email": "nobody@example.test"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["mo@example.test"]]


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(client, person):
    other = type(client)()
    sign_in(other)
    sign_in(client)

    client.post(
        "/password/",
        {
            "oldpassword": PASSWORD,
            "password1": "another four good words",
            "password2": "another four good words",
        },
    )

    assert client.get("/settings/").status_code == 200
    assert other.get("/settings/").status_code == 302


def test_a_short_password_is_refused_in_words(client, person):
    sign_in(client)

    answer = client.post(
        "/password/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )

    assert "at least 15 characters" in answer.content.decode()
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)
