import pytest
from django.urls import reverse

from portfolio.models import Organisation
from products import tasks
from products.models import Initiative, Product

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_url():
    return reverse("products:demo_start")


@pytest.fixture
def samples_url():
    return reverse("products:sample_start")


def test_asking_for_the_demo_leads_to_its_progress(client, demo_url):
    asked = client.post(demo_url)

    assert (asked.status_code, asked.url) == (302, demo_url)
    page = client.get(demo_url)
    assert "Writing a year of history" in page.content.decode()
    assert f'hx-get="{demo_url}"' in page.content.decode()
    assert Organisation.objects.count() == 0


def test_progress_is_a_fragment_for_htmx(client, demo_url):
    client.post(demo_url)

    fragment = client.get(demo_url, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    assert "<progress" in fragment


def test_a_long_wait_offers_to_ask_again(client, demo_url):
    session = client.session
    session["demo_asked_at"] = 1.0
    session.save()

    assert "Ask again" in client.get(demo_url).content.decode()


def test_progress_nobody_asked_for_leads_to_the_welcome_page(client, demo_url):
    assert client.get(demo_url).url == reverse("portfolio:welcome")


def test_demo_that_is_there_leads_to_the_sign_in(client, demo_url, organisation):
    assert client.get(demo_url).url == reverse("account_login")
    assert client.post(demo_url).url == reverse("account_login")
    polled = client.get(demo_url, headers={"HX-Request": "true"})
    assert polled.headers["HX-Redirect"] == reverse("account_login")


def test_demo_job_leaves_an_organisation_alone_however_often_it_runs(organisation):
    tasks.load_demo()
    tasks.load_demo()

    assert (Organisation.objects.get().name, Product.objects.count()) == ("Testing Ltd", 0)


@pytest.mark.parametrize(
    ("who", "status"), [("pmo_lead", 200), ("member", 403), ("executive", 403), ("outsider", 403)]
)
def test_office_sees_the_real_portfolios(client, organisation, samples_url, request, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(samples_url).status_code == status


def test_real_portfolio_is_one_click_away(client, organisation, pmo_lead, samples_url):
    client.force_login(pmo_lead)

    brought = client.post(samples_url, {"sample": "gmpp"})

    assert brought.url == reverse("insights:dashboard") + "?on=2022-03-31"
    assert Initiative.objects.filter(unlisted_on=None).count() == 235


def test_member_brings_nothing_in(client, organisation, member, samples_url):
    client.force_login(member)

    assert client.post(samples_url, {"sample": "gmpp"}).status_code == 403
    assert Initiative.objects.count() == 0


def test_unknown_sample_is_not_found(client, organisation, pmo_lead, samples_url):
    client.force_login(pmo_lead)

    assert client.post(samples_url, {"sample": "nothing"}).status_code == 404


def test_somebody_signed_out_is_asked_to_sign_in(client, organisation, samples_url):
    assert client.get(samples_url).url.startswith(reverse("account_login"))
