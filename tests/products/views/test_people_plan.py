"""The form of a team's people: one cell for each figure, conflicts shown, nothing of others'."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from pmo_portal.lib.calendar import months_from
from products.models import Allocation, Capacity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def months(organisation):
    return months_from(organisation.day_of(datetime.now(tz=UTC)), 6)


@pytest.fixture
def url(team):
    return reverse("products:people_plan", args=[team.slug])


def opened(client, url, **asked):
    return client.get(url, asked).context["form"]


def sent(client, url, form, **said):
    """Send the form as it stands, with these cells written."""
    words = {
        name: form[name].value() if form[name].value() is not None else "" for name in form.fields
    }
    return client.post(url, words | {"token": form["token"].value()} | said)


def cell(month, product="claims", objective="", role=""):
    return f"{month:%Y-%m}~{product}~{objective}~{role}"


def test_a_team_enters_what_it_has_and_what_for(client, url, months, team, product, member):
    grow = factories.objective("Grow")
    client.force_login(member)
    first = months[0]
    answer = sent(
        client,
        url,
        opened(client, url),
        **{
            f"capacity~{first:%Y-%m}": "4",
            "new-product": "claims",
            "new-objective": "grow",
            "new-role": "Tester",
            f"new~{first:%Y-%m}": "2.5",
        },
    )

    assert (answer.status_code, answer.url) == (303, "/resources/?team=payments")
    assert list(Capacity.objects.values_list("month", "fte")) == [(first, 4)]
    assert list(Allocation.objects.values_list("product", "objective", "role", "month", "fte")) == [
        (product.pk, grow.pk, "Tester", first, Decimal("2.5"))
    ]


def test_the_page_of_resources_shows_it_at_once(client, url, months, team, product, member):
    client.force_login(member)
    answer = sent(
        client,
        url,
        opened(client, url),
        **{
            f"capacity~{months[0]:%Y-%m}": "4",
            "new-product": "claims",
            f"new~{months[0]:%Y-%m}": "5",
        },
    )
    page = client.get(answer.url).context["page"]

    assert page.table.rows[0].cells[0].text == "125"


def test_what_stands_is_in_its_cells_and_empty_is_nothing(
    client, url, months, team, product, member
):
    factories.allocation(product, months[1], Decimal("1.5"))
    client.force_login(member)
    form = opened(client, url)
    sent(client, url, form, **{cell(months[1]): ""})

    assert form[cell(months[1])].value() == "1.5"
    assert Allocation.objects.get().fte == 0


@pytest.mark.parametrize("text", ["much", "-1", "1e9", "1.234"])
def test_what_is_no_figure_is_answered_at_its_cell(
    client, url, months, team, product, member, text
):
    factories.allocation(product, months[0], 1)
    client.force_login(member)
    answer = sent(client, url, opened(client, url), **{cell(months[0]): text})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [cell(months[0])]
    assert Allocation.objects.get().fte == 1


def test_time_for_a_new_row_names_its_product(client, url, months, member):
    client.force_login(member)
    answer = sent(client, url, opened(client, url), **{f"new~{months[0]:%Y-%m}": "1"})

    assert list(answer.context["form"].errors) == ["new-product"]


def test_capacity_once_said_is_not_unsaid(client, url, months, team, member):
    factories.capacity(team, months[0], 4)
    client.force_login(member)
    name = f"capacity~{months[0]:%Y-%m}"
    answer = sent(client, url, opened(client, url), **{name: ""})

    assert list(answer.context["form"].errors) == [name]


def test_a_colleague_who_was_faster_is_shown_and_not_overwritten(
    client, url, months, team, product, member
):
    one = factories.allocation(product, months[0], 1)
    factories.allocation(product, months[1], 1)
    client.force_login(member)
    form = opened(client, url)
    one.fte, one.known_at = 3, one.known_at + timedelta(days=1)
    one.save()
    answer = sent(client, url, form, **{cell(months[1]): "2"})
    again = answer.context["form"]

    assert answer.status_code == 409
    assert [(c.seen, c.stands, c.typed, c.is_kept) for c in answer.context["clashes"]] == [
        ("1", "3", "1", False)
    ]
    assert (again[cell(months[0])].value(), again[cell(months[1])].value()) == ("3", "2")
    assert sent(client, url, again).status_code == 303
    assert list(Allocation.objects.order_by("month").values_list("fte", flat=True)) == [3, 2]


def test_a_form_sent_twice_writes_once(client, url, months, team, product, member):
    client.force_login(member)
    form = opened(client, url)
    said = {"new-product": "claims", f"new~{months[0]:%Y-%m}": "1"}
    sent(client, url, form, **said)
    versions = Allocation.versions_model()._default_manager.count()
    sent(client, url, form, **said)

    assert Allocation.versions_model()._default_manager.count() == versions


def test_a_scenario_fills_in_cells_and_marks_them(client, url, months, team, product, member):
    factories.objective("Grow")
    client.force_login(member)
    name = cell(months[0], objective="grow", role="Data engineer")
    form = opened(client, url, **{name: "1.5", cell(months[0], product="nothing"): "2", "x~": "1"})

    assert (form[name].value(), form.filled) == ("1.5", [name])
    assert not Allocation.objects.exists()


@pytest.mark.parametrize("who", ["pmo_lead", "executive", "outsider"])
def test_nobody_else_opens_or_sends_it(client, url, months, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == client.post(url, {}).status_code == 403


def test_a_past_day_offers_no_cell(client, url, months, team, member):
    client.force_login(member)
    answer = client.get(url, {"on": "2025-07-01"})

    assert "products/plan_past.html" in [template.name for template in answer.templates]


def test_time_for_hidden_products_stays_as_it_is_and_is_said(client, url, months, team, member):
    secret = factories.portfolio("Secret", restricted=True)
    hidden = factories.product("Hidden", portfolio=secret)
    factories.allocation(hidden, months[0], 2, team=team)
    client.force_login(member)
    answer = client.get(url)
    sent(client, url, answer.context["form"])

    assert answer.context["hidden_rows"] == 1
    assert "Hidden" not in answer.content.decode()
    assert Allocation.objects.get().fte == 2


@pytest.mark.parametrize("first", ["x", "2025-13", "0001-01"])
def test_a_wrong_month_gets_help(client, url, organisation, member, first):
    client.force_login(member)

    assert client.get(url, {"from": first}).status_code == 404
